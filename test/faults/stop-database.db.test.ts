import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignWithoutDatabase } from './campaign-without-database.ts';

// Two seconds here; `node test/faults/stop-database.ts` takes the thirty of the promise.

test('a campaign whose database stops in the middle goes on when it is back, and hands no mail over twice', async () => {
  const report = await campaignWithoutDatabase(600, 2);
  assert.equal(report.accepted + report.unknown, 600);
  assert.ok(report.unknown <= 4, `${report.unknown} unknown, with 4 connections`);
  assert.equal(report.arrivedTwice, 0);
  assert.equal(report.unfinished, 0);
  assert.ok(report.during - report.before <= 4, 'without the journal nothing more than what was under way leaves');
});
