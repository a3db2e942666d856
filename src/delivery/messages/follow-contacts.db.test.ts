import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { mailboxesFollower } from '../mailboxes/index.ts';
import { messagesFollower } from './follow-contacts.ts';
import { planForContacts } from './plan/plan-messages.ts';
import { storeCompiled } from './plan/store-compiled.ts';
import { addContacts, addLane, makeWorld, plainContent } from './testing/sending-world.ts';

const { db } = await freshDatabase();
const now = new Date('2026-11-23T09:00:00Z');

async function plan(world: Awaited<ReturnType<typeof makeWorld>>, sourceId: number, contactIds: number[]): Promise<void> {
  const laneId = await addLane(world, { sourceId });
  const compiledId = await storeCompiled(db, world.workspaceId, plainContent(), []);
  await db.transaction((tx) => planForContacts(tx, {
    workspaceId: world.workspaceId, laneId, sourceKind: 'campaign', sourceId, step: 0, compiledId, contactIds, dueAt: now, expiresAt: null, now,
  }));
}
const messagesOf = async (contactId: number) => (await db.query<{ source_id: number; state: string }>({
  text: `select source_id, state from messages where recipient_kind = 'contact' and recipient_id = $1 order by source_id`, values: [contactId] })).rows;

test('a merge moves messages and touches, and cancels what the winner gets anyway, counted', async () => {
  const world = await makeWorld(db, 1);
  const [winner, loser] = await addContacts(world, 2) as [number, number];
  await plan(world, 1, [winner, loser]);
  await plan(world, 2, [loser]);
  await db.query({ text: `insert into touches (workspace_id, contact_id, at, kind, team) values ($1, $2, $3, 'message', 'sales')`, values: [world.workspaceId, loser, now] });
  await db.transaction((tx) => messagesFollower.merged!(tx, { workspaceId: world.workspaceId, loserId: loser, winnerId: winner, now }));
  assert.deepEqual(await messagesOf(winner), [{ source_id: 1, state: 'planned' }, { source_id: 2, state: 'planned' }]);
  assert.deepEqual(await messagesOf(loser), [{ source_id: 1, state: 'cancelled' }]);
  const { rows } = await db.query({ text: `select (select count(*) from touches where contact_id = $1) as touches, (select sum(change) from rollup_changes where metric = 'cancelled' and workspace_id = $2)::int as cancelled`, values: [winner, world.workspaceId] });
  assert.deepEqual(rows, [{ touches: 1, cancelled: 1 }]);
});

test('erasing leaves no address in the journal, no values and no copy in the local mailbox', async () => {
  const world = await makeWorld(db, 1);
  const [person, other] = await addContacts(world, 2) as [number, number];
  await plan(world, 1, [person, other]);
  const values = [world.workspaceId];
  await db.query({ text: `update messages set vars = '{"a":1}' where workspace_id = $1`, values });
  await db.query({ text: `insert into attempts (workspace_id, message_id, number, instance_id, server_id, address, answer) select workspace_id, id, 1, 1, 1, 'x@people.example', '550 x@people.example' from messages where workspace_id = $1`, values });
  await db.query({ text: `insert into local_mails (workspace_id, message_id, received_at, envelope_from, envelope_to, sender, subject, raw) select workspace_id, id, now(), 'a', 'b', 'c', 'd', 'e' from messages where workspace_id = $1`, values });
  const erasure = { workspaceId: world.workspaceId, contactId: person, addressKey: null, now };
  await db.transaction(async (tx) => {
    for (const follower of [messagesFollower, mailboxesFollower]) await follower.erased!(tx, erasure);
  });
  const { rows } = await db.query({ text: `select m.recipient_id = $2 as erased, m.vars, a.address, a.answer, (select count(*) from local_mails l where l.message_id = m.id and l.workspace_id = m.workspace_id) as copies
    from messages m join attempts a on a.workspace_id = m.workspace_id and a.message_id = m.id where m.workspace_id = $1 order by 1 desc`, values: [world.workspaceId, person] });
  assert.deepEqual(rows, [{ erased: true, vars: null, address: null, answer: null, copies: 0 }, { erased: false, vars: { a: 1 }, address: 'x@people.example', answer: '550 x@people.example', copies: 1 }]);
});
