import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';
import type { Finding } from '../contract.ts';
import { isLeftOpen } from '../markup/is-left-open.ts';
import { attributeOf, scanHtml, type ScannedHtml, type Tag } from '../markup/scan-html.ts';

// What mail programs ignore or what would spoil the mail around a block of HTML. By what Gmail,
// Outlook for Windows and Apple Mail are known to do; what one of the three lacks is told.

type Complaint = [level: Finding['level'], code: string, message: string];

/** Looks over the HTML of one block; each thing is told once. */
export function htmlBlockFindings(html: string): Complaint[] {
  const scanned = scanHtml(html);
  const messages = [...ignoredElements(scanned), ...ignoredStyles(scanned, html)];
  const found: Complaint[] = [...new Set(messages)].map((message) => ['warning', 'html_ignored', t(message)]);
  if (isLeftOpen(html)) found.push(['error', 'html_open', t('This HTML ends within a comment, a tag or a style: everything after it would be swallowed. It is left out until it is closed.')]);
  const unbalanced = unbalancedElement(scanned);
  if (unbalanced) found.push(['warning', 'html_unbalanced', t('<{element}> is opened and closed a different number of times; what follows may be laid out wrongly.', { element: unbalanced })]);
  return found;
}

const form = phrase('Forms: Outlook shows no fields, and others warn before sending. Link to a page instead.');
const elements: Record<string, Phrase> = {
  form, input: form, select: form, textarea: form,
  video: phrase('Video: Gmail and Outlook do not play it. Show a picture that links to it.'),
  audio: phrase('Audio: most programs do not play it. Link to it.'),
  canvas: phrase('Canvas: it needs a script, and no mail program runs one.'),
  svg: phrase('SVG: Gmail and Outlook leave it out. Use a PNG image.'),
  link: phrase('Style sheets from elsewhere are not loaded. Write styles into the elements.'),
};

function ignoredElements({ tags }: ScannedHtml): Phrase[] {
  return tags.flatMap((tag) => (tag.conditional || !Object.hasOwn(elements, tag.name) ? [] : [elements[tag.name]!]));
}

const background = phrase('Background images: Outlook does not show them. Give the text a background colour it can be read on.');
const styles: [RegExp, Phrase][] = [
  [/(^|[;{\s])position\s*:\s*(absolute|fixed|relative|sticky)/i, phrase('position: Gmail and Outlook ignore it; things land elsewhere.')],
  [/display\s*:\s*(inline-)?(flex|grid)/i, phrase('Flex and grid: Outlook ignores them. Use columns or a table.')],
  [/background(-image)?\s*:[^;"}]*url\s*\(/i, background],
  [/@import|@font-face/i, phrase('Web fonts: most programs do not load them, and those that do tell the font’s host of each reader.')],
  [/(^|[;{\s])animation(-name)?\s*:|@keyframes/i, phrase('Animations: only Apple Mail shows them.')],
];

function ignoredStyles({ tags, texts }: ScannedHtml, html: string): Phrase[] {
  const written = [
    ...tags.filter(({ conditional }) => !conditional).map((tag) => attributeOf(tag, 'style')?.value ?? ''),
    ...texts.filter(({ inside }) => inside === 'style').map(({ start, end }) => html.slice(start, end)),
  ];
  const told = styles.filter(([pattern]) => written.some((style) => pattern.test(style))).map(([, message]) => message);
  if (tags.some((tag) => !tag.conditional && attributeOf(tag, 'background'))) told.push(background);
  return told;
}

const single = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr', 'p', 'li', 'td', 'th', 'tr', 'tbody', 'thead', 'option']);

/** Elements that HTML closes by itself are left out, and what Outlook alone reads. */
function unbalancedElement({ tags, closing }: ScannedHtml): string | null {
  const open = new Map<string, number>();
  const count = ({ name, conditional }: Pick<Tag, 'name' | 'conditional'>, by: number) => {
    if (!conditional && !single.has(name) && !name.includes(':')) open.set(name, (open.get(name) ?? 0) + by);
  };
  for (const tag of tags) count(tag, 1);
  for (const tag of closing) count(tag, -1);
  return [...open].find(([, balance]) => balance !== 0)?.[0] ?? null;
}
