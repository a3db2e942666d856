import type { Block, EmailDocument, Look } from './document.ts';

/** Draws an id for a block: eight letters and digits. `random` answers 0 to 1, as Math.random. */
export const newBlockId = (random: () => number): string => Array.from({ length: 8 }, () => letters[Math.floor(random() * letters.length)] ?? 'a').join('');
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** What a new visual email begins with: enough to see how it works, and nothing that could be sent by mistake unnoticed. */
export function starterDocument(look: Look): EmailDocument {
  return { version: 1, look, content: look === 'plain' ? plain() : designed() };
}

const greeting = (id: string): Block => ({
  type: 'paragraph', attrs: { id, align: 'left' },
  content: [{ type: 'text', text: 'Hello ' }, { type: 'variable', attrs: { path: 'contact.first_name', fallback: 'there' } }, { type: 'text', text: ',' }],
});
const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', attrs: { id, align: 'left' }, content: [{ type: 'text', text }] });

const signature = (id: string): Block => ({
  type: 'paragraph', attrs: { id, align: 'left' },
  content: [{ type: 'text', text: 'Best wishes,' }, { type: 'hardBreak' }, { type: 'variable', attrs: { path: 'sender.name', fallback: null } }],
});

function designed(): Block[] {
  return [
    { type: 'heading', attrs: { id: 'starter-heading', level: 1, align: 'left' }, content: [{ type: 'text', text: 'One thing worth your minute' }] },
    greeting('starter-greeting'),
    paragraph('starter-text', 'Say in two sentences what is new, and why it matters to who reads this.'),
    { type: 'button', attrs: { id: 'starter-button', href: 'https://example.com/', align: 'left', variant: 'filled', wide: false }, content: [{ type: 'text', text: 'See how it works' }] },
    signature('starter-signature'),
    { type: 'divider', attrs: { id: 'starter-divider' } },
    { type: 'footer', attrs: { id: 'starter-footer' }, content: [{ type: 'text', text: 'You get this because you asked for our news.' }] },
  ];
}

const plain = (): Block[] => [greeting('starter-greeting'), paragraph('starter-text', 'One thought, one question.'), signature('starter-signature')];
