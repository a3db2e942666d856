import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { addMailing } from '../../../test/support/mailing.ts';
import { storeHits } from './storing/store-hits.ts';
import { keepTrackingTables } from './upkeep.ts';

const { db } = await freshDatabase();
const partitionOf = async (id: number) => (await db.pool.query('select tableoid::regclass::text as name from hits where id = $1', [id])).rows[0].name;

test('hits land in their month, late ones of a year ago too, and those of no month in the default', async () => {
  const mailing = await addMailing(db);
  const hit = (id: number, at: string) => ({ id, workspaceId: mailing.workspaceId, messageId: mailing.messageIds[0]!, at: new Date(at).getTime(), kind: 'open' as const, link: null, method: 'GET', agent: null, address: null, headers: null, ownMember: null, robot: false });
  await storeHits(db, [hit(1, '2027-01-05T00:00:00Z')]);
  // January's first hit lies in the default partition already: that month stays there, the others are made.
  await Promise.all([1, 2, 3].map(() => keepTrackingTables(db, new Date('2026-11-23T10:00:00Z'))));
  await storeHits(db, [hit(2, '2026-11-30T23:59:59.999Z'), hit(3, '2026-12-01T00:00:00Z'), hit(4, '2025-12-10T00:00:00Z'), hit(5, '2019-01-01T00:00:00Z'), hit(6, '2027-01-06T00:00:00Z')]);
  assert.deepEqual(await Promise.all([1, 2, 3, 4, 5, 6].map(partitionOf)), ['hits_default', 'hits_202611', 'hits_202612', 'hits_202512', 'hits_default', 'hits_default']);
});
