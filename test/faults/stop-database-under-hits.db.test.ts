import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hitsWithoutDatabase } from './hits-without-database.ts';

// Three seconds here; `node test/faults/stop-database-under-hits.ts` takes the thirty of the promise.

test('while PostgreSQL is stopped every reader is redirected, and no acknowledged hit is lost or doubled, not by kill -9 either', async () => {
  const report = await hitsWithoutDatabase(3, 1);
  assert.ok(report.answeredDuring > 50, `${report.answeredDuring} answered while it was down`);
  assert.deepEqual({ failed: report.failed, lost: report.lost, doubled: report.doubled, differing: report.differing }, { failed: 0, lost: 0, doubled: 0, differing: 0 });
});
