import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trackingLinks } from '../../../delivery/tracking/index.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing } from '../../../../test/support/mailing.ts';
import { formsFollower } from '../follow-contacts.ts';
import { addTopic, addWorkspace, countOf, linksTo, openFormsWorld, testKeys } from '../testing/forms-world.ts';
import { secondsOf, signToken } from '../tokens.ts';

const { db } = await freshDatabase();
const world = await openFormsWorld(db);

async function addPerson(more: { language?: string } = {}) {
  const w = await addWorkspace(db);
  const [news, events] = [await addTopic(db, w, 'News'), await addTopic(db, w, 'Events')];
  const { rows } = await db.pool.query<{ id: number }>(`insert into contacts (workspace_id, email, email_key, first_name, language) values ($1, 'jane@example.com', 'jane@example.com', 'Jane', $2) returning id`, [w, more.language ?? null]);
  const contactId = rows[0]!.id;
  return { w, news, events, contactId, path: `/p/${signToken(testKeys, 'preferences', [w, contactId])}` };
}
const standing = async (w: number) => ({
  choices: (await db.pool.query('select topic_id, choice, source from topic_choices where workspace_id = $1 order by topic_id', [w])).rows,
  cap: (await db.pool.query('select mails, days from mail_caps where workspace_id = $1', [w])).rows[0] ?? null,
  contact: (await db.pool.query('select tracking, language, consent from contacts where workspace_id = $1', [w])).rows[0],
  records: (await db.pool.query('select what from consent_records where workspace_id = $1 order by id', [w])).rows.map((row) => row.what),
});
/** All that stands in the database of one workspace, as one line. */
const print = async (w: number) => {
  const { rows } = await db.pool.query<{ t: string }>(`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' and table_name not like 'standing%' order by 1`);
  const prints = [];
  for (const { t } of rows) prints.push((await db.pool.query(`select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as p from ${t} x where workspace_id = $1`, [w])).rows[0].p);
  return prints.join();
};

test('topics, fewer mails, tracking and language are saved by the button, each with its record; saving the same again writes nothing', async () => {
  const { w, news, events, path } = await addPerson();
  const shown = await world.get(path);
  assert.match(shown.text, /What you get from Northwind/);
  assert.match(shown.text, /j•••@example\.com/);
  assert.equal(shown.text.includes('jane@example.com'), false, 'the mail may have been forwarded');
  const fields = { action: 'save', asked: [String(news), String(events)], topic: [String(news)], often: 'month', language: 'de' };
  const saved = await world.post(path, fields);
  assert.match(saved.text, /<html lang="de">[\s\S]*Gespeichert/);
  const first = await standing(w);
  assert.deepEqual(first, {
    choices: [{ topic_id: news, choice: 'in', source: 'Preference page' }, { topic_id: events, choice: 'out', source: 'Preference page' }],
    cap: { mails: 1, days: 30 }, contact: { tracking: 'refused', language: 'de', consent: 'unknown' }, records: ['tracking-refused', 'topic-in', 'topic-out', 'fewer-mails'],
  });
  await world.post(path, fields);
  assert.deepEqual(await standing(w), first);
  await world.post(path, { ...fields, topic: [String(news), String(events)], often: 'none', tracking: 'yes' });
  const then = await standing(w);
  assert.deepEqual([then.cap, then.contact.tracking, then.choices[1].choice, then.records.slice(4)], [null, 'allowed', 'in', ['tracking-allowed', 'topic-in', 'all-mails']]);
});

test('a topic that the page did not show is not answered by it, nor is another workspace’s', async () => {
  const { w, news, path } = await addPerson();
  const other = await addPerson();
  await world.post(path, { action: 'save', asked: [String(news), String(other.news), '999999', 'NaN', '-1'], topic: [String(other.news)], often: 'none', tracking: 'yes' });
  assert.deepEqual((await standing(w)).choices.map(({ topic_id: id, choice }) => [id, choice]), [[news, 'out']]);
  assert.deepEqual((await standing(other.w)).choices, []);
});

test('the page speaks the contact’s language, else the browser’s', async () => {
  assert.match((await world.get((await addPerson({ language: 'de-AT' })).path, { 'accept-language': 'en' })).text, /Was Sie von Northwind bekommen/);
  assert.match((await world.get((await addPerson()).path, { 'accept-language': 'fr, de;q=0.5' })).text, /Was Sie von Northwind bekommen/);
  assert.match((await world.get((await addPerson({ language: 'pl' })).path, { 'accept-language': 'fr' })).text, /What you get from Northwind/);
});

test('no look acts: GET, HEAD and OPTIONS of every address, with every action in the query, leave everything as it was', async () => {
  const { w, contactId, path } = await addPerson();
  const known = `/p/${signToken(testKeys, 'knowledge', [w, contactId, secondsOf(world.clock.now()) + 60])}`;
  const before = await print(w);
  for (const address of [path, known]) {
    for (const action of ['', '?action=leave', '?action=save&topic=1', '?action=erase', '?action=erase-sure', '?action=know']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) assert.ok((await fetch(`${world.url}${address}${action}`, { method })).ok);
    }
  }
  assert.equal(await print(w), before);
});

test('leaving everything suppresses the address and withdraws consent, once, and counts at the mail whose link it was', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const token = trackingLinks(testKeys, world.url).messageToken(mailing.workspaceId, mailing.messageIds[0]!, mailing.compiledId);
  const path = `/p/${token}`;
  assert.match((await world.get(path)).text, /Leave everything/);
  assert.match((await world.post(path, { action: 'leave' })).text, /You have left/);
  await world.post(path, { action: 'leave' });
  const w = mailing.workspaceId;
  assert.deepEqual((await db.pool.query('select reason, message_id from suppressions where workspace_id = $1', [w])).rows, [{ reason: 'unsubscribed', message_id: mailing.messageIds[0] }]);
  assert.equal(await countOf(db, 'events', `workspace_id = $1 and kind = 'message.unsubscribed'`, [w]), 1);
  assert.deepEqual((await db.pool.query('select consent from contacts where workspace_id = $1 order by id', [w])).rows.map((row) => row.consent), ['withdrawn', 'unknown']);
  assert.match((await world.get(path)).text, /you have left/);
});

test('a mail that went to a colleague opens nobody’s choices', async () => {
  const w = await addWorkspace(db);
  const { rows: [member] } = await db.pool.query(`insert into members (workspace_id, email, name, team, role) values ($1, 'm@example.com', 'Mia', 'marketing', 'member') returning id`, [w]);
  const { rows: [compiled] } = await db.pool.query(`insert into compiled_emails (workspace_id, content) values ($1, '{}') returning id`, [w]);
  const { rows: [lane] } = await db.pool.query(`insert into lanes (workspace_id, source_kind, source_id, server_id, purpose) select $1, 'test', 0, id, 'internal' from servers where workspace_id = $1 returning id`, [w]);
  const { rows: [message] } = await db.pool.query(`insert into messages (workspace_id, lane_id, source_kind, source_id, recipient_kind, recipient_id, compiled_id, due_at) values ($1, $2, 'test', 1, 'member', $3, $4, now()) returning id`, [w, lane.id, member.id, compiled.id]);
  const answer = await world.get(`/p/${trackingLinks(testKeys, world.url).messageToken(w, message.id, compiled.id)}`);
  assert.equal(answer.status, 200);
  assert.match(answer.text, /a test that a colleague sent/);
});

test('what is known is shown through a fresh link to the own mailbox alone, for an hour; it shows and gives everything', async () => {
  const { w, contactId, news, path } = await addPerson();
  await world.post(path, { action: 'save', asked: [String(news)], topic: [], often: 'week', tracking: 'yes', language: 'en' }, { 'x-forwarded-for': '203.0.113.9' });
  assert.match((await world.post(path, { action: 'know' })).text, /A link is on its way/);
  const [link] = await linksTo(world, w, 'jane@example.com');
  const page = await world.get(link!);
  assert.equal(page.status, 200);
  for (const known of ['jane@example.com', 'Jane', '203.0.113.9', 'topic-out', 'fewer-mails']) assert.ok(page.text.includes(known), known);
  const file = await world.get(`${link}/data.json`);
  assert.match(file.headers.get('content-disposition')!, /attachment/);
  const held = JSON.parse(file.text);
  assert.equal(held.contact[0].email, 'jane@example.com');
  assert.deepEqual(held.topics.map((row: { topic: string; choice: string }) => [row.topic, row.choice]), [['News', 'out']]);
  assert.equal(held.messages.length, 1, 'the mail with the link itself');
  assert.equal((await world.get(`${path}/data.json`)).status, 404, 'not by the link that stands in every mail');
  for (let time = 0; time < 4; time += 1) { world.clock.advanceMs(1000); await world.post(path, { action: 'know' }); }
  assert.equal((await linksTo(world, w, 'jane@example.com')).length, 3, 'three an hour');
  world.clock.advanceMs(3_700_000);
  for (const late of [link!, `${link}/data.json`]) assert.equal((await world.get(late)).status, 410);
  assert.equal((await world.post(link!, { action: 'erase-sure' })).status, 410);
  assert.equal(await countOf(db, 'contacts', 'workspace_id = $1 and id = $2 and erased_at is null', [w, contactId]), 1);
});

const live = async (w: number) => (await db.pool.query('select reason from suppressions where workspace_id = $1 and lifted_at is null', [w])).rows.map((row) => row.reason);

test('leaving is taken back by one button: consent is what it was, and history and audit tell of it', async () => {
  for (const consent of ['given', 'unknown']) {
    const { w, path } = await addPerson();
    await db.pool.query('update contacts set consent = $2 where workspace_id = $1', [w, consent]);
    assert.match((await world.post(path, { action: 'leave' })).text, /value="stay"[\s\S]*That was a mistake, keep me/);
    assert.deepEqual([(await standing(w)).contact.consent, await live(w)], ['withdrawn', ['unsubscribed']]);
    await world.get(`${path}?action=stay`);
    assert.deepEqual(await live(w), ['unsubscribed'], 'a look takes nothing back');
    assert.match((await world.post(path, { action: 'stay' })).text, /You are still here/);
    const now = await standing(w);
    assert.deepEqual([now.contact.consent, await live(w)], [consent, []]);
    assert.deepEqual(now.records, ['consent-withdrawn', 'suppression-lifted', ...(consent === 'given' ? ['consent-given'] : [])]);
    assert.equal((await db.pool.query(`select count(*)::int as n from audit_entries where workspace_id = $1 and action = 'suppression.lifted' and member_id is null`, [w])).rows[0].n, 1);
    assert.match((await world.post(path, { action: 'stay' })).text, /nothing of yours/, 'once');
  }
});

test('what a member, a bounce or a complaint stopped stays stopped, and so does an opt-out of yesterday', async () => {
  for (const [reason, byMember, age] of [['manual', true, '0'], ['bounced', false, '0'], ['complained', false, '0'], ['unsubscribed', true, '0'], ['unsubscribed', false, '61 minutes']] as const) {
    const { w, path } = await addPerson();
    const member = (await db.pool.query(`insert into members (workspace_id, email, name, team, role) values ($1, 'm@northwind.example', 'M', 'both', 'member') returning id`, [w])).rows[0].id;
    await db.pool.query(`insert into suppressions (workspace_id, address_hash, address, reason, by_member, created_at) values ($1, sha256('jane@example.com'), 'jane@example.com', $2, $3, $4::timestamptz - $5::interval)`, [w, reason, byMember ? member : null, world.clock.now(), age]);
    await world.post(path, { action: 'leave' });
    assert.match((await world.post(path, { action: 'stay' })).text, /nothing of yours/, reason);
    assert.deepEqual(await live(w), [reason]);
  }
});

test('erasing takes two presses, reaches every table, is audited, and leaves no page behind', async () => {
  const { w, contactId, news, path } = await addPerson();
  await world.post(path, { action: 'save', asked: [String(news)], topic: [], often: 'week', language: 'en' });
  await db.pool.query(`insert into forms (workspace_id, id, name, language, texts) values ($1, 900, 'x', 'en', '{}')`, [w]);
  await db.pool.query(`insert into form_submissions (workspace_id, form_id, email, email_key, language, consent_version, submitted_at, "values", address, contact_id, confirmed_at) values
    ($1, 900, 'jane@example.com', 'jane@example.com', 'en', 1, now(), '{"fields":{"first_name":"Jane"}}', '203.0.113.9', $2, now()), ($1, 900, 'jane@example.com', 'jane@example.com', 'en', 1, now(), '{}', '203.0.113.9', null, null)`, [w, contactId]);
  await world.post(path, { action: 'know' });
  const link = (await linksTo(world, w, 'jane@example.com')).at(-1)!;
  const sure = await world.post(link, { action: 'erase' });
  assert.match(sure.text, /Erase everything about you\?/);
  assert.equal(await countOf(db, 'contacts', 'workspace_id = $1 and erased_at is not null', [w]), 0, 'one press only asks');
  assert.match((await world.post(link, { action: 'erase-sure' })).text, /You are erased/);
  const { rows: tables } = await db.pool.query<{ t: string }>(`select distinct table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' and table_name not like 'standing%'`);
  for (const { t } of tables) {
    const { rows } = await db.pool.query(`select x::text as row from ${t} x where workspace_id = $1 and (x::text ilike '%jane%' or x::text like '%203.0.113.9%')`, [w]);
    assert.deepEqual(rows, [], t);
  }
  assert.deepEqual((await db.pool.query(`select member_id, action, subject_id from audit_entries where workspace_id = $1`, [w])).rows, [{ member_id: null, action: 'contact.erased', subject_id: contactId }]);
  assert.equal(await countOf(db, 'suppressions', `workspace_id = $1 and reason = 'erased' and address is null`, [w]), 1);
  for (const address of [path, link]) assert.equal((await world.get(address)).status, 410);
});

test('where no mail may go there is no link by mail, and the page says whom to write to', async () => {
  const { w, path } = await addPerson();
  await db.pool.query(`insert into suppressions (workspace_id, address_hash, reason) values ($1, sha256('jane@example.com'), 'complained')`, [w]);
  assert.match((await world.post(path, { action: 'know' })).text, /cannot write to j•••@example\.com\. Please write to Northwind: 1 Quay, Hamburg/);
  assert.deepEqual(await linksTo(world, w, 'jane@example.com'), []);
});

test('a contact merged since leads to the one that stayed, with what both had chosen', async () => {
  const { w, news, contactId, path } = await addPerson();
  const { rows: [winner] } = await db.pool.query<{ id: number }>(`insert into contacts (workspace_id, email, email_key) values ($1, 'jane.doe@example.com', 'jane.doe@example.com') returning id`, [w]);
  await world.post(path, { action: 'save', asked: [String(news)], topic: [], often: 'month', tracking: 'yes', language: 'en' });
  await db.transaction((tx) => formsFollower.merged!(tx, { workspaceId: w, loserId: contactId, winnerId: winner!.id, now: world.clock.now() }));
  await db.pool.query('update contacts set merged_into = $3, deleted_at = now() where workspace_id = $1 and id = $2', [w, contactId, winner!.id]);
  const shown = await world.get(path);
  assert.match(shown.text, /value="month" id="often-month" checked/);
  assert.deepEqual((await db.pool.query('select contact_id, choice from topic_choices where workspace_id = $1', [w])).rows, [{ contact_id: winner!.id, choice: 'out' }]);
});

test('nothing failed unexpectedly on the way', () => assert.deepEqual(world.failures, []));
