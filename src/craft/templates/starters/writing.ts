import { documentVersion, type Block, type Draft, type EmailDocument, type Inline, type Look } from '../../emails/contract.ts';

// Small words to write a document in code with.

type Said = string | Inline;

const inline = (parts: readonly Said[]): Inline[] => parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));

/** `fallback` null: whoever has no value is held. */
export const value = (path: string, fallback: string | null = null): Inline => ({ type: 'variable', attrs: { path, fallback } });
export const link = (text: string, href: string): Inline => ({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] });
export const bold = (text: string): Inline => ({ type: 'text', text, marks: [{ type: 'bold' }] });
export const newLine: Inline = { type: 'hardBreak' };

/** Blocks of one document, each with an id of its own. */
export function writer() {
  let written = 0;
  const id = (): string => `starter-${(written += 1)}`;
  const paragraph = (...said: Said[]) => ({ type: 'paragraph' as const, attrs: { id: id(), align: 'left' as const }, content: inline(said) });
  return {
    paragraph,
    heading: (level: 1 | 2 | 3, ...said: Said[]): Block => ({ type: 'heading', attrs: { id: id(), level, align: 'left' }, content: inline(said) }),
    button: (text: string, href: string, variant: 'filled' | 'outline' = 'filled'): Block => ({ type: 'button', attrs: { id: id(), href, align: 'left', variant, wide: false }, content: inline([text]) }),
    list: (...items: Said[]): Block => ({ type: 'bulletList', attrs: { id: id() }, content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })) }),
    quote: (...said: Said[]): Block => ({ type: 'blockquote', attrs: { id: id() }, content: [paragraph(...said)] }),
    divider: (): Block => ({ type: 'divider', attrs: { id: id() } }),
    columns: (left: Block[], right: Block[]): Block => ({ type: 'columns', attrs: { id: id(), layout: '1-1' }, content: [left, right].map((content) => ({ type: 'column', attrs: { id: id() }, content })) }),
    footer: (...said: Said[]): Block => ({ type: 'footer', attrs: { id: id() }, content: inline(said) }),
    greeting: () => paragraph('Hello ', value('contact.first_name', 'there'), ','),
    signature: (closing: string) => paragraph(closing, newLine, value('sender.name')),
  };
}

/** A draft of these blocks. */
export const written = (look: Look, subject: string, preheader: string, content: Block[]): Draft => ({
  subject, preheader, bodyKind: 'visual', textBody: null, body: JSON.stringify({ version: documentVersion, look, content } satisfies EmailDocument),
});
