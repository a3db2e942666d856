import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { freshDatabase } from '../../../test/support/database.ts';
import { Problem } from '../../platform/errors/index.ts';
import { listsFollower } from '../lists/index.ts';
import { liveSuppressionOf, suppress } from '../suppressions/index.ts';
import { defineAttribute } from './attributes.ts';
import { findContactIds } from './contact-filter.ts';
import { contactInput, type ContactFilter } from './contract.ts';
import { deleteContact, restoreContact } from './delete-contact.ts';
import { eraseContact } from './erase-contact.ts';
import { exportContacts } from './export-contacts.ts';
import type { ContactFollower } from './followers.ts';
import { mergeContacts } from './merge-contacts.ts';
import { countContacts, findSameName, getContact, listContactRows, lockContact } from './queries.ts';
import { changeContact, createContact } from './save-contact.ts';

const { db } = await freshDatabase();
const now = new Date('2026-11-23T09:00:00Z');

async function newWorkspace(): Promise<{ workspaceId: number; memberId: number }> {
  const { rows } = await db.query<{ workspace_id: number }>({ text: `insert into workspaces (name) values ('A') returning workspace_id` });
  const workspaceId = rows[0]!.workspace_id;
  const member = await db.query<{ id: number }>({ text: `insert into members (workspace_id, email, name, team, role) values ($1, 'ana@example.com', 'Ana', 'both', 'owner') returning id`, values: [workspaceId] });
  return { workspaceId, memberId: member.rows[0]!.id };
}
const make = (workspaceId: number, input: z.input<typeof contactInput>) => createContact(db, workspaceId, contactInput.parse(input), now);
const refusedAs = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;
const addressesOf = async (workspaceId: number, filter: ContactFilter) => (await listContactRows(db, workspaceId, filter, undefined, 50)).map((row) => row.email_key);

test('a contact is kept as said: company by name, attributes by type, consent with its source and time', async () => {
  const { workspaceId, memberId } = await newWorkspace();
  await defineAttribute(db, workspaceId, { label: 'Plan', type: 'choice', choices: ['Gold'] }, now);
  await defineAttribute(db, workspaceId, { label: 'Seats', type: 'number', choices: [] }, now);
  const contact = await make(workspaceId, {
    email: 'Eva@B.example', firstName: 'Eva\r\nBcc: x', company: 'Acme', ownerId: memberId, timeZone: 'europe/berlin', language: 'de_de', attributes: { plan: 'gold', seats: 3 },
    consent: { state: 'given', source: 'fair' }, tracking: { state: 'refused', source: 'asked us' },
  });
  assert.deepEqual([contact.email, contact.firstName, contact.company!.name, contact.owner!.name, contact.timeZone, contact.language], ['Eva@b.example', 'Eva Bcc: x', 'Acme', 'Ana', 'Europe/Berlin', 'de-DE']);
  assert.deepEqual(contact.attributes, { plan: 'Gold', seats: 3 });
  assert.deepEqual([contact.consent, contact.consentSource, contact.consentAt, contact.tracking, contact.trackingAt], ['given', 'fair', now.toISOString(), 'refused', now.toISOString()]);
  const changed = await changeContact(db, workspaceId, contact.id, { attributes: { seats: null }, company: '', email: 'eva@new.example' }, now);
  assert.deepEqual([changed.attributes, changed.company, changed.email, changed.firstName], [{ plan: 'Gold' }, null, 'eva@new.example', contact.firstName]);
});

test('what is wrong is named field by field, and nothing is saved', async () => {
  const { workspaceId } = await newWorkspace();
  await assert.rejects(make(workspaceId, { email: 'no', timeZone: 'Mars', ownerId: 999_999, language: 'German', consent: { state: 'given', source: '' } }), (error) => {
    assert.ok(error instanceof Problem);
    assert.deepEqual(error.fields.map((field) => field.path), ['body.email', 'body.timeZone', 'body.language', 'body.ownerId', 'body.consent.source']);
    return true;
  });
  await assert.rejects(make(workspaceId, { email: 'a@b.example', attributes: { unknown: 1 } }), refusedAs('invalid_attributes'));
  assert.equal(await countContacts(db, workspaceId, {}), 0);
});

test('an address has one live contact, whatever its case', async () => {
  const { workspaceId } = await newWorkspace();
  const first = await make(workspaceId, { email: 'a@b.example' });
  await assert.rejects(make(workspaceId, { email: 'A@B.example' }), refusedAs('contact_exists'));
  const other = await make(workspaceId, { email: 'c@b.example' });
  await assert.rejects(changeContact(db, workspaceId, other.id, { email: 'A@b.example' }, now), refusedAs('contact_exists'));
  await deleteContact(db, workspaceId, first.id, now);
  const again = await make(workspaceId, { email: 'a@b.example' });
  await assert.rejects(restoreContact(db, workspaceId, first.id, now), refusedAs('contact_exists'));
  await deleteContact(db, workspaceId, again.id, now);
  assert.equal((await restoreContact(db, workspaceId, first.id, now)).deletedAt, null);
});

test('search finds any part of name, address and company, every word of it, and filters narrow it', async () => {
  const { workspaceId } = await newWorkspace();
  const eva = await make(workspaceId, { email: 'eva.maass@north.example', firstName: 'Eva', lastName: 'Müller', company: 'Nordwind GmbH', consent: { state: 'given', source: 'form' } });
  await make(workspaceId, { email: 'tom@south.example', firstName: 'Tom', lastName: 'Eva_100%' });
  const find = (search: string, more: ContactFilter = {}) => addressesOf(workspaceId, { search, ...more });
  assert.deepEqual(await find('MÜLL'), ['eva.maass@north.example']);
  assert.deepEqual(await find('eva'), ['tom@south.example', 'eva.maass@north.example']);
  assert.deepEqual(await find('eva north'), ['eva.maass@north.example']);
  assert.deepEqual(await find('nordwind'), ['eva.maass@north.example']);
  assert.deepEqual(await find('_100%'), ['tom@south.example']);
  assert.deepEqual(await find('%'), ['tom@south.example']);
  assert.deepEqual(await find('eva', { consent: 'given' }), ['eva.maass@north.example']);
  assert.deepEqual(await find('', { companyId: eva.company!.id }), ['eva.maass@north.example']);
  assert.equal(await countContacts(db, workspaceId, { search: 'eva' }), 2);
  assert.deepEqual(await addressesOf((await newWorkspace()).workspaceId, { search: 'eva' }), []);
});

test('pages follow each other without gap or repeat, within a list, too', async () => {
  const { workspaceId } = await newWorkspace();
  const ids: number[] = [];
  for (let at = 0; at < 7; at++) ids.push((await make(workspaceId, { email: `p${at}@b.example` })).id);
  const list = await db.query<{ id: number }>({ text: `insert into lists (workspace_id, name) values ($1, 'L') returning id`, values: [workspaceId] });
  await db.query({ text: 'insert into list_members (workspace_id, list_id, contact_id) select $1, $2, unnest($3::bigint[])', values: [workspaceId, list.rows[0]!.id, ids] });
  for (const filter of [{}, { listId: list.rows[0]!.id }]) {
    const seen: number[] = [];
    for (let before: number | undefined; ;) {
      const rows = await listContactRows(db, workspaceId, filter, before, 3);
      seen.push(...rows.slice(0, 3).map((row) => row.id));
      if (rows.length <= 3) break;
      before = seen.at(-1);
    }
    assert.deepEqual(seen, ids.toReversed());
    assert.deepEqual(await findContactIds(db, workspaceId, filter, ids[4]!, 10), ids.slice(5));
  }
});

test('merging keeps what the winner has, takes what it lacks, and moves what points at the loser', async () => {
  const { workspaceId } = await newWorkspace();
  const winner = await make(workspaceId, { email: 'eva@b.example', firstName: 'Eva' });
  const loser = await make(workspaceId, { email: 'eva@old.example', firstName: 'Evi', lastName: 'Maß', phone: '1', consent: { state: 'withdrawn' }, tracking: { state: 'refused' } });
  const list = await db.query<{ id: number }>({ text: `insert into lists (workspace_id, name) values ($1, 'L'), ($1, 'M') returning id`, values: [workspaceId] });
  const [l, m] = list.rows.map((row) => row.id);
  await db.query({ text: 'insert into list_members (workspace_id, list_id, contact_id) values ($1, $2, $4), ($1, $2, $5), ($1, $3, $5)', values: [workspaceId, l, m, winner.id, loser.id] });
  const told: unknown[] = [];
  const follower: ContactFollower = { name: 'test', merged: async (_tx, merge) => void told.push([merge.loserId, merge.winnerId]) };
  const merged = await mergeContacts(db, [listsFollower, follower], workspaceId, winner.id, loser.id, now);
  assert.deepEqual([merged.firstName, merged.lastName, merged.phone, merged.consent, merged.tracking], ['Eva', 'Maß', '1', 'withdrawn', 'refused']);
  assert.deepEqual(merged.lists.map((each) => each.name), ['L', 'M']);
  assert.deepEqual(told, [[loser.id, winner.id]]);
  const gone = await getContact(db, workspaceId, loser.id);
  assert.deepEqual([gone.mergedInto, gone.deletedAt, gone.lists], [winner.id, now.toISOString(), []]);
  await assert.rejects(mergeContacts(db, [], workspaceId, winner.id, loser.id, now), refusedAs('already_merged'));
  await assert.rejects(mergeContacts(db, [], workspaceId, winner.id, winner.id, now), refusedAs('same_contact'));
  await assert.rejects(restoreContact(db, workspaceId, loser.id, now), refusedAs('already_merged'));
});

test('a follower that fails undoes the whole merge', async () => {
  const { workspaceId } = await newWorkspace();
  const [a, b] = [await make(workspaceId, { email: 'a@b.example' }), await make(workspaceId, { email: 'b@b.example', lastName: 'B' })];
  const failing: ContactFollower = { name: 'failing', merged: async () => { throw new Error('no'); } };
  await assert.rejects(mergeContacts(db, [failing], workspaceId, a.id, b.id, now), /no/);
  assert.deepEqual([(await getContact(db, workspaceId, a.id)).lastName, (await getContact(db, workspaceId, b.id)).deletedAt], ['', null]);
});

test('erasing leaves a hash and nothing of the person, in merged and earlier contacts, too', async () => {
  const { workspaceId, memberId } = await newWorkspace();
  const earlier = await make(workspaceId, { email: 'eva@b.example', lastName: 'Secret' });
  await deleteContact(db, workspaceId, earlier.id, now);
  const merged = await make(workspaceId, { email: 'eva@old.example', lastName: 'Secret' });
  const eva = await make(workspaceId, { email: 'Eva@b.example', lastName: 'Secret', company: 'Acme' });
  await mergeContacts(db, [], workspaceId, eva.id, merged.id, now);
  await db.transaction((tx) => suppress(tx, workspaceId, [{ who: { addressKey: 'eva@b.example' }, reason: 'unsubscribed', note: 'eva wrote' }], now));
  const told: number[] = [];
  await eraseContact(db, [listsFollower, { name: 'test', erased: async (_tx, { contactId }) => void told.push(contactId) }], workspaceId, eva.id, memberId, now);
  assert.deepEqual(told, [earlier.id, merged.id, eva.id]);
  const left = await db.query({ text: `select jsonb_agg(c)::text || (select jsonb_agg(to_jsonb(s) - 'address_hash')::text from suppressions s where workspace_id = $1) as all from contacts c where workspace_id = $1`, values: [workspaceId] });
  assert.doesNotMatch(left.rows[0]!['all'], /eva|secret|b\.example|old\.example/i);
  for (const key of ['eva@b.example', 'eva@old.example']) assert.equal((await liveSuppressionOf(db, workspaceId, key))!.reason, 'erased');
  await assert.rejects(make(workspaceId, { email: 'EVA@b.example' }), refusedAs('address_erased'));
  await assert.rejects(changeContact(db, workspaceId, eva.id, { lastName: 'X' }, now), refusedAs('not_found'));
});

test("another workspace's contact is not there for any use case", async () => {
  const [mine, theirs] = [await newWorkspace(), await newWorkspace()];
  const contact = await make(theirs.workspaceId, { email: 'a@b.example' });
  const own = await make(mine.workspaceId, { email: 'a@b.example' });
  for (const attempt of [
    () => getContact(db, mine.workspaceId, contact.id), () => changeContact(db, mine.workspaceId, contact.id, { lastName: 'X' }, now), () => deleteContact(db, mine.workspaceId, contact.id, now),
    () => restoreContact(db, mine.workspaceId, contact.id, now), () => eraseContact(db, [], mine.workspaceId, contact.id, mine.memberId, now), () => mergeContacts(db, [], mine.workspaceId, own.id, contact.id, now),
  ]) await assert.rejects(attempt, refusedAs('not_found'));
  assert.equal((await getContact(db, theirs.workspaceId, contact.id)).lastName, '');
});

test('people of the same name are offered as duplicates', async () => {
  const { workspaceId } = await newWorkspace();
  const eva = await make(workspaceId, { email: 'eva@b.example', firstName: 'Eva', lastName: 'Maß' });
  const twin = await make(workspaceId, { email: 'e.m@c.example', firstName: 'EVA', lastName: 'maß' });
  await make(workspaceId, { email: 'other@c.example', firstName: 'Eva', lastName: 'Maßmann' });
  const found = await db.transaction(async (tx) => findSameName(tx, workspaceId, await lockContact(tx, workspaceId, eva.id)));
  assert.deepEqual(found.map((row) => row.id), [twin.id]);
});

test('the export is CSV that no spreadsheet program runs', async () => {
  const { workspaceId } = await newWorkspace();
  await defineAttribute(db, workspaceId, { label: 'Note', type: 'text', choices: [] }, now);
  await make(workspaceId, { email: 'eva@b.example', firstName: '=cmd|x', lastName: 'Maß, "E"', phone: '+49 30', attributes: { note: '@home' }, consent: { state: 'given', source: 'fair' } });
  const text = (await Array.fromAsync(exportContacts(db, workspaceId, {}, true))).join('');
  assert.equal(text.slice(1), [
    'Email,First name,Last name,Company,Job title,Phone,Language,Time zone,Consent,Consent source,Consent at,Note',
    `eva@b.example,'=cmd|x,"Maß, ""E""",,,'+49 30,,,given,fair,2026-11-23T09:00:00.000Z,'@home`, ''].join('\r\n').replace("'=cmd|x", `"'=cmd|x"`));
  assert.equal(text[0], '\ufeff');
});

test('every change of the fields is kept with its cause, moves with a merge, and is gone with the person', async () => {
  const { workspaceId, memberId } = await newWorkspace();
  const [eva, twin] = [await make(workspaceId, { email: 'eva@b.example', company: 'X', attributes: {} }), await make(workspaceId, { email: 'eva@c.example' })];
  const kept = async () => (await db.pool.query('select contact_id, through, by_member, changes from contact_changes where workspace_id = $1 order by id', [workspaceId])).rows;
  await changeContact(db, workspaceId, eva.id, { company: 'Y', ownerId: memberId }, now, { through: 'member', memberId, source: null });
  await changeContact(db, workspaceId, eva.id, { company: 'Y' }, now, { through: 'key', memberId, source: null });
  await changeContact(db, workspaceId, twin.id, { phone: '1'.repeat(20) }, now);
  assert.deepEqual(await kept(), [
    { contact_id: eva.id, through: 'member', by_member: memberId, changes: [{ field: 'company', from: 'X', to: 'Y' }, { field: 'owner', from: null, to: 'Ana' }] },
    { contact_id: twin.id, through: 'form', by_member: null, changes: [{ field: 'phone', from: null, to: '1'.repeat(20) }] },
  ]);
  await mergeContacts(db, [], workspaceId, eva.id, twin.id, now);
  assert.deepEqual((await kept()).map((change) => change.contact_id), [eva.id, eva.id]);
  for (let seats = 0; seats < 101; seats += 1) await changeContact(db, workspaceId, eva.id, { lastName: `N${seats}` }, now);
  assert.equal((await kept()).length, 100, 'bounded');
  await eraseContact(db, [], workspaceId, eva.id, memberId, now);
  assert.deepEqual(await kept(), []);
});
