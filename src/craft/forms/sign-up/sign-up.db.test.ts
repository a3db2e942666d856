import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { saveForm } from '../form/save-form.ts';
import { addForm, addTopic, addWorkspace, countOf, linksTo, openFormsWorld, typed } from '../testing/forms-world.ts';

const { db } = await freshDatabase();
const world = await openFormsWorld(db);
const dayMs = 86_400_000;
const from = (address: string) => ({ 'x-forwarded-for': address });
const contactOf = async (workspaceId: number, key: string) => (await db.pool.query(`select * from contacts where workspace_id = $1 and email_key = $2 and deleted_at is null`, [workspaceId, key])).rows[0];

test('a sign-up is nothing until its own person presses the button in the mail; then consent stands with its wording, time and address', async () => {
  const w = await addWorkspace(db);
  const [news, events] = [await addTopic(db, w, 'News'), await addTopic(db, w, 'Events')];
  const list = (await db.pool.query<{ id: number }>(`insert into lists (workspace_id, name) values ($1, 'Readers') returning id`, [w])).rows[0]!.id;
  const form = await addForm(world, w, { topicIds: [news, events], listId: list });
  const sent = await world.post(form.path, typed(world, w, form.id, { topic: [String(news)] }), from('203.0.113.7'));
  assert.equal(sent.status, 200);
  assert.match(sent.text, /One more step/);
  assert.equal(await contactOf(w, 'jane@example.com'), undefined, 'nobody is a contact for being typed into a form');
  const [link] = await linksTo(world, w, 'Jane@example.com');
  const before = await db.pool.query('select md5(string_agg(s::text, \'\')) as print from form_submissions s where workspace_id = $1', [w]);
  for (const method of ['GET', 'HEAD', 'OPTIONS']) assert.ok((await fetch(link!, { method })).ok);
  assert.deepEqual((await db.pool.query('select md5(string_agg(s::text, \'\')) as print from form_submissions s where workspace_id = $1', [w])).rows, before.rows, 'looking changes nothing');
  assert.equal(await contactOf(w, 'jane@example.com'), undefined);

  const ask = await world.get(link!);
  assert.match(ask.text, /Do you want to get mail from Northwind at Jane@example\.com\?/);
  assert.match(ask.text, /<li>News<\/li>/);
  assert.match(ask.text, /Yes, write to me\./);
  const done = await world.post(link!, { action: 'confirm' }, from('203.0.113.8'));
  assert.match(done.text, /Thank you/);
  const contact = await contactOf(w, 'jane@example.com');
  assert.equal(contact.consent, 'given');
  assert.equal(contact.consent_source, 'Form: Newsletter');
  assert.equal(contact.first_name, 'Jane');
  assert.equal(contact.language, 'en');
  assert.equal(await countOf(db, 'list_members', 'workspace_id = $1 and list_id = $2 and contact_id = $3', [w, list, contact.id]), 1);
  const choices = await db.pool.query('select topic_id, choice from topic_choices where workspace_id = $1 and contact_id = $2 order by topic_id', [w, contact.id]);
  assert.deepEqual(choices.rows, [{ topic_id: news, choice: 'in' }, { topic_id: events, choice: 'out' }]);
  const record = (await db.pool.query(`
    select r.what, host(r.address) as address, host(s.address) as asked_from, k.text from consent_records r
    join form_submissions s on s.workspace_id = r.workspace_id and s.id = r.submission_id
    join form_consents k on k.workspace_id = s.workspace_id and k.form_id = s.form_id and k.language = s.language and k.version = s.consent_version
    where r.workspace_id = $1 and r.contact_id = $2 and r.what = 'consent-given'`, [w, contact.id])).rows;
  assert.deepEqual(record, [{ what: 'consent-given', address: '203.0.113.8', asked_from: '203.0.113.7', text: 'Yes, write to me.' }]);
  assert.equal(await countOf(db, 'messages', `workspace_id = $1 and recipient_kind = 'contact' and recipient_id = $2 and vars is null`, [w, contact.id]), 1, 'the mail is theirs now');

  const twice = await world.post(link!, { action: 'confirm' });
  assert.equal(twice.status, 200);
  assert.match(twice.text, /confirmed before/);
  assert.equal(await countOf(db, 'consent_records', `workspace_id = $1 and what = 'consent-given'`, [w]), 1);
  assert.deepEqual((await db.pool.query('select submitted, confirmed from form_days where workspace_id = $1', [w])).rows, [{ submitted: 1, confirmed: 1 }]);
});

test('whoever asks learns nothing of an address: new, known, opted out, dead or asked too often, the page is the same to the letter', async () => {
  const w = await addWorkspace(db);
  const form = await addForm(world, w);
  await db.pool.query(`insert into contacts (workspace_id, email, email_key) values ($1, 'known@example.com', 'known@example.com')`, [w]);
  for (const [key, reason] of [['out@example.com', 'unsubscribed'], ['dead@example.com', 'bounced'], ['erased@example.com', 'erased']]) {
    await db.pool.query(`insert into suppressions (workspace_id, address_hash, reason) values ($1, sha256(convert_to($2, 'UTF8')), $3)`, [w, key, reason]);
  }
  const pages: string[] = [];
  for (const email of ['new@example.com', 'known@example.com', 'out@example.com', 'dead@example.com', 'erased@example.com', 'new@example.com', 'new@example.com', 'new@example.com', 'new@example.com']) {
    pages.push((await world.post(form.path, typed(world, w, form.id, { email }), from(`203.0.113.${pages.length + 20}`))).text);
  }
  assert.equal(new Set(pages).size, 1);
  assert.equal((await linksTo(world, w, 'new@example.com')).length, 3, 'nobody’s mailbox is filled by our form');
  assert.equal((await linksTo(world, w, 'erased@example.com')).length, 0, 'who was erased is kept out');
  assert.equal(await countOf(db, 'form_submissions', `workspace_id = $1 and email_key = 'erased@example.com'`, [w]), 0);
});

test('an opt-out is taken back by its own person’s confirmation, a bounce or complaint is not', async () => {
  for (const [reason, lifted] of [['unsubscribed', true], ['bounced', false], ['complained', false], ['manual', false], ['imported', false]] as const) {
    const w = await addWorkspace(db);
    const form = await addForm(world, w);
    await db.pool.query(`insert into contacts (workspace_id, email, email_key, consent) values ($1, 'jane@example.com', 'jane@example.com', 'withdrawn')`, [w]);
    await db.pool.query(`insert into suppressions (workspace_id, address_hash, address, reason) values ($1, sha256('jane@example.com'), 'jane@example.com', $2)`, [w, reason]);
    await world.post(form.path, typed(world, w, form.id), from('203.0.113.60'));
    const done = await world.post((await linksTo(world, w, 'Jane@example.com'))[0]!, { action: 'confirm' });
    assert.match(done.text, lifted ? /You will hear from/ : /may not write to it/, reason);
    assert.equal(await countOf(db, 'suppressions', 'workspace_id = $1 and lifted_at is null', [w]), lifted ? 0 : 1, reason);
    assert.equal(await countOf(db, 'consent_records', `workspace_id = $1 and what = 'suppression-lifted'`, [w]), lifted ? 1 : 0, reason);
  }
});

test('what was typed fills what is empty, and takes nothing from what colleagues know; a tick left out takes no topic away', async () => {
  const w = await addWorkspace(db);
  const topic = await addTopic(db, w, 'News');
  await db.pool.query(`insert into attribute_definitions (workspace_id, key, label, type, choices) values ($1, 'seats', 'Seats', 'number', null), ($1, 'plan', 'Plan', 'choice', '{Gold,Blue}')`, [w]);
  const { rows: [known] } = await db.pool.query<{ id: number }>(`insert into contacts (workspace_id, email, email_key, first_name, attributes) values ($1, 'jane@example.com', 'jane@example.com', 'Janet', '{"plan":"Blue"}') returning id`, [w]);
  await db.pool.query(`insert into topic_choices values ($1, $2, $3, 'in', 'before', now())`, [w, known!.id, topic]);
  const form = await addForm(world, w, { topicIds: [topic], fields: [{ key: 'first_name', required: false }, { key: 'last_name', required: false }, { key: 'attribute.seats', required: true }, { key: 'attribute.plan', required: false }] });
  const wrong = await world.post(form.path, typed(world, w, form.id, { 'attribute.seats': 'many' }), from('203.0.113.61'));
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="f-attribute-seats" name="attribute.seats" required aria-invalid="true"/);
  assert.match(wrong.text, /value="Jane@Example.com"/, 'nothing typed is lost');
  await world.post(form.path, typed(world, w, form.id, { last_name: 'Doe', 'attribute.seats': '12', 'attribute.plan': 'Gold' }), from('203.0.113.61'));
  await world.post((await linksTo(world, w, 'Jane@example.com'))[0]!, { action: 'confirm' });
  const contact = await contactOf(w, 'jane@example.com');
  assert.deepEqual([contact.first_name, contact.last_name, contact.attributes], ['Janet', 'Doe', { plan: 'Blue', seats: 12 }]);
  assert.equal(await countOf(db, 'topic_choices', `workspace_id = $1 and choice = 'in'`, [w]), 1);
});

test('an address typed with blanks and in the wrong case is one and the same', async () => {
  const w = await addWorkspace(db);
  const form = await addForm(world, w);
  await world.post(form.path, typed(world, w, form.id, { email: '  JANE@EXAMPLE.com ' }), from('203.0.113.62'));
  await world.post((await linksTo(world, w, 'JANE@example.com'))[0]!, { action: 'confirm' });
  assert.ok(await contactOf(w, 'jane@example.com'));
});

test('a link that is too old asks kindly, sends a new one, and that one works', async () => {
  const w = await addWorkspace(db);
  const form = await addForm(world, w);
  await world.post(form.path, typed(world, w, form.id), from('203.0.113.63'));
  const [old] = await linksTo(world, w, 'Jane@example.com');
  world.clock.advanceMs(7 * dayMs + 60_000);
  assert.match((await world.get(old!)).text, /too old/);
  assert.match((await world.post(old!, { action: 'confirm' })).text, /too old/);
  assert.equal(await contactOf(w, 'jane@example.com'), undefined);
  assert.match((await world.post(old!, { action: 'again' })).text, /new link is on its way/);
  const links = await linksTo(world, w, 'Jane@example.com');
  assert.equal(links.length, 2);
  assert.match((await world.post(links[1]!, { action: 'confirm' })).text, /Thank you/);
  await world.post(old!, { action: 'again' });
  assert.equal((await linksTo(world, w, 'Jane@example.com')).length, 2, 'who has confirmed needs no more links');
});

test('a changed wording is a new version; who agreed to the old one has agreed to the old one', async () => {
  const w = await addWorkspace(db);
  const form = await addForm(world, w);
  await world.post(form.path, typed(world, w, form.id), from('203.0.113.64'));
  const texts = { en: { title: 'Our news', intro: '', button: '', consent: 'Yes, write and call me.', thanks: '' } };
  await saveForm(db, { workspaceId: w, memberId: 1, now: world.clock.now() }, form.id, { name: 'Newsletter', language: 'en', texts, fields: [], topicIds: [], listId: null, successUrl: null, expectedRevision: 1 });
  assert.match((await world.get((await linksTo(world, w, 'Jane@example.com'))[0]!)).text, /Yes, write to me\./);
  assert.deepEqual((await db.pool.query('select version, text from form_consents where workspace_id = $1 order by version', [w])).rows, [{ version: 1, text: 'Yes, write to me.' }, { version: 2, text: 'Yes, write and call me.' }]);
});

test('after the confirmation people are led on where the form says, and never where a request says', async () => {
  const w = await addWorkspace(db);
  const form = await addForm(world, w, { successUrl: 'https://shop.example/thanks?from=form' });
  await world.post(`${form.path}?successUrl=https://evil.example`, typed(world, w, form.id, { successUrl: 'https://evil.example', next: 'https://evil.example' }), from('203.0.113.65'));
  const link = (await linksTo(world, w, 'Jane@example.com'))[0]!;
  assert.match((await world.get(link)).headers.get('content-security-policy')!, /form-action 'self' https:\/\/shop\.example;/);
  const done = await world.post(`${link}?location=https://evil.example`, { action: 'confirm', location: 'https://evil.example' });
  assert.equal(done.status, 303);
  assert.equal(done.headers.get('location'), 'https://shop.example/thanks?from=form');
});

test('a form that was closed takes nobody in; its own waiting sign-ups can still be confirmed', async () => {
  const w = await addWorkspace(db);
  const form = await addForm(world, w);
  await world.post(form.path, typed(world, w, form.id), from('203.0.113.66'));
  await db.pool.query('update forms set archived_at = now() where workspace_id = $1', [w]);
  assert.equal((await world.get(form.path)).status, 410);
  assert.equal((await world.post(form.path, typed(world, w, form.id, { email: 'late@example.com' }), from('203.0.113.66'))).status, 410);
  assert.equal(await countOf(db, 'form_submissions', 'workspace_id = $1', [w]), 1);
  assert.match((await world.post((await linksTo(world, w, 'Jane@example.com'))[0]!, { action: 'confirm' })).text, /Thank you/);
});

test('nothing failed unexpectedly on the way', () => assert.deepEqual(world.failures, []));
