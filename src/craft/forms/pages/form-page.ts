import type { AttributeDefinition } from '../../../people/contacts/index.ts';
import { html, publicPage, type SafeHtml } from '../../../platform/public-pages/index.ts';
import type { FormField, FormTexts } from '../contract.ts';
import type { Form } from '../form/form.ts';
import type { Host } from '../house.ts';
import type { InputProblems } from '../sign-up/read-input.ts';
import { topicIn, type Topic } from '../topics/topics.ts';
import { hostFoot } from './notice-pages.ts';
import { pageWords, type PageText, type PageWords } from './page-words.ts';

/** The field that nobody sees and only robots fill. Its name promises something, so that they do. */
export const trapField = 'website';

export interface FormShown {
  form: Pick<Form, 'texts' | 'fields' | 'language'>;
  host: Host;
  language: string;
  topics: readonly Topic[];
  attributes: readonly AttributeDefinition[];
  /** When it was shown, signed. */
  start: string;
  /** Where it is sent to. */
  action: string;
  /** What was typed before; null: it is shown for the first time. */
  sent?: URLSearchParams | null;
  problems?: InputProblems;
  /** All is well, but it came too fast or from somewhere else: to be looked over and sent once more. */
  lookOver?: boolean;
}

/** The hosted page of a form. */
export function formPage(shown: FormShown): string {
  const words = pageWords(shown.language);
  const texts = textsFor(shown);
  const note = shown.lookOver ? html`<p class="note" role="status">${words.say('look_over')}</p>` : shown.problems?.size ? html`<p class="bad" role="alert">${words.say('mend')}</p>` : null;
  const body = html`${note ?? (texts.intro && paragraphs(texts.intro))}
<form method="post" action="${shown.action}" novalidate>
${formFields(shown, words)}<input type="hidden" name="start" value="${shown.start}"><input type="hidden" name="language" value="${shown.language}">
<button type="submit">${texts.button || words.say('sign_up')}</button>
</form>`;
  return publicPage({ language: shown.language, title: shown.lookOver ? words.say('look_over_title') : texts.title, body, look: shown.host.look, foot: hostFoot(shown.host) });
}

export const textsFor = ({ form, language }: Pick<FormShown, 'form' | 'language'>): FormTexts => form.texts[language] ?? form.texts[form.language]!;

/** The fields alone: the hosted page and the snippet for other sites are made of the same. */
export function formFields(shown: FormShown, words: PageWords): SafeHtml {
  return html`${field(shown, words, { key: 'email', required: true }, words.say('email'), (common) => html`<input type="email" autocomplete="email" inputmode="email" maxlength="320" ${common} value="${shown.sent?.get('email') ?? ''}">`)}
${shown.form.fields.map((each) => ownField(shown, words, each))}${topicChoices(shown, words)}${consentBox(shown, words)}
<div class="trap" aria-hidden="true"><label>${words.say('leave_empty')}<input name="${trapField}" tabindex="-1" autocomplete="off" value=""></label></div>
`;
}

const autocomplete: Record<string, string> = { first_name: 'given-name', last_name: 'family-name', job_title: 'organization-title', company: 'organization', phone: 'tel' };

function ownField(shown: FormShown, words: PageWords, each: FormField): SafeHtml | null {
  const value = shown.sent?.get(each.key) ?? '';
  const complete = autocomplete[each.key];
  if (complete) return field(shown, words, each, words.say(each.key as PageText), (common) => html`<input type="${each.key === 'phone' ? 'tel' : 'text'}" autocomplete="${complete}" maxlength="300" ${common} value="${value}">`);
  const definition = shown.attributes.find(({ key }) => `attribute.${key}` === each.key);
  if (!definition) return null;
  const options = definition.type === 'boolean' ? [{ value: 'yes', label: words.say('yes') }, { value: 'no', label: words.say('no') }] : definition.choices.map((choice) => ({ value: choice, label: choice }));
  if (definition.type === 'choice' || definition.type === 'boolean') {
    return field(shown, words, each, definition.label, (common) => html`<select ${common}><option value="">${words.say('choose')}</option>${options.map((option) =>
      html`<option value="${option.value}"${value === option.value && html` selected`}>${option.label}</option>`)}</select>`);
  }
  const type = definition.type === 'date' ? 'date' : 'text';
  return field(shown, words, each, definition.label, (common) => html`<input type="${type}"${definition.type === 'number' && html` inputmode="decimal"`} maxlength="2000" ${common} value="${value}">`);
}

/** A label, its control, and what is wrong with what was typed. */
function field(shown: FormShown, words: PageWords, { key, required }: FormField, label: string, control: (common: SafeHtml) => SafeHtml): SafeHtml {
  const problem = shown.problems?.get(key);
  const id = `f-${key.replace('.', '-')}`;
  const common = html`id="${id}" name="${key}"${required && html` required`}${problem && html` aria-invalid="true" aria-describedby="${id}-error"`}`;
  return html`<div class="field"><label for="${id}">${label}${!required && html` <span class="optional">(${words.say('optional')})</span>`}</label>${control(common)}${problem && html`<span class="error" id="${id}-error">${words.say(problem)}</span>`}</div>
`;
}

function topicChoices({ topics, sent, language }: FormShown, words: PageWords): SafeHtml | null {
  if (topics.length === 0) return null;
  const chosen = new Set(sent?.getAll('topic') ?? []);
  return html`<fieldset><legend>${words.say('topics_ask')}</legend>${topics.map((topic) => topicBox(topic, language, chosen.has(String(topic.id))))}</fieldset>
`;
}

/** One topic with its box. */
export function topicBox(topic: Topic, language: string, isChosen: boolean): SafeHtml {
  const { name, description } = topicIn(topic, language);
  return html`<div class="check"><input type="checkbox" name="topic" value="${topic.id}" id="t-${topic.id}"${isChosen && html` checked`}${description && html` aria-describedby="t-${topic.id}-more"`}><div><label for="t-${topic.id}">${name}</label>${description && html`<span class="quiet" id="t-${topic.id}-more">${description}</span>`}</div></div>`;
}

function consentBox(shown: FormShown, words: PageWords): SafeHtml {
  const problem = shown.problems?.get('agree');
  return html`<div class="field"><div class="check"><input type="checkbox" name="agree" value="yes" id="f-agree" required${shown.sent?.get('agree') === 'yes' && html` checked`}${problem && html` aria-invalid="true" aria-describedby="f-agree-error"`}><label for="f-agree">${textsFor(shown).consent}</label></div>${problem && html`<span class="error" id="f-agree-error">${words.say(problem)}</span>`}</div>`;
}

/** Text of several lines as paragraphs. */
export const paragraphs = (text: string): SafeHtml => html`${text.split(/\n\s*\n/).map((part) => html`<p>${part.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p>`)}`;
