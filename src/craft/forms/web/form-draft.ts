import { t } from '../../../platform/ui/words.ts';
import type { FormBody, FormTexts, FormView } from '../contract.ts';

/** What the builder holds while somebody works on it. */
export type FormDraft = FormBody;

export const emptyTexts = (): FormTexts => ({ title: '', intro: '', button: '', consent: '', thanks: '' });

export const newDraft = (language: string, company: string): FormDraft => ({
  name: '', language, fields: [{ key: 'first_name', required: false }], topicIds: [], listId: null, successUrl: null,
  texts: { [language]: { ...emptyTexts(), title: t('News from {company}', { company }), consent: t('Yes, {company} may write to me. I can leave at any time, by a link in every mail.', { company }) } },
});

export const draftOf = (form: FormView): FormDraft => ({
  name: form.name, language: form.language, texts: form.texts, fields: form.fields, topicIds: form.topicIds, listId: form.listId, successUrl: form.successUrl,
});

/** The same with one text of one language changed. */
export const withText = (draft: FormDraft, language: string, change: Partial<FormTexts>): FormDraft => ({
  ...draft, texts: { ...draft.texts, [language]: { ...(draft.texts[language] ?? emptyTexts()), ...change } },
});

/** The same without a language; the form's own stays. */
export function withoutLanguage(draft: FormDraft, language: string): FormDraft {
  if (language === draft.language) return draft;
  const { [language]: _gone, ...texts } = draft.texts;
  return { ...draft, texts };
}

/** A field taken in, taken off, or asked for in earnest. */
export function withField(draft: FormDraft, key: string, state: 'off' | 'optional' | 'required'): FormDraft {
  const at = draft.fields.findIndex((field) => field.key === key);
  if (state === 'off') return { ...draft, fields: draft.fields.filter((field) => field.key !== key) };
  const field = { key, required: state === 'required' };
  return { ...draft, fields: at < 0 ? [...draft.fields, field] : draft.fields.map((each, index) => (index === at ? field : each)) };
}

export const fieldState = (draft: FormDraft, key: string): 'off' | 'optional' | 'required' => {
  const field = draft.fields.find((each) => each.key === key);
  return field ? (field.required ? 'required' : 'optional') : 'off';
};
