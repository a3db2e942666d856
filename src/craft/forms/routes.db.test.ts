import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { formsRoutes } from './routes.ts';
import { englishTexts, testKeys } from './testing/forms-world.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: formsRoutes({ db, keys: testKeys, publicUrl: 'https://links.example.com', followers: [] }) });
const ours = await addCompany(db);
const rival = await addCompany(db, 'Rival');
const [mia, manager, viewer] = [app.as(ours.member), app.as(ours.manager), app.as(ours.viewer)];
const form = (more: object = {}) => ({ name: 'News', language: 'en', texts: { en: englishTexts }, ...more });

test('a manager names topics, once each; a put-away name is free again', async () => {
  const made = await manager.post('/topics', { name: 'Events', description: 'Fairs', translations: { de: { name: 'Messen', description: '' } } });
  assert.equal(made.status, 200, made.text);
  assert.equal((await manager.post('/topics', { name: 'EVENTS' })).body.code, 'topic_name_taken');
  assert.equal((await mia.post('/topics', { name: 'Others' })).status, 403);
  await manager.patch(`/topics/${made.body.id}`, { archived: true });
  assert.equal((await manager.post('/topics', { name: 'Events' })).status, 200);
  assert.equal((await manager.patch(`/topics/${made.body.id}`, { archived: false })).body.code, 'topic_name_taken');
});

test('a form is made, shown with its address and snippets, saved by revision, closed and opened', async () => {
  const { body: made } = await mia.post('/forms', form());
  assert.match(made.url, /^https:\/\/links\.example\.com\/f\/f-/);
  const { plain, script } = made.snippets.en;
  assert.match(plain, /^<form data-kindred-form action="https:\/\/links\.example\.com\/f\/f-[^"]+" method="post" lang="en">/);
  assert.equal(/<script/.test(plain), false);
  assert.match(script, /<script src="https:\/\/links\.example\.com\/f\/embed\.js" async><\/script>$/);
  const saved = await mia.put(`/forms/${made.id}`, form({ name: 'Other', expectedRevision: 1 }));
  assert.deepEqual([saved.body.name, saved.body.revision, saved.body.consents.length], ['Other', 2, 1]);
  assert.equal((await mia.put(`/forms/${made.id}`, form({ expectedRevision: 1 }))).body.code, 'form_changed');
  await mia.post(`/forms/${made.id}/archive`, { archived: true });
  assert.deepEqual((await viewer.get('/forms')).body.items, []);
  assert.equal((await viewer.get('/forms', { archived: 'yes' })).body.items.length, 1);
  assert.equal((await mia.post(`/forms/${made.id}/archive`, { archived: false })).body.archivedAt, null);
  assert.deepEqual((await viewer.get(`/forms/${made.id}/submissions`)).body, { items: [], next: null });
});

test('what cannot be is refused by name, all at once', async () => {
  const { rows } = await db.pool.query(`insert into lists (workspace_id, name) values ($1, 'Theirs') returning id`, [rival.workspaceId]);
  const answer = await mia.post('/forms', form({
    language: 'de', texts: { en: englishTexts, xx: englishTexts }, fields: [{ key: 'attribute.nowhere' }, { key: 'phone' }, { key: 'phone' }], topicIds: [99], listId: rows[0].id, successUrl: 'javascript:alert(1)',
  }));
  assert.equal(answer.body.code, 'invalid_form');
  assert.deepEqual([...new Set(answer.body.fields.map(({ path }: { path: string }) => path))].toSorted(), ['body.fields', 'body.language', 'body.listId', 'body.successUrl', 'body.texts.xx', 'body.topicIds']);
  for (const successUrl of ['http://shop.example/', 'https://user:pass@shop.example/', '//shop.example', 'https://shop.example/ x', 'data:text/html,x']) {
    assert.equal((await mia.post('/forms', form({ successUrl }))).status, 400, successUrl);
  }
});

test('a preview shows what would be, escaped, and saves nothing', async () => {
  const before = (await viewer.get('/forms')).body.items.length;
  const { body } = await viewer.post('/forms/preview', form({ texts: { en: { ...englishTexts, title: '<script>x</script>' } }, shown: 'en' }));
  assert.match(body.html, /&lt;script&gt;x/);
  assert.equal((await viewer.get('/forms')).body.items.length, before);
});

test('a member writes down what a contact said, with their name and how they know; viewers do not see the person’s page', async () => {
  const { rows: [contact] } = await db.pool.query<{ id: number }>(`insert into contacts (workspace_id, email, email_key) values ($1, 'a@example.com', 'a@example.com') returning id`, [ours.workspaceId]);
  const topicId = (await viewer.get('/topics')).body.items[0].id;
  const path = `/contacts/${contact!.id}/choices`;
  const said = await mia.put(path, { topics: [{ topicId, choice: 'out' }], atMost: { mails: 2, days: 10 }, source: 'on the phone' });
  assert.equal(said.status, 200, said.text);
  assert.deepEqual(said.body.topics.map((topic: { choice: string; source: string }) => [topic.choice, topic.source]), [['out', 'on the phone']]);
  assert.deepEqual(said.body.history.map((line: { what: string; by: { name: string } }) => [line.what, line.by.name]), [['fewer-mails', 'Mia Marketer'], ['topic-out', 'Mia Marketer']]);
  assert.equal((await mia.put(path, { topics: [{ topicId: 999, choice: 'in' }], source: 'x' })).body.code, 'unknown_topic');
  assert.equal((await viewer.get(path)).status, 403);
  assert.equal((await app.as(rival.owner).get(path)).status, 404);
  assert.equal((await viewer.get('/topics')).body.items[0].left, 1);
});

test('nothing failed unexpectedly on the way', () => assert.deepEqual(app.failures, []));
