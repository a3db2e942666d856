import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { conflict, invalid, type FieldError } from '../../../platform/errors/index.ts';
import { listAttributes } from '../../../people/contacts/index.ts';
import { listNames } from '../../../people/lists/index.ts';
import type { FormBody } from '../contract.ts';
import { pageLanguages } from '../pages/page-words.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { t } from '../../../platform/words/contract.ts';
import { formOf, insertConsent, insertForm, lockFormRow, setFormArchived, updateForm } from './queries.ts';
import type { Form } from './form.ts';

export interface FormWriter {
  workspaceId: number;
  memberId: number;
  now: Date;
}

export async function createForm(db: Database, writer: FormWriter, body: FormBody): Promise<Form> {
  return db.transaction((tx) => createFormIn(tx, writer, body));
}

/** The same within a transaction. */
export async function createFormIn(tx: Transaction, { workspaceId, memberId, now }: FormWriter, body: FormBody): Promise<Form> {
  await checkForm(tx, workspaceId, body);
  const form = formOf(await insertForm.one(tx, [workspaceId, body.name, body.language, body.texts, JSON.stringify(body.fields), body.topicIds, body.listId, body.successUrl, memberId, now], 'form'));
  await keepWordings(tx, { workspaceId, memberId, now }, form);
  return form;
}

/** Saves what `body` says; throws `form_changed` when somebody saved since `expectedRevision`. */
export async function saveForm(db: Database, writer: FormWriter, formId: number, body: FormBody & { expectedRevision: number }): Promise<Form> {
  return db.transaction(async (tx) => {
    const row = await lockFormRow.one(tx, [writer.workspaceId, formId], 'form');
    if (row.revision !== body.expectedRevision) throw conflict('form_changed', t('Somebody has saved this form since you opened it. Nothing was changed: load it anew and change it once more.'));
    await checkForm(tx, writer.workspaceId, body);
    const saved = formOf(await updateForm.one(tx, [writer.workspaceId, formId, body.name, body.language, body.texts, JSON.stringify(body.fields), body.topicIds, body.listId, body.successUrl, writer.now], 'form'));
    await keepWordings(tx, writer, saved);
    return saved;
  });
}

/** Closes a form, or opens it again. What was sent in before can still be confirmed. */
export async function archiveForm(db: Database, writer: FormWriter, formId: number, archived: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFormRow.one(tx, [writer.workspaceId, formId], 'form');
    await setFormArchived.run(tx, [writer.workspaceId, formId, archived ? writer.now : null, writer.now]);
  });
}

const newestWordings = statement<{ language: string; version: number; text: string }>('forms.newest-wordings', `
  select distinct on (language) language, version, text from form_consents where workspace_id = $1 and form_id = $2 order by language, version desc`);

/** Consent is to words: other words are another version, and those agreed to before stay as they were. */
async function keepWordings(tx: Transaction, { workspaceId, memberId, now }: FormWriter, form: Form): Promise<void> {
  const there = new Map((await newestWordings.rows(tx, [workspaceId, form.id])).map((row) => [row.language, row]));
  for (const [language, { consent }] of Object.entries(form.texts)) {
    const known = there.get(language);
    if (known?.text !== consent) await insertConsent.run(tx, [workspaceId, form.id, language, (known?.version ?? 0) + 1, consent, memberId, now]);
  }
}

/** Throws one problem that names all that is wrong. */
export async function checkForm(tx: Transaction, workspaceId: number, body: FormBody): Promise<void> {
  const wrong: FieldError[] = [];
  const note = (path: string, message: string) => void wrong.push({ path: `body.${path}`, message });
  if (!body.texts[body.language]) note('language', t('has no texts in this form'));
  const spoken = new Set(pageLanguages().map(({ language }) => language));
  for (const language of Object.keys(body.texts)) if (!spoken.has(language)) note(`texts.${language}`, t('is a language that public pages do not speak'));
  const keys = body.fields.map(({ key }) => key);
  if (new Set(keys).size < keys.length) note('fields', t('holds a field twice'));
  const attributes = new Set((await listAttributes(tx, workspaceId)).map(({ key }) => `attribute.${key}`));
  for (const key of keys) if (key.startsWith('attribute.') && !attributes.has(key)) note('fields', t('{key} is no attribute of this workspace, or was put away', { key: key.slice('attribute.'.length) }));
  const topics = new Set((await listLiveTopics(tx, workspaceId)).map(({ id }) => id));
  if (body.topicIds.some((id) => !topics.has(id))) note('topicIds', t('holds a topic that is not there, or was put away'));
  if (body.listId !== null && (await listNames(tx, workspaceId, [body.listId])).length === 0) note('listId', t('is no list of this workspace'));
  if (body.successUrl !== null && !isLedTo(body.successUrl)) note('successUrl', t('is no address that begins with https://'));
  if (wrong.length > 0) throw invalid('invalid_form', t('The form cannot be saved like this. Nothing was changed.'), wrong);
}

/** Only a whole https address without a name and password in it; http on this machine alone, for trying out. */
export function isLedTo(address: string): boolean {
  if (!URL.canParse(address) || /[\s\\]/.test(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname)));
}
