import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../platform/errors/index.ts';
import { speakIn } from '../../platform/words/index.ts';
import { suppress, suppressErased } from '../suppressions/index.ts';
import { type ImportPlan } from './contract.ts';
import { check, clock, contactsOf, db, guessed, newActor, refusedOf, runIt, upload, view } from './testing/import-world.ts';

test('why rows are refused, and the file of them, are in the language of whoever looks, in the dry run and for good', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'email;seats\nno address;1\na@b.example;viele\n');
  const plan = { newAttributes: [{ key: 'seats', label: 'Plätze', type: 'number' as const, choices: [] }] };
  const columns = (await guessed(actor, id)).columns.map((column) => (column.index === 1 ? { ...column, to: 'attribute:seats' } : column));
  await check(actor, id, { ...plan, columns });
  const reasons = async () => (await view(actor, id)).check!.samples.refused.map((each) => each.reason);
  assert.deepEqual(await reasons(), ['The address has no @. ("no address")', 'Plätze: “viele” is not a number.']);
  assert.deepEqual(await speakIn('de', reasons), ['Die Adresse hat kein @. ("no address")', 'Plätze: „viele“ ist keine Zahl.']);
  await runIt(actor, id, { ...plan, columns });
  assert.match(await speakIn('de', () => refusedOf(actor, id)), /email,seats,Zeile,"Abgelehnt, weil"\r\n.*kein @.*\r\n.*ist keine Zahl/);
});

test('why a file cannot be read is told in the language of whoever looks', async () => {
  const actor = await newActor();
  const id = await upload(actor, '%PDF-1.7 something');
  const failure = async () => (await view(actor, id)).failure?.message;
  assert.match(String(await failure()), /^The file is a PDF, not a sheet/);
  assert.match(String(await speakIn('de', failure)), /^Die Datei ist ein PDF, keine Tabelle/);
});

test('refused rows come back as a file with their number and reason, harmless to open', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'email,first name\nnobody,=1+1\ngood@b.example,Good\n"x@b.example\nBcc: y@b.example",Z\n');
  await runIt(actor, id);
  const text = await refusedOf(actor, id);
  assert.match(text, /^\ufeffemail,first name,Row,Refused because\r\n/);
  assert.match(text, /nobody,'=1\+1,2,"The address has no @\./);
  assert.match(text, /\r\n"x@b\.example\nBcc: y@b\.example",Z,4,/);
  assert.equal((await contactsOf(actor)).length, 1);
  const again = await upload(actor, text);
  assert.deepEqual((await view(actor, again)).found!.columns.map((column) => column.to).slice(0, 2), ['email', 'first_name']);
});

for (const [policy, expected] of [
  ['update', { first_name: 'File', last_name: 'Known', attributes: { a: 'file', b: 'known', c: 'file' }, job_title: 'File' }],
  ['fill', { first_name: 'Known', last_name: 'Known', attributes: { a: 'known', b: 'known', c: 'file' }, job_title: 'File' }],
  ['leave', { first_name: 'Known', last_name: 'Known', attributes: { a: 'known', b: 'known' }, job_title: '' }],
] as const) {
  test(`contacts we know: ${policy}`, async () => {
    const actor = await newActor();
    for (const key of ['a', 'b', 'c']) await db.query({ text: `insert into attribute_definitions (workspace_id, key, label, type) values ($1, $2, $2, 'text')`, values: [actor.workspaceId, key] });
    await runIt(actor, await upload(actor, 'email,first name,last name,a,b\nx@b.example,Known,Known,known,known\n'));
    const id = await upload(actor, 'email,first name,last name,job title,a,b,c\nx@b.example,File,,File,file,,file\n');
    const { counts } = await check(actor, id, { onExisting: policy });
    const done = await runIt(actor, id, { onExisting: policy });
    assert.deepEqual(done.progress.counts, counts);
    assert.equal(counts.changed, policy === 'leave' ? 0 : 1);
    const [contact] = await contactsOf(actor);
    for (const [field, value] of Object.entries(expected)) assert.deepEqual(contact![field], value, field);
  });
}

test('a withdrawal is never taken back by a file; a first consent keeps its source', async () => {
  const actor = await newActor();
  await runIt(actor, await upload(actor, 'email,consent,consent source,consent at\nout@b.example,no,phone call,2025-01-02\nin@b.example,yes,form,2025-03-04T05:06:07Z\n'));
  await runIt(actor, await upload(actor, 'email\nout@b.example\nin@b.example\n'), { consent: 'given', consentSource: 'later list' });
  const rows = await contactsOf(actor);
  assert.deepEqual(rows.map((row) => [row.email_key, row.consent, row.consent_source, row.consent_at.toISOString()]), [
    ['in@b.example', 'given', 'form', '2025-03-04T05:06:07.000Z'], ['out@b.example', 'withdrawn', 'phone call', '2025-01-02T00:00:00.000Z']]);
});

test('suppressed addresses come in and stay suppressed; erased people do not come back', async () => {
  const actor = await newActor();
  await db.transaction(async (tx) => {
    await suppress(tx, actor.workspaceId, [{ who: { addressKey: 'stop@b.example' }, reason: 'unsubscribed', note: '' }], clock.now());
    await suppressErased(tx, actor.workspaceId, 'gone@b.example', actor.memberId, clock.now());
  });
  const id = await upload(actor, 'email\nstop@b.example\ngone@b.example\nGONE@b.example\nfine@b.example\n');
  const { counts, samples } = await check(actor, id);
  assert.deepEqual(counts, { rows: 4, new: 2, changed: 0, unchanged: 0, duplicates: 1, refused: 1, suppressed: 1 });
  assert.equal(samples.suppressed[0]!.reason, 'unsubscribed');
  assert.deepEqual((await runIt(actor, id)).progress.counts, counts);
  assert.deepEqual((await contactsOf(actor)).map((row) => row.email_key), ['fine@b.example', 'stop@b.example']);
  assert.match(await refusedOf(actor, id), /gone@b\.example,3,"This person was erased/);
});

test('an import of suppressions keeps addresses with their notes', async () => {
  const actor = await newActor();
  const id = await upload(actor, 'address,why\nA@b.example,asked us by phone\nb@b.example,\nnot one,\n', 'suppressions');
  const plan: Partial<ImportPlan> = { columns: [{ index: 0, to: 'email' }, { index: 1, to: 'note' }] };
  assert.deepEqual((await check(actor, id, plan)).counts, { rows: 3, new: 2, changed: 0, unchanged: 0, duplicates: 0, refused: 1, suppressed: 0 });
  await runIt(actor, id, plan);
  const { rows } = await db.query({ text: 'select address, reason, note, by_member from suppressions where workspace_id = $1 order by id', values: [actor.workspaceId] });
  assert.deepEqual(rows, [{ address: 'a@b.example', reason: 'imported', note: 'asked us by phone', by_member: actor.memberId }, { address: 'b@b.example', reason: 'imported', note: '', by_member: actor.memberId }]);
  assert.equal((await contactsOf(actor)).length, 0);
});

test('what is no sheet fails with a sentence, and nothing else', async () => {
  const actor = await newActor();
  for (const [bytes, code] of [
    [Buffer.from('%PDF-1.7 whatever'), 'file_not_a_sheet'], [Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'file_encrypted'],
    [Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'file_old_excel'], [Buffer.from('PK\x03\x04 not really'), 'file_damaged'], [Buffer.from('\n\n \n'), 'file_empty'], [Buffer.from(Array.from({ length: 500 }, (_, at) => at % 7)), 'file_not_a_sheet'],
  ] as const) {
    const id = await upload(actor, bytes);
    const { status, failure } = await view(actor, id);
    assert.equal(status, 'failed', code);
    assert.equal(failure!.code, code);
    assert.ok(failure!.message.length > 30);
  }
  await assert.rejects(upload(actor, ''), (error) => error instanceof Problem && error.code === 'file_empty');
});
