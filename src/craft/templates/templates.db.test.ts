import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { brandRoutes } from '../brand/index.ts';
import { emailsRoutes } from '../emails/index.ts';
import { pastedDraft } from './contract.ts';
import { templatesRoutes } from './index.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: [...templatesRoutes({ db }), ...emailsRoutes({ db }), ...brandRoutes({ db, trackingUrl: 'http://mail.northwind.example' })] });
const company = await addCompany(db);
const rival = await addCompany(db, 'Rival');
const member = app.as(company.member);
const seller = app.as(company.seller);

/** As programs of decades wrote it: CRLF, tabs, blanks at line ends, conditional comments, no end. */
const odd = '\ufeff<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<html>\t<body bgcolor=white  >\r\n<!--[if mso]><v:roundrect/><![endif]-->\r\n<P>Olá {{ contact.first_name | default: "amigo" }} &copy; \u00a0😀 <a href=\'https://a.example/?x=1&y=2\'>x</A>\r\n\r\n<p>{{ workspace.postal_address }} <a href="{{ unsubscribe_url }}">out</a>   ';
const paragraph = (id: string, text: string) => ({ type: 'paragraph', attrs: { id, align: 'left' }, content: [{ type: 'text', text }] });
const save = async (body: object, who = member) => (await who.post('/templates', { kind: 'email', name: 'Pasted', draft: pastedDraft(odd), ...body })).body;

test('what is pasted is kept byte for byte: as a template, and in the email begun from it', async () => {
  const made = await save({});
  assert.equal(made.draft.body, odd);
  assert.deepEqual([made.draft.bodyKind, made.team, made.createdBy.name], ['html', 'marketing', company.member.name]);
  const { body: { emailId } } = await seller.post(`/templates/${made.id}/emails`, { name: 'Mine' });
  const { body: email } = await seller.get(`/emails/${emailId}`);
  assert.deepEqual([email.name, email.current.body, email.current.bodyKind], ['Mine', odd, 'html']);
  const { rows } = await db.pool.query('select octet_length(body)::int as bytes from email_versions where email_id = $1', [emailId]);
  assert.equal(rows[0].bytes, Buffer.byteLength(odd));
});

test("a template from an email is its newest version, and later changes of either do not show in the other", async () => {
  const { body: email } = await seller.post('/emails', { name: 'Pitch', subject: 'One', bodyKind: 'markdown', body: 'one' });
  await seller.post(`/emails/${email.id}/versions`, { expectedVersion: 1, subject: 'Two', preheader: 'p', bodyKind: 'markdown', body: 'two', textBody: 'by hand' });
  const { body: made } = await member.post('/templates', { kind: 'email', name: 'From sales', team: 'both', emailId: email.id });
  assert.deepEqual(made.draft, { subject: 'Two', preheader: 'p', bodyKind: 'markdown', body: 'two', textBody: 'by hand' });
  await seller.post(`/emails/${email.id}/versions`, { expectedVersion: 2, subject: 'Three', preheader: '', bodyKind: 'markdown', body: 'three', textBody: null });
  await member.patch(`/templates/${made.id}`, { draft: { ...made.draft, subject: 'Mine' }, expectedRevision: 1 });
  assert.equal((await member.get(`/templates/${made.id}`)).body.draft.subject, 'Mine');
  assert.equal((await seller.get(`/emails/${email.id}`)).body.current.subject, 'Three');
});

test('two who edit one template: the later one is refused and shown the other, nothing is lost', async () => {
  const made = await save({ team: 'both' });
  const first = await member.patch(`/templates/${made.id}`, { draft: { ...made.draft, subject: 'Hers' }, expectedRevision: 1 });
  assert.deepEqual([first.body.draft.subject, first.body.revision, first.body.draft.body], ['Hers', 2, odd]);
  const second = await seller.patch(`/templates/${made.id}`, { name: 'Not this either', draft: { ...made.draft, subject: 'His' }, expectedRevision: 1 });
  assert.deepEqual([second.status, second.body.code, second.body.details.theirs.draft.subject], [409, 'template_changed', 'Hers']);
  assert.equal((await member.get(`/templates/${made.id}`)).body.name, 'Pasted');
  assert.equal((await member.patch(`/templates/${made.id}`, { draft: made.draft })).body.code, 'revision_missing');
});

test('lists hold one kind, the own team and both, what is searched, and what is not put away', async () => {
  const names = async (query: Record<string, string>, who = member) => (await who.get('/templates', query)).body.items.map(({ name }: { name: string }) => name);
  await save({ name: 'Autumn letter', team: 'marketing' });
  const cold = await save({ name: 'Cold call', team: 'sales' }, seller);
  assert.deepEqual(await names({ search: 'autumn' }), ['Autumn letter']);
  const ofSales = await names({ team: 'sales' });
  assert.ok(ofSales.includes('Cold call') && ofSales.includes('From sales') && !ofSales.includes('Autumn letter'));
  await seller.patch(`/templates/${cold.id}`, { archived: true });
  assert.equal((await names({})).includes('Cold call'), false);
  assert.deepEqual(await names({ archived: 'yes' }), ['Cold call']);
  assert.deepEqual(await names({ kind: 'block' }), []);
  assert.deepEqual(await names({}, app.as(rival.owner)), []);
  const first = (await member.get('/templates', { limit: 2 })).body;
  const second = (await member.get('/templates', { limit: 2, after: first.next })).body;
  assert.equal(new Set([...first.items, ...second.items].map(({ id }: { id: number }) => id)).size, 4);
});

test('blocks are kept as they were, shown as a mail would show them, and used by the editor alone', async () => {
  const content = [paragraph('block-a1', 'Our offices are closed'), { type: 'button', attrs: { id: 'block-a2', href: 'https://northwind.example/', align: 'left', variant: 'filled', wide: false }, content: [{ type: 'text', text: 'Opening hours' }] }];
  const { body: made } = await member.post('/templates', { kind: 'block', name: 'Closing days', team: 'both', content });
  assert.deepEqual(made.content, content);
  assert.equal(made.draft, null);
  assert.deepEqual((await seller.get('/templates', { kind: 'block' })).body.items.map(({ id }: { id: number }) => id), [made.id]);
  const { body: shown } = await seller.get(`/templates/${made.id}/preview`);
  assert.match(shown.html, /Our offices are closed[\s\S]*Opening hours/);
  assert.equal((await member.post(`/templates/${made.id}/emails`, {})).body.code, 'block_template');
  assert.equal((await member.patch(`/templates/${made.id}`, { draft: pastedDraft('x'), expectedRevision: 1 })).body.code, 'block_template');
});

test('blocks that no mail could hold are refused in words, however deep', async () => {
  let deep: object = paragraph('block-0', 'x');
  for (let level = 0; level < 60; level += 1) deep = { type: 'condition', attrs: { id: `deep-${level}`, path: 'contact.plan', op: 'is', value: 'x' }, content: [deep] };
  for (const content of [[deep], [{ type: 'video', attrs: { id: 'block-1' } }], [paragraph('block-1', 'a'), paragraph('block-1', 'b')], ['text'], [null]]) {
    const answer = await member.post('/templates', { kind: 'block', name: 'Bad', content });
    assert.deepEqual([answer.status, answer.body.code], [400, 'document_invalid'], JSON.stringify(content).slice(0, 80));
  }
  const newer = await member.post('/templates', { kind: 'email', name: 'Newer', draft: { ...pastedDraft(''), bodyKind: 'visual', body: '{"version":9,"content":[]}' } });
  assert.equal(newer.body.code, 'document_newer');
});

test('a preview is in the look of the workspace today, and runs nothing', async () => {
  const { body: { items } } = await member.get('/templates/starters');
  const newsletter = items.find(({ key }: { key: string }) => key === 'newsletter');
  const made = await save({ draft: newsletter.draft });
  await app.as(company.owner).patch('/brand', { colors: { accent: '#0a7d33', text: '#111111', background: '#eeeeee', surface: '#ffffff', link: '#0a7d33' } });
  assert.match((await member.get(`/templates/${made.id}/preview`)).body.html, /#0a7d33/);
  const nasty = await save({ draft: pastedDraft('<p onclick="x()">a</p><script>alert(1)</script>') });
  assert.doesNotMatch((await member.get(`/templates/${nasty.id}/preview`)).body.html ?? '', /<script|onclick/);
});

test("a template is changed by its maker, its team, and who looks after both; copies are their copier's", async () => {
  const made = await save({ team: 'marketing' });
  assert.equal((await seller.get(`/templates/${made.id}`)).body.mayChange, false);
  assert.equal((await seller.patch(`/templates/${made.id}`, { name: 'Mine now' })).status, 403);
  assert.equal((await app.as(company.manager).patch(`/templates/${made.id}`, { name: 'Tidied' })).body.name, 'Tidied');
  const { body: copy } = await seller.post(`/templates/${made.id}/duplicate`);
  assert.deepEqual([copy.name, copy.draft.body, copy.mayChange], ['Tidied (copy)', odd, true]);
});

test('a viewer reads and changes nothing', async () => {
  const made = await save({});
  const viewer = app.as(company.viewer);
  for (const path of ['/templates', '/templates/starters', `/templates/${made.id}`, `/templates/${made.id}/preview`]) assert.equal((await viewer.get(path)).status, 200, path);
  for (const [method, path, body] of [
    ['POST', '/templates', { kind: 'email', name: 'x', draft: pastedDraft('x') }], ['PATCH', `/templates/${made.id}`, { name: 'x' }],
    ['POST', `/templates/${made.id}/duplicate`, undefined], ['POST', `/templates/${made.id}/emails`, {}],
  ] as const) assert.equal((await viewer.call(method, path, body === undefined ? {} : { body })).status, 403, path);
});

test("another company's templates and emails are not there", async () => {
  const made = await save({});
  const { body: email } = await member.post('/emails', { name: 'Ours', body: 'secret' });
  const theirs = app.as(rival.owner);
  for (const [method, path, body] of [
    ['GET', `/templates/${made.id}`, undefined], ['GET', `/templates/${made.id}/preview`, undefined], ['PATCH', `/templates/${made.id}`, { name: 'x' }],
    ['POST', `/templates/${made.id}/duplicate`, undefined], ['POST', `/templates/${made.id}/emails`, {}], ['POST', '/templates', { kind: 'email', name: 'x', emailId: email.id }],
  ] as const) assert.equal((await theirs.call(method, path, body === undefined ? {} : { body })).status, 404, `${method} ${path}`);
  assert.equal((await member.get(`/templates/${made.id}`)).body.name, 'Pasted');
});
