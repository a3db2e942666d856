import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { engagementOf, noAnswers, type Conclusion } from '../engagement.ts';
import { checkCounts, moveContact, recordAnswer, recordSent, recountRollups, storeEngagements, unlinkContact } from '../index.ts';
import { readEngagements } from '../store-engagements.ts';

const { db } = await freshDatabase();
const nine = new Date('2026-11-23T09:00:00Z').getTime();
const at = (minutes: number) => new Date(nine + minutes * 60_000);

/** Judges message `n` of the mailing: these conclusions, and no others, stand. */
async function judge(mailing: Mailing, n: number, conclusions: readonly [Conclusion['kind'], Conclusion['class'], number][]): Promise<void> {
  const key = { workspaceId: mailing.workspaceId, messageId: mailing.messageIds[n]! };
  const row = (await readEngagements(db, [key]))[0] ?? null;
  const after = engagementOf(conclusions.map(([kind, who, minutes]) => ({ kind, class: who, at: at(minutes).getTime(), reason: '', link: kind === 'message.clicked' ? 0 : null, count: 1, detail: null })), true, row ?? noAnswers);
  await db.transaction((tx) => storeEngagements(tx, [{ ...key, sourceKind: 'campaign', sourceId: mailing.sourceId, step: 0, contactId: mailing.contactIds[n]!, ...after, rules: 1, revision: row?.revision ?? 0 }], () => row));
}

async function habitsOf(mailing: Mailing, n: number): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<Record<string, Date | null>>('select last_sent_at as sent, last_opened_at as opened, last_clicked_at as clicked, last_replied_at as replied from contact_habits where workspace_id = $1 and contact_id = $2', [mailing.workspaceId, mailing.contactIds[n]]);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).flatMap(([act, when]) => (when ? [[act, when.toISOString().slice(11, 16)]] : [])));
}
const wrongHabits = async (mailing: Mailing) => (await checkCounts(db, mailing.workspaceId)).differences.filter(({ what }) => what.startsWith('habits'));

test('what somebody did last moves forward, a machine moves nothing', async () => {
  const mailing = await addMailing(db);
  await judge(mailing, 0, [['message.opened', 'machine', 1]]);
  assert.deepEqual(await habitsOf(mailing, 0), {});
  await judge(mailing, 0, [['message.opened', 'machine', 1], ['message.opened', 'person', 5], ['message.clicked', 'proxy', 9], ['message.opened', 'person', 30]]);
  assert.deepEqual(await habitsOf(mailing, 0), { opened: '09:30', clicked: '09:09' });
  assert.deepEqual(await wrongHabits(mailing), []);
});

test('a re-judgement takes back what it said, and an older mail’s open stands again', async () => {
  const older = await addMailing(db);
  const newer = await addMailing(db, { workspaceId: older.workspaceId, sourceId: 2 });
  const both: Mailing = { ...newer, contactIds: older.contactIds };
  await judge(older, 0, [['message.opened', 'person', 10]]);
  await judge(both, 0, [['message.opened', 'person', 40], ['message.clicked', 'person', 41]]);
  assert.deepEqual(await habitsOf(older, 0), { opened: '09:41', clicked: '09:41' });
  await judge(both, 0, [['message.opened', 'machine', 40], ['message.clicked', 'machine', 41]]);
  assert.deepEqual(await habitsOf(older, 0), { opened: '09:10' });
  assert.deepEqual(await wrongHabits(older), []);
});

test('mail that went out counts by the team whose it was; an answer tells of an open', async () => {
  const mailing = await addMailing(db);
  const [contactId, messageId] = [mailing.contactIds[0]!, mailing.messageIds[0]!];
  await db.pool.query(`insert into touches (workspace_id, contact_id, at, kind, team) values ($1, $2, $3, 'message', 'sales'), ($1, $2, $4, 'message', 'marketing')`, [mailing.workspaceId, contactId, at(0), at(20)]);
  await db.transaction((tx) => recordSent(tx, mailing.workspaceId, [{ contactId, team: 'marketing', at: at(20) }, { contactId, team: 'sales', at: at(0) }, { contactId, team: 'marketing', at: at(10) }]));
  await db.transaction((tx) => recordAnswer(tx, { kind: 'message.replied', workspaceId: mailing.workspaceId, sourceKind: 'campaign', sourceId: 1, step: 0, messageId, contactId, at: at(50), tracked: true }));
  assert.deepEqual(await habitsOf(mailing, 0), { sent: '09:20', opened: '09:50', replied: '09:50' });
  const { rows } = await db.pool.query('select marketing_sent_at, sales_sent_at, sales_replied_at from contact_habits where workspace_id = $1', [mailing.workspaceId]);
  assert.deepEqual(rows, [{ marketing_sent_at: at(20), sales_sent_at: at(0), sales_replied_at: null }]);
  assert.deepEqual(await wrongHabits(mailing), []);
});

test('a merge keeps the later of both, and later judgements find the winner', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  await judge(mailing, 0, [['message.opened', 'person', 10]]);
  await judge(mailing, 1, [['message.opened', 'person', 5], ['message.clicked', 'person', 6]]);
  await db.transaction((tx) => moveContact(tx, mailing.workspaceId, mailing.contactIds[1]!, mailing.contactIds[0]!));
  assert.deepEqual([await habitsOf(mailing, 0), await habitsOf(mailing, 1)], [{ opened: '09:10', clicked: '09:06' }, {}]);
  await judge(mailing, 1, [['message.opened', 'person', 55]]);
  assert.deepEqual(await habitsOf(mailing, 0), { opened: '09:55' });
  assert.deepEqual(await wrongHabits(mailing), []);
});

test('of an erased person nothing stays', async () => {
  const mailing = await addMailing(db);
  await judge(mailing, 0, [['message.opened', 'person', 10]]);
  await db.transaction((tx) => unlinkContact(tx, mailing.workspaceId, mailing.contactIds[0]!));
  assert.deepEqual(await habitsOf(mailing, 0), {});
  assert.deepEqual(await wrongHabits(mailing), []);
});

test('two judgements of one contact at one moment both count, whichever waits', async () => {
  const mailing = await addMailing(db, { contacts: 8 });
  const others: Mailing[] = [];
  for (let n = 2; n < 6; n += 1) others.push({ ...await addMailing(db, { workspaceId: mailing.workspaceId, sourceId: n, contacts: 8 }), contactIds: mailing.contactIds });
  await Promise.all(others.map((each) => judge(each, 0, [['message.opened', 'person', 60]])));
  await Promise.all(others.flatMap((each, n) => [judge(each, 0, n % 2 === 0 ? [] : [['message.opened', 'person', 10 + n]]), judge(each, 1, [['message.clicked', 'person', 20 + n]])]));
  assert.deepEqual([await habitsOf(mailing, 0), await habitsOf(mailing, 1)], [{ opened: '09:13' }, { opened: '09:23', clicked: '09:23' }]);
  assert.deepEqual(await wrongHabits(mailing), []);
});

test('what was written wrongly is found by name, and mended', async () => {
  const mailing = await addMailing(db);
  await judge(mailing, 0, [['message.opened', 'person', 10]]);
  await db.pool.query(`update contact_habits set marketing_opened_at = now() where workspace_id = $1`, [mailing.workspaceId]);
  assert.deepEqual((await wrongHabits(mailing)).map(({ what }) => what), [`habits of contact ${mailing.contactIds[0]}`]);
  await recountRollups(db, mailing.workspaceId, at(99));
  assert.deepEqual(await habitsOf(mailing, 0), { opened: '09:10' });
});
