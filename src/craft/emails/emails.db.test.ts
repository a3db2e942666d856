import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { emailsRoutes } from './index.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: emailsRoutes({ db }) });
const company = await addCompany(db);
const other = await addCompany(db, 'Southwind');
const mia = app.as(company.member);
const stranger = app.as(other.owner);
const draft = { subject: 'Hello', preheader: '', bodyKind: 'markdown', body: '# Hi', textBody: null };

const create = async (more: object = {}) => (await mia.post('/emails', { name: 'Spring', ...draft, ...more })).body;

test('every save is a version, and an old one comes back as a new one', async () => {
  const email = await create();
  assert.equal(email.current.version, 1);
  const second = await mia.post(`/emails/${email.id}/versions`, { ...draft, subject: 'Second', expectedVersion: 1 });
  assert.equal(second.body.current.version, 2);
  assert.deepEqual(second.body.current.createdBy, { id: company.member.memberId, name: 'Mia Marketer' });
  const restored = await mia.post(`/emails/${email.id}/versions/1/restore`, { expectedVersion: 2 });
  assert.deepEqual([restored.body.current.version, restored.body.current.subject], [3, 'Hello']);
  const versions = (await mia.get(`/emails/${email.id}/versions`, { limit: 2 })).body;
  assert.deepEqual(versions.items.map((item: { version: number }) => item.version), [3, 2]);
  const rest = (await mia.get(`/emails/${email.id}/versions`, { limit: 2, after: versions.next })).body;
  assert.deepEqual([rest.items.map((item: { version: number }) => item.version), rest.next], [[1], null]);
  assert.equal((await mia.get(`/emails/${email.id}/versions/2`)).body.subject, 'Second');
});

test('of two who save at once one is told, with both texts; saving the same again is no conflict', async () => {
  const email = await create();
  const save = (subject: string) => mia.post(`/emails/${email.id}/versions`, { ...draft, subject, expectedVersion: 1 });
  const both = await Promise.all([save('Mine'), save('Theirs')]);
  const [won, lost] = both.toSorted((a, b) => a.status - b.status) as [typeof both[0], typeof both[0]];
  assert.deepEqual([won.status, lost.status, lost.body.code], [200, 409, 'email_changed']);
  assert.equal(lost.body.details.theirs.current.subject, won.body.current.subject);
  assert.ok(['Mine', 'Theirs'].includes(lost.body.details.yours.subject));
  assert.notEqual(lost.body.details.yours.subject, won.body.current.subject);
  assert.equal((await save(won.body.current.subject)).body.current.version, 2);
});

test('emails are listed by their newest save, found by words, archived and brought back', async () => {
  const email = await create({ name: 'Quarterly harbour letter' });
  const found = async (archived: string) => (await mia.get('/emails', { search: 'HARBOUR', archived })).body.items.map((item: { id: number }) => item.id);
  assert.deepEqual(await found('no'), [email.id]);
  await mia.patch(`/emails/${email.id}`, { archived: true, name: 'Harbour' });
  assert.deepEqual([await found('no'), await found('yes')], [[], [email.id]]);
  await mia.patch(`/emails/${email.id}`, { archived: false });
  assert.deepEqual(await found('no'), [email.id]);
  const copy = (await mia.post(`/emails/${email.id}/duplicate`)).body;
  assert.deepEqual([copy.name, copy.current.version, copy.current.body], ['Harbour (copy)', 1, '# Hi']);
  const all: number[] = [];
  let after: string | undefined;
  do {
    const page = (await mia.get('/emails', { limit: 2, after })).body;
    all.push(...page.items.map((item: { id: number }) => item.id));
    after = page.next ?? undefined;
  } while (after);
  assert.equal(new Set(all).size, all.length);
  assert.equal(all.length, 4);
});

test('unsaved text is previewed for a contact of the workspace and for an invented reader', async () => {
  await db.pool.query(`insert into attribute_definitions (workspace_id, key, label, type) values ($1, 'plan', 'Plan', 'text')`, [company.workspaceId]);
  const { rows } = await db.pool.query(`insert into contacts (workspace_id, email, email_key, first_name, attributes) values ($1, 'a@b.example', 'a@b.example', '<Inês>', '{"plan":"gold"}') returning id`, [company.workspaceId]);
  const body = { ...draft, bodyKind: 'html', subject: 'For {{ first_name }}', body: '<p>{{ first_name }}, {{ contact.plan }}, {{ contact.nope }}</p><a href="https://a.example/">go</a><img src=x onerror="alert(1)">' };
  const shown = (await mia.post('/emails/preview', { ...body, contactId: rows[0].id })).body;
  assert.equal(shown.subject, 'For <Inês>');
  assert.match(shown.html, /<p>&lt;Inês&gt;, gold, <\/p><a href="https:\/\/a\.example\/">go<\/a><img src=x >/);
  assert.match(shown.text, /<Inês>, gold/);
  assert.deepEqual(shown.variables.map((variable: { path: string; known: boolean }) => [variable.path, variable.known]), [
    ['contact.first_name', true], ['contact.first_name', true], ['contact.attributes.plan', true], ['contact.attributes.nope', false]]);
  assert.ok(shown.findings.some((finding: { code: string }) => finding.code === 'active_content'));
  assert.match((await mia.post('/emails/preview', body)).body.html, /Ana, Plan/);
  const paths = (await mia.get('/emails/variables')).body.items.map((item: { path: string }) => item.path);
  assert.ok(paths.includes('contact.plan') && paths.includes('unsubscribe_url'));
  assert.equal((await app.as(other.member).post('/emails/preview', { ...body, contactId: rows[0].id })).status, 404);
});

test('another workspace finds nothing, and a viewer changes nothing', async () => {
  const { id } = await create();
  const viewer = app.as(company.viewer);
  for (const [method, path, body] of [
    ['GET', `/emails/${id}`, undefined], ['GET', `/emails/${id}/versions`, undefined], ['GET', `/emails/${id}/versions/1`, undefined],
    ['PATCH', `/emails/${id}`, { name: 'X' }], ['POST', `/emails/${id}/duplicate`, undefined],
    ['POST', `/emails/${id}/versions`, { ...draft, expectedVersion: 1 }], ['POST', `/emails/${id}/versions/1/restore`, { expectedVersion: 1 }],
  ] as const) {
    assert.equal((await stranger.call(method, path, { body })).status, 404, `${method} ${path}`);
    assert.equal((await viewer.call(method, path, { body })).status, method === 'GET' ? 200 : 403, `${method} ${path}`);
  }
  assert.equal((await viewer.post('/emails', { name: 'No' })).status, 403);
  assert.equal((await mia.get(`/emails/${id}`)).body.name, 'Spring');
});

test('a subject with a line break is refused before anything is written', async () => {
  const refused = await mia.post('/emails', { name: 'Bad', ...draft, subject: 'Hi\r\nBcc: x@y.example' });
  assert.deepEqual([refused.status, refused.body.fields[0].path], [400, 'body.subject']);
});
