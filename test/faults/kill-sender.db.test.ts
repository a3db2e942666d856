import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { campaignUnderKills } from './campaign-under-kills.ts';

// The short version; `node test/faults/kill-sender.ts` runs fifty kills over 20,000 mails and
// writes docs/faults.md.

test('senders killed with -9 lose no mail and hand none over twice; what is unknown is listed', async () => {
  const { db } = await freshDatabase();
  const report = await campaignUnderKills(db, { mails: 800, kills: 3, senders: 2, connections: 4 });
  assert.equal(report.accepted + report.unknown, 800);
  assert.deepEqual({ lost: report.lost, twice: report.twice, unfinished: report.unfinished, miscounts: report.miscounts }, { lost: 0, twice: 0, unfinished: 0, miscounts: [] });
  assert.ok(report.unknown <= report.unknownAtMost, `${report.unknown} unknown`);
});
