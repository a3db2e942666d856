import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';

// Topics, sign-up forms and what stands of a person's choices. Shared with the browser.

const line = (max: number) => z.string().trim().max(max);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, says('not a language code such as de')).max(35);
const person = z.object({ id, name: z.string() });

// Topics

const topicWords = z.strictObject({ name: line(80).min(1), description: line(300).default('') });
export const topicView = z.object({
  id, name: z.string(), description: z.string(),
  /** By language: what people see who read that one. */
  translations: z.record(z.string(), z.object({ name: z.string(), description: z.string() })),
  /** Contacts who chose it, and who left it. */
  chosen: z.number().int(), left: z.number().int(),
  createdAt: instant, archivedAt: instant.nullable(),
});
export type TopicView = z.infer<typeof topicView>;
const topicInput = topicWords.extend({ translations: z.record(language, topicWords).default({}) });

const topicTag = 'Topics';
const byTopic = z.object({ topicId: idParam });
export const listTopics = endpoint({
  method: 'GET', path: '/topics', tag: topicTag, summary: 'What this workspace writes about', query: z.object({ archived: z.enum(['yes', 'no']).default('no') }), response: z.object({ items: z.array(topicView) }),
});
export const createTopic = endpoint({ method: 'POST', path: '/topics', tag: topicTag, summary: 'Add a topic', body: topicInput, response: topicView });
export const changeTopic = endpoint({
  method: 'PATCH', path: '/topics/{topicId}', tag: topicTag, summary: 'Change a topic, put it away or bring it back', params: byTopic,
  body: z.strictObject({ ...topicInput.shape, translations: z.record(language, topicWords), archived: z.boolean() }).partial(), response: topicView,
});

// Forms

export const builtInFields = ['first_name', 'last_name', 'job_title', 'company', 'phone'] as const;
/** A field beside the address: one of ours, or `attribute.<key>`. */
export const formField = z.strictObject({ key: z.union([z.enum(builtInFields), z.string().regex(/^attribute\.[a-z][a-z0-9_]{0,62}$/)]), required: z.boolean().default(false) });
export type FormField = z.infer<typeof formField>;
export const formTexts = z.strictObject({
  title: line(120).min(1), intro: line(600).default(''), button: line(40).default(''),
  /** What people agree to; each wording that was ever shown is kept. */
  consent: line(1000).min(1),
  thanks: line(600).default(''),
});
export type FormTexts = z.infer<typeof formTexts>;

const formBody = z.strictObject({
  name: line(120).min(1),
  /** The language of visitors for whom there is no text of their own. */
  language,
  /** By language. */
  texts: z.record(language, formTexts),
  fields: z.array(formField).max(20).default([]),
  topicIds: z.array(id).max(30).default([]),
  /** Whom they join once confirmed. */
  listId: id.nullable().default(null),
  /** Where a confirmed sign-up is led on to; https, and never taken from a request. */
  successUrl: z.string().trim().max(1000).nullable().default(null),
});
export type FormBody = z.infer<typeof formBody>;
const counts = z.object({ submitted: z.number().int(), confirmed: z.number().int(), turnedAway: z.number().int() });
export const formLine = z.object({ id, name: z.string(), language: z.string(), languages: z.array(z.string()), counts, createdAt: instant, archivedAt: instant.nullable() });
export type FormLine = z.infer<typeof formLine>;
export const formView = formLine.extend({
  ...formBody.omit({ name: true, language: true }).shape, revision: z.number().int(), updatedAt: instant,
  /** The hosted page, and HTML to put into one's own: plain, and with the small script that spares a step. */
  url: z.string(), snippets: z.record(z.string(), z.object({ plain: z.string(), script: z.string() })),
  /** Wordings shown so far, newest first. */
  consents: z.array(z.object({ language: z.string(), version: z.number().int(), text: z.string(), createdAt: instant })),
});
export type FormView = z.infer<typeof formView>;
export const submissionState = z.enum(['waiting', 'confirmed', 'expired']);
export const submissionLine = z.object({
  id, email: z.string().nullable(), state: submissionState, language: z.string(), topics: z.array(person), consentVersion: z.number().int(), address: z.string().nullable(),
  submittedAt: instant, confirmedAt: instant.nullable(), contactId: id.nullable(),
});
export type SubmissionLine = z.infer<typeof submissionLine>;

const formTag = 'Forms';
const byForm = z.object({ formId: idParam });
export const listForms = endpoint({ method: 'GET', path: '/forms', tag: formTag, summary: 'Sign-up forms', query: z.object({ archived: z.enum(['yes', 'no']).default('no') }), response: z.object({ items: z.array(formLine) }) });
export const listFormLanguages = endpoint({ method: 'GET', path: '/form-languages', tag: formTag, summary: 'Languages that public pages speak', response: z.object({ items: z.array(z.object({ language: z.string(), name: z.string() })) }) });
export const createForm = endpoint({ method: 'POST', path: '/forms', tag: formTag, summary: 'Make a sign-up form', body: formBody, response: formView });
export const getForm = endpoint({ method: 'GET', path: '/forms/{formId}', tag: formTag, summary: 'One form with its address, its snippets and its wordings', params: byForm, response: formView });
export const saveForm = endpoint({
  method: 'PUT', path: '/forms/{formId}', tag: formTag, summary: 'Save a form; a changed consent becomes a new wording', params: byForm, body: formBody.extend({ expectedRevision: z.number().int() }), response: formView,
});
export const archiveForm = endpoint({ method: 'POST', path: '/forms/{formId}/archive', tag: formTag, summary: 'Close a form for good, or open it again', params: byForm, body: z.strictObject({ archived: z.boolean().default(true) }), response: formView });
export const previewForm = endpoint({
  method: 'POST', path: '/forms/preview', tag: formTag, summary: 'The page as visitors would see it, without saving', body: formBody.extend({ shown: language }), response: z.object({ html: z.string() }),
});
export const listSubmissions = endpoint({
  method: 'GET', path: '/forms/{formId}/submissions', tag: formTag, summary: 'Who signed up, newest first', params: byForm, query: pageQuery.extend({ state: submissionState.optional() }), response: pageOf(submissionLine),
});

// A person's choices

export const choice = z.enum(['in', 'out']);
export const contactChoices = z.object({
  topics: z.array(z.object({ id, name: z.string(), choice: choice.nullable(), source: z.string().nullable(), at: instant.nullable() })),
  /** As they asked; null: as many as the workspace sends. */
  atMost: z.object({ mails: z.number().int(), days: z.number().int() }).nullable(),
  preferencesUrl: z.string(),
  history: z.array(z.object({
    id, at: instant, what: z.string(), topic: z.string().nullable(), source: z.string(), detail: z.string(), by: person.nullable(), address: z.string().nullable(),
    /** The very words they agreed to. */
    consent: z.object({ form: z.string(), language: z.string(), version: z.number().int(), text: z.string() }).nullable(),
  })),
});
export type ContactChoices = z.infer<typeof contactChoices>;

const byContact = z.object({ contactId: idParam });
const choicesTag = 'Preferences';
export const getContactChoices = endpoint({ method: 'GET', path: '/contacts/{contactId}/choices', tag: choicesTag, summary: 'Topics, limits and consent of a contact, with their history', params: byContact, response: contactChoices });
export const setContactChoices = endpoint({
  method: 'PUT', path: '/contacts/{contactId}/choices', tag: choicesTag, summary: 'Write down what a contact said by other ways than the pages', params: byContact,
  body: z.strictObject({
    topics: z.array(z.strictObject({ topicId: id, choice })).max(100).default([]), atMost: z.strictObject({ mails: z.number().int().min(1).max(100), days: z.number().int().min(1).max(365) }).nullable().optional(),
    /** How you know: "on the phone", "at the fair". */
    source: line(300).min(1),
  }),
  response: contactChoices,
});
