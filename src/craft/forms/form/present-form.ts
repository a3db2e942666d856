import { listAttributes } from '../../../people/contacts/index.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import type { FormBody, FormLine, FormView } from '../contract.ts';
import { findHost, type FormsDeps } from '../house.ts';
import { formPage } from '../pages/form-page.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { signToken } from '../tokens.ts';
import { languagesOf, type Form } from './form.ts';
import { findFormRow, formOf, listConsents, listFormRows, readFormCounts } from './queries.ts';
import { snippetsOf } from './snippet.ts';

export async function listFormLines(on: Queryable, workspaceId: number, archived: boolean): Promise<FormLine[]> {
  const forms = (await listFormRows.rows(on, [workspaceId, archived])).map(formOf);
  const counts = await readFormCounts(on, workspaceId, forms.map(({ id }) => id));
  return forms.map((form) => lineOf(form, counts));
}

const none = { submitted: 0, confirmed: 0, turnedAway: 0 };
const lineOf = (form: Form, counts: Awaited<ReturnType<typeof readFormCounts>>): FormLine => ({
  id: form.id, name: form.name, language: form.language, languages: languagesOf(form), counts: counts.get(form.id) ?? none,
  createdAt: form.createdAt.toISOString(), archivedAt: form.archivedAt?.toISOString() ?? null,
});

/** A form with its address, its snippets and its wordings. */
export async function getFormView(deps: FormsDeps, workspaceId: number, formId: number): Promise<FormView> {
  const { db } = deps;
  const form = formOf(await findFormRow.one(db, [workspaceId, formId], 'form'));
  const host = await findHost(deps, workspaceId);
  if (!host) throw notFound('form');
  const token = signToken(deps.keys, 'form', [workspaceId, form.id]);
  const topics = (await listLiveTopics(db, workspaceId)).filter(({ id }) => form.topicIds.includes(id));
  const snippets = snippetsOf({ form, host, topics, attributes: await listAttributes(db, workspaceId), publicUrl: deps.publicUrl, token });
  const consents = (await listConsents.rows(db, [workspaceId, form.id])).map((row) => ({ language: row.language, version: row.version, text: row.text, createdAt: row.created_at.toISOString() }));
  return {
    ...lineOf(form, await readFormCounts(db, workspaceId, [form.id])),
    texts: { ...form.texts }, fields: [...form.fields], topicIds: [...form.topicIds], listId: form.listId, successUrl: form.successUrl,
    revision: form.revision, updatedAt: form.updatedAt.toISOString(), url: `${deps.publicUrl}/f/${token}`, snippets, consents,
  };
}

/** The page as visitors who read `shown` would see it. Sending it from a preview leads nowhere. */
export async function previewForm(deps: FormsDeps, workspaceId: number, body: FormBody & { shown: string }): Promise<string> {
  const { db } = deps;
  const host = await findHost(deps, workspaceId);
  const language = body.texts[body.shown] ? body.shown : body.texts[body.language] ? body.language : Object.keys(body.texts)[0];
  if (!host || language === undefined) throw notFound('text of the form');
  const topics = (await listLiveTopics(db, workspaceId)).filter(({ id }) => body.topicIds.includes(id));
  return formPage({ form: { ...body, language }, host, language, topics, attributes: await listAttributes(db, workspaceId), start: '', action: '#' });
}
