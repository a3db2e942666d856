import { maskAddress } from '../../../delivery/tracking/index.ts';
import { html, publicPage, type SafeHtml } from '../../../platform/public-pages/index.ts';
import type { Host } from '../house.ts';
import type { Person } from '../preferences/person.ts';
import { capChoiceOf, capChoices, type CapChoice } from '../preferences/save-preferences.ts';
import type { Topic } from '../topics/topics.ts';
import { topicBox } from './form-page.ts';
import { hostFoot, wish } from './notice-pages.ts';
import { pageLanguages, type PageWords } from './page-words.ts';

export interface PreferencesShown {
  host: Host;
  person: Person;
  topics: readonly Topic[];
  saved: boolean;
}

/** A person's page of choices. The address is masked: the mail may have been forwarded. */
export function preferencesPage(words: PageWords, { host, person, topics, saved }: PreferencesShown): string {
  const values = { workspace: host.name, address: maskAddress(person.email) };
  const isOut = person.suppression !== null;
  const standing = isOut && html`<p class="note">${words.say(person.suppression === 'unsubscribed' ? 'is_out' : 'is_blocked', values)}</p>`;
  return publicPage({
    language: words.language, title: words.say('preferences_title', values), look: host.look, foot: hostFoot(host),
    body: html`<p class="quiet">${words.say('preferences_for', values)}</p>${saved && html`<p class="note" role="status">${words.say('saved')}</p>`}${standing}
${!person.isDeleted && choices(words, person, topics)}
${!isOut && html`<section><h2>${words.say('leave_title')}</h2><p>${words.say('leave')}</p>${wish('leave', words.say('leave_button'), 'plain')}</section>`}
<section><h2>${words.say('know_title')}</h2><p>${words.say('know', values)}</p>${wish('know', words.say('know_button'), 'plain')}</section>`,
  });
}

function choices(words: PageWords, person: Person, topics: readonly Topic[]): SafeHtml {
  const chosen = new Map(person.topics.map(({ id, choice }) => [id, choice]));
  const boxes = topics.map((topic) => html`<input type="hidden" name="asked" value="${topic.id}">${topicBox(topic, words.language, chosen.get(topic.id) !== 'out')}`);
  return html`<form method="post"><input type="hidden" name="action" value="save">
${topics.length > 0 && html`<fieldset><legend>${words.say('topics')}</legend>${boxes}</fieldset>`}
<fieldset><legend>${words.say('how_often')}</legend>${often(words, person)}</fieldset>
<fieldset><legend>${words.say('tracking')}</legend><div class="check"><input type="checkbox" name="tracking" value="yes" id="tracking"${person.tracking === 'allowed' && html` checked`} aria-describedby="tracking-more"><div><label for="tracking">${words.say('tracking_allow')}</label><span class="quiet" id="tracking-more">${words.say('tracking_more')}</span></div></div></fieldset>
<div class="field"><label for="language">${words.say('language')}</label><select id="language" name="language">${pageLanguages().map(({ language, name }) =>
    html`<option value="${language}" lang="${language}"${language === words.language && html` selected`}>${name}</option>`)}</select></div>
<button type="submit">${words.say('save')}</button></form>`;
}

function often(words: PageWords, { cap }: Person): SafeHtml {
  const now = capChoiceOf(cap);
  const options: { value: CapChoice | 'kept'; label: string }[] = (Object.keys(capChoices) as CapChoice[]).map((value) => ({ value, label: words.say(`cap_${value}`) }));
  if (now === 'kept' && cap) options.push({ value: 'kept', label: words.say('cap_kept', { mails: cap.mails, days: cap.days }) });
  return html`${options.map(({ value, label }) => html`<div class="check"><input type="radio" name="often" value="${value}" id="often-${value}"${value === now && html` checked`}><label for="often-${value}">${label}</label></div>`)}`;
}
