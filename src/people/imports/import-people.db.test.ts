import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { Problem } from '../../platform/errors/index.ts';
import { speakIn } from '../../platform/words/index.ts';
import { exportContacts } from '../contacts/export-contacts.ts';
import { createContact } from '../contacts/index.ts';
import { askForRun, cancelImport, rereadImport } from './change-import.ts';
import { type ImportPlan } from './contract.ts';
import { findImport } from './queries.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { workOnImport } from './work-imports.ts';
import { check, clock, contactsOf, db, folder, guessed, newActor, refusedOf, runIt, upload, view, work, worker } from './testing/import-world.ts';

test('a sheet becomes contacts, as its columns say', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'E-Mail;Vorname;Nachname;Firma;Sprache;Zeitzone;Plan;Besitzer\nEva@B.example;Eva;Maß;Acme;de_AT;europe/vienna;Gold;ANA@example.com\ntom@b.example;Tom;;acme;;;;\n');
  const { found, status } = await view(actor, id);
  assert.equal(status, 'mapping');
  assert.deepEqual(found!.columns.map((column) => column.to), ['email', 'first_name', 'last_name', 'company', 'language', 'time_zone', 'skip', 'owner']);
  const plan = await guessed(actor, id, { newAttributes: [{ key: 'plan', label: 'Plan', type: 'text', choices: [] }], newList: 'Fair', consent: 'given', consentSource: 'fair 2026' });
  plan.columns[6]!.to = 'attribute:plan';
  await askForRun(db, actor, id, plan, clock.now());
  await work();
  const done = await view(actor, id);
  assert.equal(done.status, 'finished');
  assert.deepEqual(done.progress.counts, { rows: 2, new: 2, changed: 0, unchanged: 0, duplicates: 0, refused: 0, suppressed: 0 });
  const [eva, tom] = await contactsOf(actor);
  assert.deepEqual([eva!.email, eva!.email_key, eva!.first_name, eva!.last_name, eva!.company, eva!.language, eva!.time_zone, eva!.attributes],
    ['Eva@b.example', 'eva@b.example', 'Eva', 'Maß', 'Acme', 'de-AT', 'Europe/Vienna', { plan: 'Gold' }]);
  assert.equal(eva!.owner_id, actor.memberId);
  assert.deepEqual([eva!.consent, eva!.consent_source, eva!.consent_at], ['given', 'fair 2026', clock.now()]);
  assert.deepEqual([tom!.company_id, tom!.attributes, tom!.language], [eva!.company_id, {}, null], 'one company, whatever its case');
  const { rows } = await db.query({ text: `select l.name, count(*) from lists l join list_members m on m.workspace_id = l.workspace_id and m.list_id = l.id where l.workspace_id = $1 group by 1`, values: [actor.workspaceId] });
  assert.deepEqual(rows, [{ name: 'Fair', count: 2 }]);
  assert.deepEqual((await readdir(folder)).length, 0, 'the upload is removed when it is in');
});

test('the dry run says what the run will do, and writes nothing', async () => {
  const actor = await newActor();
  const first = await upload(actor, 'email,first name,company\nsame@b.example,Same,Acme\nold@b.example,Old,Acme\n');
  await runIt(actor, first);
  const before = await contactsOf(actor);
  const id = await upload(actor, [
    'email,first name,company', 'SAME@b.example,Same,ACME', 'old@b.example,New name,Beta', 'fresh@b.example,Fresh,Acme', 'fresh@B.example,Fresher,', 'no address here,X,', ',,', 'a@b.example,too,many,cells', '',
  ].join('\n'));
  const { counts, samples } = await check(actor, id);
  assert.deepEqual(counts, { rows: 6, new: 1, changed: 1, unchanged: 1, duplicates: 1, refused: 2, suppressed: 0 });
  assert.deepEqual(samples.new, [{ row: 4, address: 'fresh@b.example' }]);
  assert.deepEqual(samples.changed, [{ row: 3, address: 'old@b.example', changes: [{ field: 'company', from: 'Acme', to: 'Beta' }, { field: 'first_name', from: 'Old', to: 'New name' }] }]);
  assert.deepEqual(samples.refused.map((each) => each.row), [6, 8]);
  assert.deepEqual(await contactsOf(actor), before);
  assert.deepEqual((await db.query({ text: 'select 1 from companies where workspace_id = $1', values: [actor.workspaceId] })).rowCount, 1);
  const done = await runIt(actor, id);
  assert.deepEqual(done.progress.counts, counts);
  assert.deepEqual((await contactsOf(actor)).map((row) => [row.email_key, row.first_name, row.company]), [
    ['fresh@b.example', 'Fresher', 'Acme'], ['old@b.example', 'New name', 'Beta'], ['same@b.example', 'Same', 'Acme']]);
});

test('a run that is killed goes on exactly where it was', async () => {
  const actor = await newActor();
  const rows = Array.from({ length: 14_000 }, (_, at) => (at % 1000 === 7 ? `broken ${at},x` : `p${at % 13_500}@b.example,Name ${at}`));
  const id = await upload(actor, `email,first name\n${rows.join('\n')}\n`);
  await askForRun(db, actor, id, await guessed(actor, id), clock.now());
  // The first chunk commits; then the worker is gone, as after a kill.
  const killed = new AbortController();
  await db.query({ text: `create function stop_after_one() returns trigger language plpgsql as $$ begin if new.at_row > 10500 then raise 'killed' using errcode = '57014'; end if; return new; end $$` });
  await db.query({ text: 'create trigger stop_after_one before update on imports for each row execute function stop_after_one()' });
  await assert.rejects(workOnImport(worker, killed.signal), /killed/);
  await db.query({ text: 'drop trigger stop_after_one on imports' });
  const half = await view(actor, id);
  assert.equal(half.status, 'running');
  assert.equal(half.progress.counts!.rows, 10_000);
  assert.equal((await contactsOf(actor)).length, 9990);
  await work();
  const done = await view(actor, id);
  assert.deepEqual(done.progress.counts, { rows: 14_000, new: 13_487, changed: 0, unchanged: 0, duplicates: 499, refused: 14, suppressed: 0 });
  const contacts = await contactsOf(actor);
  assert.equal(contacts.length, 13_487);
  assert.equal(contacts.find((row) => row.email_key === 'p5@b.example')!.first_name, 'Name 13505', 'the last row wins');
  const { rows: [figures] } = await db.query<{ reltuples: number }>({ text: `select reltuples from pg_class where relname = 'contacts'` });
  assert.ok(figures!.reltuples > 13_000, 'so much at once is looked at anew for the planner');
  assert.equal((await refusedOf(actor, id)).trim().split('\r\n').length, 15);
  assert.doesNotMatch(await speakIn('de', () => refusedOf(actor, id)), /⟦|The address/, 'rows judged on a thread of their own, too');
});

test('two workers never work on one import at a time', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'email\na@b.example\nb@b.example\n');
  await askForRun(db, actor, id, await guessed(actor, id), clock.now());
  await Promise.all([work(), work(), work()]);
  assert.deepEqual((await view(actor, id)).progress.counts!.new, 2);
});

test('a cancelled import stays as it is and its file goes', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'email\na@b.example\n');
  await cancelImport(db, worker.files, actor, id, clock.now());
  assert.equal((await view(actor, id)).status, 'cancelled');
  assert.ok(!(await readdir(folder)).includes((await findImport.one(db, [actor.workspaceId, id], 'import')).file_key));
  await assert.rejects(guessed(actor, id).then((plan) => askForRun(db, actor, id, plan, clock.now())), (error) => error instanceof Problem && error.code === 'import_closed');
});

test('another encoding may be chosen, and the file is read anew', async () => {
  const actor = await newActor();
  const id = await upload(actor, Buffer.from('email,first name\na@b.example,J\xfcrgen\n', 'latin1'));
  assert.equal((await view(actor, id)).found!.encoding, 'windows-1252');
  assert.equal((await view(actor, id)).found!.sample[0]!.cells[1], 'Jürgen');
  await rereadImport(db, actor, id, { encoding: 'windows-1251', hasHeader: false });
  assert.equal((await view(actor, id)).status, 'reading');
  await work();
  const { found } = await view(actor, id);
  assert.deepEqual([found!.encoding, found!.headerRow, found!.sample[1]!.cells[1]], ['windows-1251', 0, 'Jьrgen']);
});

test('a plan is checked before anything is done with it', async () => {
  const actor = await newActor('member');
  const id = await upload(actor, 'email,thing\na@b.example,1\n');
  const refusedWith = async (change: Partial<ImportPlan>, code: string) => {
    const plan = { ...(await guessed(actor, id)), ...change };
    await assert.rejects(askForRun(db, actor, id, plan, clock.now()), (error) => error instanceof Problem && error.code === code, JSON.stringify(change));
  };
  await refusedWith({ columns: [] }, 'invalid_plan');
  await refusedWith({ columns: [{ index: 0, to: 'email' }, { index: 1, to: 'attribute:nothing' }] }, 'invalid_plan');
  await refusedWith({ columns: [{ index: 0, to: 'email' }, { index: 7, to: 'first_name' }] }, 'invalid_plan');
  await refusedWith({ lists: [424242] }, 'invalid_plan');
  await refusedWith({ consent: 'given', consentSource: '' }, 'invalid_plan');
  await refusedWith({ newAttributes: [{ key: 'thing', label: 'Thing', type: 'text', choices: [] }] }, 'forbidden');
  assert.equal((await view(actor, id)).status, 'mapping');
});

test('a list of another workspace is none of ours', async () => {
  const [actor, stranger] = [await newActor(), await newActor()];
  const { rows } = await db.query<{ id: number }>({ text: `insert into lists (workspace_id, name) values ($1, 'Theirs') returning id`, values: [stranger.workspaceId] });
  const id = await upload(actor, 'email\na@b.example\n');
  await assert.rejects(runIt(actor, id, { lists: [rows[0]!.id] }), /no longer there/);
  await assert.rejects(findImport.one(db, [stranger.workspaceId, id], 'import'), /no such import/);
});

test('what our own export wrote comes back in unchanged', async () => {
  const actor = await newActor();
  await db.query({ text: `insert into attribute_definitions (workspace_id, key, label, type) values ($1, 'seats', 'Seats', 'number'), ($1, 'since', 'Customer since', 'date')`, values: [actor.workspaceId] });
  await createContact(db, actor.workspaceId, { email: 'Eva@b.example', firstName: '=SUM(A1)', lastName: "'quoted", company: '+Plus "GmbH"', phone: '+49 30 1', jobTitle: '-', language: 'pt-BR', timeZone: 'Europe/Berlin', attributes: { seats: -1.5, since: '2024-02-29' }, consent: { state: 'given', source: '@fair', at: '2025-01-02T03:04:05.678Z' } }, clock.now());
  const text = (await Array.fromAsync(exportContacts(db, actor.workspaceId, {}, true))).join('');
  const id = await upload(actor, text);
  const { counts } = await check(actor, id);
  assert.deepEqual([counts.unchanged, counts.rows], [1, 1]);
  await db.query({ text: 'delete from contacts where workspace_id = $1', values: [actor.workspaceId] });
  await runIt(actor, await upload(actor, text));
  assert.equal((await Array.fromAsync(exportContacts(db, actor.workspaceId, {}, true))).join(''), text);
});

test('uploads nobody came back to are removed after a fortnight', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'email\na@b.example\n');
  await sweepUploads(worker);
  assert.equal((await readdir(folder)).length > 0, true);
  clock.advanceMs(15 * 86_400_000);
  assert.equal((await sweepUploads(worker)) > 0, true);
  assert.deepEqual(await readdir(folder), []);
  assert.notEqual((await findImport.one(db, [actor.workspaceId, id], 'import')).file_removed_at, null);
});

test('what a sheet changes of a known contact is kept for its timeline, and only that', async () => {
  const actor = await newActor();
  await runIt(actor, await upload(actor, 'Email,First name,Company\neva@b.example,Eva,X\ntom@b.example,Tom,X\n'));
  const changesOf = async () => (await db.pool.query(`
    select c.email_key, g.through, g.source, g.by_member, g.changes from contact_changes g join contacts c on c.workspace_id = g.workspace_id and c.id = g.contact_id
    where g.workspace_id = $1 order by g.id`, [actor.workspaceId])).rows;
  assert.deepEqual(await changesOf(), [], 'a new contact changed nothing');
  await runIt(actor, await upload(actor, 'Email,First name,Company\neva@b.example,,Y\ntom@b.example,Tom,x\nada@b.example,Ada,Y\n'));
  const company = [{ field: 'company', from: 'X', to: 'Y' }];
  assert.deepEqual(await changesOf(), [{ email_key: 'eva@b.example', through: 'import', source: 'people.csv', by_member: actor.memberId, changes: company }]);
  await runIt(actor, await upload(actor, 'Email,First name,Company\neva@b.example,Evi,Z\n'), { onExisting: 'fill' });
  await runIt(actor, await upload(actor, 'Email,First name,Company\neva@b.example,Evi,Z\n'), { onExisting: 'leave' });
  assert.equal((await changesOf()).length, 1, 'filling what is full and leaving change nothing');
  await db.pool.query(`insert into contact_changes (workspace_id, contact_id, at, through, changes)
    select $1, id, now(), 'key', '[]' from contacts, generate_series(1, 150) where workspace_id = $1 and email_key = 'tom@b.example'`, [actor.workspaceId]);
  await runIt(actor, await upload(actor, 'Email,Phone\ntom@b.example,+49 30 1\n'));
  const ofTom = (await changesOf()).filter((change) => change.email_key === 'tom@b.example');
  assert.deepEqual([ofTom.length, ofTom.at(-1)!.changes], [100, [{ field: 'phone', from: null, to: '+49 30 1' }]]);
});
