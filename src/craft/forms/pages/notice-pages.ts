import { html, publicPage, type SafeHtml } from '../../../platform/public-pages/index.ts';
import type { Host } from '../house.ts';
import type { PageText, PageWords } from './page-words.ts';

// Pages of one sentence: what happened, and what to do now.

/** Whose page it is, under it. */
export const hostFoot = ({ name, postalAddress }: Pick<Host, 'name' | 'postalAddress'>): SafeHtml => html`${[name, postalAddress].filter(Boolean).join('\n')}`;

/** `host` null where nobody can tell whose link it was. */
export function noticePage(words: PageWords, host: Host | null, title: PageText, text: PageText, more: { values?: Record<string, string>; after?: SafeHtml | null } = {}): string {
  const values = { workspace: host?.name ?? '', ...more.values };
  return publicPage({
    language: words.language, title: words.say(title, values), body: html`<p>${words.say(text, values)}</p>${more.after}`,
    ...(host ? { look: host.look, foot: hostFoot(host) } : {}),
  });
}

/** A button that sends a wish; nothing happens without it. */
export const wish = (action: string, label: string, kind?: 'plain' | 'grave'): SafeHtml =>
  html`<form method="post"><input type="hidden" name="action" value="${action}"><button type="submit"${kind && html` class="${kind}"`}>${label}</button></form>`;
