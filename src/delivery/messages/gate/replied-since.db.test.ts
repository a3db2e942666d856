import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { createShelf } from '../content/compiled-shelf.ts';
import { openLane } from '../plan/lanes.ts';
import { planForContacts } from '../plan/plan-messages.ts';
import { addCompiled, addContacts, makeWorld, testLinks } from '../testing/sending-world.ts';
import { claimBatch } from './claim-batch.ts';
import { listOpenLanes } from './open-lanes.ts';

const { db } = await freshDatabase();
const shelf = createShelf(testLinks);
const { rows: [instance] } = await db.query<{ id: number }>({ text: `insert into sender_instances (host, pid) values ('test', 1) returning id` });
const begun = new Date('2026-11-23T09:00:00Z');
const after = (hours: number) => new Date(begun.getTime() + hours * 3_600_000);

/** A sequence begins; step 1 is planned at hour 24; a reply comes and is read at these hours. What becomes of step 1 an hour later? */
async function fateOf(reply: { came: number; read: number; kind?: string }, sourceKind = 'sequence'): Promise<string> {
  const world = await makeWorld(db, 1);
  const [contactId] = await addContacts(world, 1) as [number];
  const laneId = await openLane(db, { workspaceId: world.workspaceId, sourceKind, sourceId: 5, serverId: world.serverId, purpose: 'sales', team: 'sales' });
  const compiledId = await addCompiled(world);
  const step = { workspaceId: world.workspaceId, laneId, sourceKind, sourceId: 5, compiledId, contactIds: [contactId], expiresAt: null };
  await planForContacts(db, { ...step, step: 0, dueAt: begun, now: begun });
  await db.query({ text: `update messages set state = 'accepted', accepted_at = $2 where workspace_id = $1`, values: [world.workspaceId, begun] });
  await planForContacts(db, { ...step, step: 1, dueAt: after(25), now: after(24) });
  await db.query({ text: `insert into inbound_mails (workspace_id, once, folder, role, uid_validity, uid, received_at, taken_at, kind, contact_id) values ($1, '\\x01', 'INBOX', 'inbox', 1, 1, $2, $3, $4, $5)`, values: [world.workspaceId, after(reply.came), after(reply.read), reply.kind ?? 'reply', contactId] });
  for (const lane of (await listOpenLanes(db, after(26))).filter(({ workspaceId }) => workspaceId === world.workspaceId)) await claimBatch(db, shelf, { instanceId: instance!.id, lane, limit: 10, now: after(26) });
  const { rows } = await db.query<{ state: string; reason: string | null }>({ text: 'select state, reason from messages where workspace_id = $1 and step = 1', values: [world.workspaceId] });
  return rows[0]!.reason ?? rows[0]!.state;
}

test('a reply read since drops a sequence’s mail, also one that came before it was planned', async () => {
  assert.equal(await fateOf({ came: 25, read: 25 }), 'replied');
  assert.equal(await fateOf({ came: 3, read: 25 }), 'replied');
});

test('what was read before the plan, or came before the sequence, or from a machine, drops nothing', async () => {
  assert.equal(await fateOf({ came: 3, read: 4 }), 'claimed');
  assert.equal(await fateOf({ came: -100, read: 25 }), 'claimed');
  assert.equal(await fateOf({ came: 25, read: 25, kind: 'auto-reply' }), 'claimed');
  assert.equal(await fateOf({ came: 25, read: 25 }, 'campaign'), 'claimed');
});
