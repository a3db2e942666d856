import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { emailsRoutes } from './index.ts';
import { condition, documentOf, footer, image, paragraph, text, variable } from './document/testing/sample-documents.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: emailsRoutes({ db }) });
const company = await addCompany(db);
const mia = app.as(company.member);
const bodyOf = (words: string) => JSON.stringify(documentOf('designed', paragraph(words, variable('contact.first_name', 'there')), image({ alt: '' }), condition({ path: 'company.name', op: 'is', value: 'Lusitra' }, paragraph('for Lusitra')), footer(text('Why'))));
const draft = (body: string) => ({ subject: 'Hello', preheader: '', bodyKind: 'visual', body, textBody: null });

test('a visual email is written, saved, copied and restored as it was', async () => {
  const first = bodyOf('One ');
  const { body: email } = await mia.post('/emails', { name: 'Letter', ...draft(first) });
  const second = await mia.post(`/emails/${email.id}/versions`, { ...draft(bodyOf('Two ')), expectedVersion: 1 });
  assert.equal(second.body.current.version, 2, second.text);
  const restored = await mia.post(`/emails/${email.id}/versions/1/restore`, { expectedVersion: 2 });
  assert.deepEqual([restored.body.current.bodyKind, restored.body.current.body], ['visual', first]);
  assert.equal((await mia.post(`/emails/${email.id}/duplicate`)).body.current.body, first);
});

test('a document that could not be rendered is refused before anything is written, a newer one with what became of it', async () => {
  const { body: email } = await mia.post('/emails', { name: 'Letter', ...draft(bodyOf('One ')) });
  for (const [body, code, words] of [
    ['{"version":2,"look":"designed","content":[]}', 'document_newer', /newer Kindred.*Nothing was lost/],
    ['{"version":1,"look":"designed","content":[{"type":"film","attrs":{"id":"film-1"}}]}', 'document_invalid', /film/],
    ['<p>no document</p>', 'document_invalid', /not JSON/],
  ] as const) {
    for (const answer of [await mia.post(`/emails/${email.id}/versions`, { ...draft(body), expectedVersion: 1 }), await mia.post('/emails', { name: 'New', ...draft(body) })]) {
      assert.deepEqual([answer.status, answer.body.code], [400, code]);
      assert.match(answer.body.message ?? answer.text, words);
    }
  }
  assert.equal((await mia.get(`/emails/${email.id}`)).body.current.version, 1);
  assert.equal((await mia.get('/emails', { search: 'New' })).body.items.length, 0);
});

test('a preview is filled for a contact, its findings beside their blocks', async () => {
  const { rows: [firm] } = await db.pool.query(`insert into companies (workspace_id, name) values ($1, 'Lusitra') returning id`, [company.workspaceId]);
  const { rows: [contact] } = await db.pool.query(`insert into contacts (workspace_id, email, email_key, first_name, company_id) values ($1, 'a@b.example', 'a@b.example', '<Inês>', $2) returning id`, [company.workspaceId, firm.id]);
  const body = bodyOf('Dear ');
  const shown = (await mia.post('/emails/preview', { ...draft(body), contactId: contact.id })).body;
  assert.match(shown.html, /Dear &lt;Inês&gt;[\s\S]*for Lusitra/);
  assert.match(shown.text, /^Dear <Inês>\n\nfor Lusitra\n\nWhy/);
  const pictureId = JSON.parse(body).content[1].attrs.id;
  assert.deepEqual(shown.findings.map(({ code, block, line }: { code: string; block: string; line: number | null }) => [code, block, line]), [['image_alt', pictureId, null]]);
  assert.equal(shown.links.at(-1).block, JSON.parse(body).content[3].attrs.id);
  assert.doesNotMatch((await mia.post('/emails/preview', draft(body))).body.html, /for Lusitra/);
});

test('a document of a newer program that is there already is shown as what it is', async () => {
  const { body: email } = await mia.post('/emails', { name: 'Letter', ...draft('') });
  await db.pool.query(`update email_versions set body = '{"version":9}' where workspace_id = $1 and email_id = $2`, [company.workspaceId, email.id]);
  const { body: read } = await mia.get(`/emails/${email.id}`);
  assert.equal(read.current.body, '{"version":9}');
  const shown = await mia.post('/emails/preview', draft(read.current.body));
  assert.deepEqual([shown.status, shown.body.html, shown.body.findings[0].code], [200, null, 'document_newer']);
});
