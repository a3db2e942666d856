import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { ensurePartitions } from './partitions.ts';

test('hits and events have a month for each from 13 back to 3 ahead; asking again adds the new ones', async () => {
  const { db } = await freshDatabase();
  const months = async () => {
    const { rows } = await db.query<{ name: string }>({ text: `select relname as name from pg_class where relispartition and relkind = 'r' and relname ~ '_\\d{6}$' order by 1` });
    return rows.map(({ name }) => name);
  };
  await ensurePartitions(db, new Date('2026-11-23T10:00:00Z'));
  const first = await months();
  assert.deepEqual(first.filter((name) => name.startsWith('hits')).at(0), 'hits_202510');
  assert.deepEqual(first.filter((name) => name.startsWith('events')).at(-1), 'events_202702');
  await ensurePartitions(db, new Date('2026-12-01T00:00:00Z'));
  assert.deepEqual((await months()).filter((name) => !first.includes(name)), ['events_202703', 'hits_202703']);
});
