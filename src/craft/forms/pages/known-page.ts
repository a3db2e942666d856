import { html, publicPage, type SafeHtml } from '../../../platform/public-pages/index.ts';
import type { Host } from '../house.ts';
import { sectionTitle, type KnownSection } from '../preferences/gather-known.ts';
import { hostFoot, wish } from './notice-pages.ts';
import type { PageWords } from './page-words.ts';

const rowsShown = 50;

/** Everything we hold about somebody, readable; the whole of it is in the file. */
export function knownPage(words: PageWords, host: Host, sections: readonly KnownSection[], now: Date, file: string): string {
  const values = { workspace: host.name };
  return publicPage({
    language: words.language, title: words.say('known_title', values), look: host.look, foot: hostFoot(host), wide: true,
    body: html`<p class="quiet">${words.say('known_as_of', { at: momentIn(words, now) })}</p><p><a class="button" href="${file}">${words.say('known_download')}</a></p>
${sections.map((section) => sectionShown(words, section))}
<section><h2>${words.say('erase_title')}</h2><p>${words.say('erase')}</p>${wish('erase', words.say('erase_button'), 'grave')}</section>`,
  });
}

/** The step before: asks once more. */
export const erasePage = (words: PageWords, host: Host, back: string): string => publicPage({
  language: words.language, title: words.say('erase_sure_title'), look: host.look, foot: hostFoot(host),
  body: html`<p>${words.say('erase')}</p><p>${words.say('erase_sure')}</p>${wish('erase-sure', words.say('erase_yes'), 'grave')}<p style="margin-top:1rem"><a href="${back}">${words.say('erase_no')}</a></p>`,
});

function sectionShown(words: PageWords, { name, rows }: KnownSection): SafeHtml {
  const shown = rows.slice(0, rowsShown);
  const columns = [...new Set(shown.flatMap((row) => Object.keys(row).filter((key) => !isEmpty(row[key]))))];
  const body = shown.length === 0 ? html`<p class="quiet">${words.say('none')}</p>`
    : shown.length === 1 ? html`<dl>${columns.map((key) => html`<dt>${labelOf(key)}</dt><dd>${shownValue(words, shown[0]![key])}</dd>`)}</dl>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="${words.say(sectionTitle(name))}"><table><thead><tr>${columns.map((key) => html`<th scope="col">${labelOf(key)}</th>`)}</tr></thead><tbody>${shown.map((row) =>
        html`<tr>${columns.map((key) => html`<td>${shownValue(words, row[key])}</td>`)}</tr>`)}</tbody></table></div>`;
  return html`<section><h2>${words.say(sectionTitle(name))}</h2>${body}${rows.length > rowsShown && html`<p class="quiet">${words.say('known_more', { count: rows.length - rowsShown })}</p>`}</section>
`;
}

const isEmpty = (value: unknown): boolean => value === null || value === '' || (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0);
const labelOf = (key: string): string => key.replaceAll('_', ' ');
const momentIn = (words: PageWords, at: Date): string => `${new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : words.language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }).format(at)} UTC`;

function shownValue(words: PageWords, value: unknown): string {
  if (isEmpty(value)) return '';
  if (value instanceof Date) return momentIn(words, value);
  if (typeof value !== 'object') return String(value);
  // A subject is made of text and slots; what was filled in is in the mail itself.
  if (Array.isArray(value)) return value.map((part) => (typeof part === 'string' ? part : '…')).join('');
  return Object.entries(value as object).map(([key, part]) => `${labelOf(key)}: ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`).join(', ');
}
