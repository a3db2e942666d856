// How blocks are drawn while they are written. Plain elements: React stays outside of the text, so
// that typing never waits for it.
import type { Extensions, Node as NodeExtension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { t } from '../../../../platform/ui/words.ts';
import { wordsOfCondition, type EditorContext } from './editor-context.ts';
import { imageView } from './image-view.ts';
import { schemaExtensions } from './schema/index.ts';

type Place = () => number | undefined;

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...children: (HTMLElement | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** Not part of the text: neither the cursor nor a search goes there. */
function fixed<E extends HTMLElement>(made: E): E {
  made.contentEditable = 'false';
  return made;
}

/** A view whose attributes are drawn by `draw`, now and after each change. */
function drawn(dom: HTMLElement, node: Node, draw: (node: Node) => void, contentDOM?: HTMLElement, also: Partial<NodeView> = {}): NodeView {
  draw(node);
  return {
    dom,
    ...(contentDOM ? { contentDOM } : {}),
    update: (next) => {
      if (next.type !== node.type) return false;
      draw(next);
      return true;
    },
    // What we draw around the content is no writing of the reader's.
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !(contentDOM?.contains(mutation.target) && mutation.target !== dom),
    ...also,
  };
}

function variableView(node: Node, _view: EditorView, _at: Place, context: EditorContext): NodeView {
  const name = document.createElement('span');
  const fallback = element('span', 'ed-var-or');
  const dom = fixed(element('span', 'ed-var', name, fallback));
  let now = node;
  const draw = (next: Node) => {
    now = next;
    const { path, fallback: instead } = next.attrs as { path: string; fallback: string | null };
    name.textContent = context.labelOf(path);
    fallback.textContent = instead === null ? '' : instead === '' ? t('or nothing') : t('or “{fallback}”', { fallback: instead });
    dom.title = path;
  };
  const again = () => draw(now);
  context.redraw.add(again);
  return drawn(dom, node, draw, undefined, { destroy: () => { context.redraw.delete(again); } });
}

function buttonView(node: Node): NodeView {
  const face = element('span', 'ed-button');
  const dom = element('div', 'ed-row', face);
  return drawn(dom, node, (next) => {
    const { align, variant, wide, href } = next.attrs as { align: string; variant: string; wide: boolean; href: string };
    Object.assign(dom.dataset, { align, variant, wide: String(wide), nowhere: String(href === '') });
    face.title = href || t('This button leads nowhere yet');
  }, face);
}

function columnsView(node: Node): NodeView {
  const dom = element('div', 'ed-columns');
  return drawn(dom, node, (next) => { dom.dataset['layout'] = String(next.attrs['layout']); }, dom);
}

function socialView(node: Node): NodeView {
  const dom = fixed(element('div', 'ed-row ed-social'));
  return drawn(dom, node, (next) => {
    const items = next.attrs['items'] as { network: string; href: string }[];
    dom.dataset['align'] = String(next.attrs['align']);
    dom.replaceChildren(...(items.length > 0 ? items.map((item) => element('span', 'ed-network', item.network)) : [element('span', 'ed-wait', t('Social row: no addresses yet'))]));
  });
}

function footerView(node: Node): NodeView {
  const words = element('div', 'ed-footer-words');
  const dom = element('div', 'ed-footer', words, fixed(element('p', 'ed-aside', t('Your postal address and the way out follow here.'))));
  return drawn(dom, node, () => {}, words);
}

function htmlView(node: Node): NodeView {
  const code = element('pre', 'ed-code');
  const dom = fixed(element('div', 'ed-html', element('span', 'ed-tag', 'HTML'), code));
  return drawn(dom, node, (next) => {
    const html = String(next.attrs['html']);
    const lines = html.split('\n');
    code.textContent = html.trim() === '' ? t('Empty: write it in the settings of this block.') : lines.length > 8 ? `${lines.slice(0, 8).join('\n')}\n…` : html;
  });
}

function conditionView(node: Node, view: EditorView, at: Place, context: EditorContext): NodeView {
  const words = fixed(element('button', 'ed-only-if'));
  const content = element('div', 'ed-condition-content');
  const dom = element('div', 'ed-condition', words, content);
  let now = node;
  const draw = (next: Node) => {
    now = next;
    words.textContent = wordsOfCondition(next, context.labelOf);
  };
  const again = () => draw(now);
  words.type = 'button';
  words.tabIndex = -1;
  words.addEventListener('click', () => {
    const position = at();
    if (position === undefined) return;
    selectNode(view, position);
    context.inspect();
  });
  context.redraw.add(again);
  return drawn(dom, node, draw, content, { stopEvent: (event) => words.contains(event.target as HTMLElement), destroy: () => { context.redraw.delete(again); } });
}

function selectNode(view: EditorView, at: number): void {
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  view.focus();
}

type Draw = (node: Node, view: EditorView, at: Place, context: EditorContext) => NodeView;
const views: Record<string, Draw> = {
  variable: variableView, button: buttonView, columns: columnsView, social: socialView, footer: footerView, html: htmlView, condition: conditionView, image: imageView,
};

/** The schema with its blocks drawn. */
export function drawnExtensions(context: EditorContext): Extensions {
  return schemaExtensions.map((extension) => {
    const draw = views[extension.name];
    if (!draw || extension.type !== 'node') return extension;
    return (extension as NodeExtension).extend({ addNodeView: () => ({ node, view, getPos }) => draw(node, view, getPos as Place, context) });
  });
}
