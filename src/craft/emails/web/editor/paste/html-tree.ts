// Pasted HTML as a small tree. Comments, and with them Office's conditional ones, are left out by the
// parser; `<![if !supportLists]>` is only a mark, and what it stands around stays.
import { Parser } from 'htmlparser2';

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

/** Deeper than anybody writes: what lies deeper stands side by side, so that no paste exhausts the stack. */
const depthAtMost = 120;

export function parseHtml(html: string): Element {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open: Element[] = [root];
  const holder = () => open[Math.min(open.length, depthAtMost) - 1]!;
  const parser = new Parser({
    onopentag(tag, attributes) {
      const element: Element = { tag, attributes, children: [] };
      holder().children.push(element);
      open.push(element);
    },
    ontext(text) {
      // An entity comes as a piece of its own; what a hard space is for, its neighbours tell.
      const { children } = holder();
      const last = children.at(-1);
      if (typeof last === 'string') children[children.length - 1] = last + text;
      else children.push(text);
    },
    onclosetag: () => { if (open.length > 1) open.pop(); },
  }, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false });
  parser.write(html);
  parser.end();
  return root;
}

/** One property of an inline style, lower case; '' when it is not there. */
export function styleOf({ attributes }: Element, name: string): string {
  for (const part of (attributes['style'] ?? '').split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0 && part.slice(0, colon).trim().toLowerCase() === name) return part.slice(colon + 1).trim().toLowerCase();
  }
  return '';
}

/** All words in an element, markers and hidden parts included. */
export const textIn = (node: Element | string): string => (typeof node === 'string' ? node : node.children.map(textIn).join(''));
