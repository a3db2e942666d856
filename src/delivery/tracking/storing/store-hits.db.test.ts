import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { hitIds, type Hit } from '../taking/hit.ts';
import { storeFreshHits, storeHits } from './store-hits.ts';

const { db } = await freshDatabase();
const nextId = hitIds();
const at = new Date('2026-11-24T09:00:00Z').getTime();
const hit = (mailing: Mailing, n: number, over: Partial<Hit> = {}): Hit => ({
  id: nextId(), workspaceId: mailing.workspaceId, messageId: mailing.messageIds[n]!, at, kind: 'open', link: null,
  method: 'GET', agent: 'Mozilla/5.0 "quoted" \\ {a,b} \0ü€', address: '192.0.2.1', headers: null, ownMember: null, robot: false, ...over,
});
const storedOf = async (mailing: Mailing) =>
  (await db.pool.query('select id, message_id, agent from hits where workspace_id = $1 order by id', [mailing.workspaceId])).rows;
const idsOf = (hits: readonly { id: number }[]) => hits.map(({ id }) => id).toSorted((a, b) => a - b);

test('a hit taken for fresh that is there already stays one, and its company is stored beside it', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  const [first, second, third] = [hit(mailing, 0), hit(mailing, 1), hit(mailing, 2)];
  await storeHits(db, [first]);
  await storeFreshHits(db, [second, first]);
  await storeFreshHits(db, [third]);
  await storeFreshHits(db, [third, second, first]);
  const stored = await storedOf(mailing);
  assert.deepEqual(idsOf(stored), idsOf([first, second, third]));
  assert.equal(stored[0].agent, 'Mozilla/5.0 "quoted" \\ {a,b} ü€');
});

test('hits of one message in one flush, and again while it is unsettled, leave one mark with the first and the last moment', async () => {
  const mailing = await addMailing(db);
  await storeFreshHits(db, [hit(mailing, 0, { at: at + 2000 }), hit(mailing, 0, { at: at + 1000 })]);
  await storeFreshHits(db, [hit(mailing, 0, { at: at + 3000 }), hit(mailing, 0)]);
  const { rows } = await db.pool.query('select first_at, last_at from unsettled where workspace_id = $1', [mailing.workspaceId]);
  assert.deepEqual(rows, [{ first_at: new Date(at), last_at: new Date(at + 3000) }]);
  assert.equal((await storedOf(mailing)).length, 4);
});

test('a member\'s own hit is marked as such, beside a stranger\'s', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const [own, other] = [hit(mailing, 0, { ownMember: 7 }), hit(mailing, 1)];
  await storeFreshHits(db, [own, other]);
  const { rows } = await db.pool.query('select id, own_member from hits where workspace_id = $1', [mailing.workspaceId]);
  assert.deepEqual(new Map(rows.map((row) => [row.id, row.own_member])), new Map([[own.id, 7], [other.id, null]]));
});

test('a fresh hit without its message is passed over; one that PostgreSQL cannot hold is refused, not taken for a double', async () => {
  const mailing = await addMailing(db);
  await storeFreshHits(db, [hit(mailing, 0, { messageId: 9_999_999 }), hit(mailing, 0)]);
  assert.equal((await storedOf(mailing)).length, 1);
  await assert.rejects(storeFreshHits(db, [hit(mailing, 0, { link: 2 ** 40 })]), { code: /^22/ });
});
