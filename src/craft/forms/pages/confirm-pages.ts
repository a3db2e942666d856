import { html, publicPage } from '../../../platform/public-pages/index.ts';
import type { Host } from '../house.ts';
import { topicIn, type Topic } from '../topics/topics.ts';
import { paragraphs } from './form-page.ts';
import { hostFoot, noticePage, wish } from './notice-pages.ts';
import type { PageWords } from './page-words.ts';

export interface ConfirmShown {
  host: Host;
  email: string;
  topics: readonly Topic[];
  /** The wording they saw when they signed up. */
  consent: string;
}

/** Asks; the button confirms. */
export function confirmPage(words: PageWords, { host, email, topics, consent }: ConfirmShown): string {
  const chosen = topics.length > 0 && html`<p>${words.say('confirm_topics')}</p><ul>${topics.map((topic) => html`<li>${topicIn(topic, words.language).name}</li>`)}</ul>`;
  return publicPage({
    language: words.language, title: words.say('confirm_title'), look: host.look, foot: hostFoot(host),
    body: html`<p>${words.say('confirm_ask', { workspace: host.name, address: email })}</p>${chosen}
<p class="quiet">${words.say('confirm_agree')}<br>${consent}</p>
${wish('confirm', words.say('confirm_button'))}
<p class="quiet" style="margin-top:1rem">${words.say('confirm_quiet')}</p>`,
  });
}

export const expiredPage = (words: PageWords, host: Host): string =>
  noticePage(words, host, 'expired_title', 'expired', { after: wish('again', words.say('expired_button')) });

/** After the button: thanks, in the form's own words where it has some, and the way to the page of choices. */
export function thanksPage(words: PageWords, host: Host, outcome: 'confirmed' | 'confirmed-before' | 'blocked', own: { thanks: string; preferences: string }): string {
  const values = { workspace: host.name };
  const said = outcome === 'blocked' ? html`<p>${words.say('confirmed_blocked', values)}</p>`
    : outcome === 'confirmed-before' ? html`<p>${words.say('confirmed_before')}</p>` : own.thanks ? paragraphs(own.thanks) : html`<p>${words.say('confirmed', values)}</p>`;
  return publicPage({
    language: words.language, title: words.say('confirmed_title'), look: host.look, foot: hostFoot(host),
    body: html`${said}<p><a href="${own.preferences}">${words.say('preferences')}</a></p>`,
  });
}
