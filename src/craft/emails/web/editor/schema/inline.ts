import { Mark, Node } from '@tiptap/core';
import { value, word } from './attributes.ts';

/** One contact's value, with what stands there for whoever has none. */
export const Variable = Node.create({
  name: 'variable', group: 'inline', inline: true, atom: true, selectable: true,
  addAttributes: () => ({ path: word('path', ''), fallback: value('fallback', null, (read) => read === null || typeof read === 'string') }),
  parseHTML: () => [{ tag: 'span[data-variable]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, 'data-variable': '' }],
});

const safeAddress = /^(https?:|mailto:|tel:|#)/i;

/** Its address may hold variables, so it is kept beside and only a plain one is a link of the page. */
export const Link = Mark.create({
  name: 'link', inclusive: false, priority: 900,
  addAttributes: () => ({
    href: {
      default: '',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-href') ?? element.getAttribute('href') ?? '',
      renderHTML: ({ href }: Record<string, unknown>) => ({ 'data-href': String(href), ...(safeAddress.test(String(href)) ? { href: String(href) } : {}) }),
    },
  }),
  parseHTML: () => [{ tag: 'a[data-href]' }, { tag: 'a[href]' }],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

export const Color = Mark.create({
  name: 'color',
  addAttributes: () => ({ color: word('color', '') }),
  parseHTML: () => [{ tag: 'span[data-color]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, style: `color: ${String(HTMLAttributes['data-color'])}` }, 0],
});
