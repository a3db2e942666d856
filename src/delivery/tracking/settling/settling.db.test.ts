import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { chrome } from '../../../../test/support/tracking-host.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import { checkCounts, foldRollups, readCounts, readLinkCounts, readSeries, recordAnswer, recountRollups } from '../../events/index.ts';
import { openRate } from '../../metrics/index.ts';
import { storeHits } from '../storing/store-hits.ts';
import { hitIds, type Hit } from '../taking/hit.ts';
import { eraseContactTraces, judgeNow, moveContactTraces, type SettledMessage } from '../index.ts';

const { db } = await freshDatabase();
const nine = new Date('2026-11-23T09:00:00Z').getTime();
const nextId = hitIds();
const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const gmail = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';

const hit = (mailing: Mailing, n: number, seconds: number, over: Partial<Hit> = {}): Hit => ({
  id: nextId(), workspaceId: mailing.workspaceId, messageId: mailing.messageIds[n]!, at: nine + seconds * 1000, kind: 'open', link: null,
  method: 'GET', agent: chrome, address: '192.0.2.1', headers: null, ownMember: null, robot: false, ...over,
});
const click = (mailing: Mailing, n: number, seconds: number, link: number, over: Partial<Hit> = {}) => hit(mailing, n, seconds, { kind: 'click', link, ...over });
const judgeAt = (seconds: number) => judgeNow(db, movableClock(new Date(nine + seconds * 1000)));
const countsOf = (mailing: Mailing) => readCounts(db, mailing.workspaceId, 'campaign', mailing.sourceId);
const eventsOf = async (mailing: Mailing) => (await db.pool.query('select kind, class, link, count, sign from events where workspace_id = $1 order by id', [mailing.workspaceId])).rows;
const standingOf = async (contactId: number) => (await db.pool.query('select kind, class, count from standing_events where contact_id = $1', [contactId])).rows;
const assertCountsAgree = async (mailing: Mailing) => assert.deepEqual((await checkCounts(db, mailing.workspaceId)).differences, []);

test('nothing is concluded before sixty quiet seconds', async () => {
  const mailing = await addMailing(db);
  await storeHits(db, [hit(mailing, 0, 100)]);
  assert.equal(await judgeAt(159), 0);
  assert.equal(await judgeAt(160), 1);
  assert.deepEqual(await eventsOf(mailing), [{ kind: 'message.opened', class: 'person', link: null, count: 1, sign: 1 }]);
  assert.equal(await judgeAt(9999), 0, 'what is settled is not judged again');
});

test('opens and clicks become events, an engagement and counts', async () => {
  const mailing = await addMailing(db, { contacts: 5 });
  await storeHits(db, [
    hit(mailing, 0, 100), hit(mailing, 0, 120), hit(mailing, 0, 4000), click(mailing, 0, 4010, 0), click(mailing, 0, 4020, 1), // a reader
    hit(mailing, 1, 5, { agent: 'Mozilla/5.0' }), // Apple Mail
    hit(mailing, 2, 60, { agent: gmail }), // through Gmail
    click(mailing, 3, 43, 0), click(mailing, 3, 43.2, 1), click(mailing, 3, 43.4, 2), // a scanner
    click(mailing, 4, 200, 2), // only the preferences
  ]);
  await judgeAt(5000);
  const counts = await countsOf(mailing);
  assert.deepEqual([counts.opened, counts.openedAll, counts.clicked, counts.clickedAll], [3, 5, 1, 2]);
  assert.deepEqual(openRate.of(counts), { numerator: 3, denominator: 5 });
  assert.deepEqual(await readLinkCounts(db, mailing.workspaceId, 'campaign', 1), [{ link: 0, clicked: 1, clickedAll: 2 }, { link: 1, clicked: 1, clickedAll: 2 }]);
  assert.deepEqual((await readSeries(db, mailing.workspaceId, 'campaign', 1, ['opened', 'clicked'])).map((row) => [row.hour.toISOString().slice(11, 13), row.metric, row.count]), [['09', 'opened', 3], ['10', 'clicked', 1]]);
  assert.equal((await eventsOf(mailing)).filter((event) => event.kind === 'message.opened' && event.class === 'person').map((event) => event.count).join(), '2,1');
  await assertCountsAgree(mailing);
});

test('later evidence corrects: the old conclusion is taken back, the new one stands', async () => {
  const mailing = await addMailing(db);
  await storeHits(db, [click(mailing, 0, 43, 0)]);
  await judgeAt(200);
  assert.equal((await countsOf(mailing)).clicked, 1);
  await storeHits(db, [click(mailing, 0, 43.4, 1)]); // came late, from a spool
  await judgeAt(400);
  const counts = await countsOf(mailing);
  assert.deepEqual([counts.clicked, counts.clickedAll, counts.opened, counts.openedAll], [0, 1, 0, 1]);
  assert.deepEqual((await eventsOf(mailing)).map((event) => `${event.sign} ${event.class} ${event.count}`), ['1 person 1', '-1 person 1', '1 machine 2']);
  assert.deepEqual((await standingOf(mailing.contactIds[0]!)).map((event) => [event.kind, event.class, event.count]), [['message.clicked', 'machine', 2]]);
  await assertCountsAgree(mailing);
});

test('a message under unending traffic is judged after ten minutes all the same', async () => {
  const mailing = await addMailing(db);
  await storeHits(db, Array.from({ length: 30 }, (_, n) => hit(mailing, 0, 30 * n)));
  const { storySettler } = await import('./settle-stories.ts');
  const { settleDue } = await import('./settle-due.ts');
  const now = new Date(nine + 880_000);
  assert.equal(await settleDue(db, { settle: storySettler(), now, batch: 10, which: 'quiet' }), 0);
  assert.equal(await settleDue(db, { settle: storySettler(), now, batch: 10, which: 'impatient' }), 1);
  await storeHits(db, [hit(mailing, 0, 905)]);
  await judgeAt(2000);
  assert.equal((await db.pool.query('select opens from engagements where message_id = $1', [mailing.messageIds[0]])).rows[0].opens, 31);
  await assertCountsAgree(mailing);
});

test('those who act are told what changed, in the same transaction', async () => {
  const mailing = await addMailing(db);
  await db.pool.query(`update messages set state = 'unknown' where workspace_id = $1`, [mailing.workspaceId]);
  await storeHits(db, [hit(mailing, 0, 100)]);
  const told: SettledMessage[] = [];
  await assert.rejects(judgeNow(db, movableClock(new Date(nine + 500_000)), async () => { throw new Error('not now'); }), /not now/);
  await judgeNow(db, movableClock(new Date(nine + 500_000)), async (_, settled) => void told.push(...settled));
  assert.deepEqual(told.map((one) => [one.messageId, one.state, one.before, one.after.openedClass]), [[mailing.messageIds[0], 'unknown', null, 'person']]);
});

test('a reply tells of an open, once, whoever writes first', async () => {
  const mailing = await addMailing(db);
  const answer = { kind: 'message.replied', workspaceId: mailing.workspaceId, sourceKind: 'campaign', sourceId: 1, step: 0, messageId: mailing.messageIds[0]!, contactId: mailing.contactIds[0]!, at: new Date(nine + 500_000), tracked: true } as const;
  assert.equal(await db.transaction((tx) => recordAnswer(tx, answer)), true);
  assert.equal(await db.transaction((tx) => recordAnswer(tx, answer)), false);
  assert.deepEqual([(await countsOf(mailing)).opened, (await countsOf(mailing)).replied], [1, 1]);
  await storeHits(db, [hit(mailing, 0, 100)]);
  await judgeAt(900);
  assert.deepEqual([(await countsOf(mailing)).opened, (await countsOf(mailing)).replied], [1, 1]);
  await assertCountsAgree(mailing);
});

test('erasing a person leaves the count and nothing that tells who it was', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  await storeHits(db, [hit(mailing, 0, 100, { headers: { purpose: 'x' } }), click(mailing, 0, 200, 0), hit(mailing, 1, 100)]);
  await db.transaction((tx) => eraseContactTraces(tx, mailing.workspaceId, mailing.contactIds[0]!)); // not even judged yet
  await judgeAt(9000);
  assert.deepEqual([(await countsOf(mailing)).opened, (await countsOf(mailing)).clicked], [2, 1]);
  const { rows } = await db.pool.query('select agent, address, headers from hits where message_id = $1', [mailing.messageIds[0]]);
  assert.deepEqual(rows, [{ agent: null, address: null, headers: null }, { agent: null, address: null, headers: null }]);
  assert.equal((await db.pool.query('select count(*)::int as n from events where contact_id = $1', [mailing.contactIds[0]])).rows[0].n, 0);
  await assertCountsAgree(mailing);
  await db.transaction((tx) => moveContactTraces(tx, mailing.workspaceId, mailing.contactIds[1]!, mailing.contactIds[0]!));
  assert.equal((await standingOf(mailing.contactIds[0]!)).length, 1);
});

test('a wrong count is found, named, and mended without touching the others', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  await storeHits(db, [hit(mailing, 0, 100), hit(mailing, 1, 100)]);
  await judgeAt(9000);
  await foldRollups(db);
  await db.pool.query(`update rollups set count = 9 where workspace_id = $1 and metric = 'opened'`, [mailing.workspaceId]);
  await db.pool.query(`update engagements set opens = 5 where message_id = $1`, [mailing.messageIds[0]]);
  const check = await checkCounts(db, mailing.workspaceId);
  assert.equal(check.differing, 2);
  assert.deepEqual(check.differences.map((difference) => difference.what), [`engagement of message ${mailing.messageIds[0]}`, 'campaign 1 step 0: opened at 2026-11-23T09:00:00.000Z']);
  assert.deepEqual([check.differences[1]!.counted, check.differences[1]!.recounted], [9, 2]);
  assert.equal(await recountRollups(db, mailing.workspaceId, new Date(nine)), 1);
  assert.equal((await countsOf(mailing)).opened, 2);
});

test('counts agree with a recount after any sequence of hits, judgements, answers and folds', async () => {
  const agents = fc.constantFrom(chrome, safari, gmail, 'Mozilla/5.0', 'curl/8', null);
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('hit' as const), n: fc.nat(3), seconds: fc.nat(4000).map((x) => x / 2), kind: fc.constantFrom('open' as const, 'click' as const, 'unsubscribe-view' as const), link: fc.nat(2), agent: agents, own: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('judge' as const), seconds: fc.nat(4000) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const), n: fc.nat(3), seconds: fc.nat(4000), kind: fc.constantFrom('message.replied' as const, 'message.unsubscribed' as const) }) },
  );
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
    const mailing = await addMailing(db, { contacts: 4 });
    for (const one of steps) {
      if (one.do === 'hit') await storeHits(db, [hit(mailing, one.n, one.seconds, { kind: one.kind, link: one.kind === 'click' ? one.link : null, agent: one.agent, ownMember: one.own ? 1 : null })]);
      if (one.do === 'judge') await judgeAt(one.seconds);
      if (one.do === 'fold') await foldRollups(db);
      if (one.do === 'answer') {
        await db.transaction((tx) => recordAnswer(tx, {
          kind: one.kind, workspaceId: mailing.workspaceId, sourceKind: 'campaign', sourceId: 1, step: 0, messageId: mailing.messageIds[one.n]!, contactId: mailing.contactIds[one.n]!, at: new Date(nine + one.seconds * 1000), tracked: true,
        }));
      }
    }
    await judgeAt(99_999);
    await assertCountsAgree(mailing);
    const counts = await countsOf(mailing);
    assert.ok(counts.clicked <= counts.opened && counts.opened <= counts.openedAll && counts.clickedAll <= counts.openedAll && counts.openedAll <= 4);
  }), { numRuns: 40 });
});
