import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMailing } from '../../../test/support/mailing.ts';
import { chrome, trackedDatabase } from '../../../test/support/tracking-host.ts';
import { judgeNow } from '../../delivery/tracking/index.ts';
import { movableClock } from '../../platform/clock/index.ts';
import { asId, type WorkspaceId } from '../../platform/identity/index.ts';
import { messageReturns } from './message-returns.ts';

const clock = movableClock('2026-11-23T10:00:00Z');
const { db, host } = await trackedDatabase({ clock });

test('a message’s requests stand raw at once, and judged once it is quiet', async () => {
  const mailing = await addMailing(db, { contacts: 2, sourceId: 11 });
  const workspaceId = asId<WorkspaceId>(mailing.workspaceId);
  const messageId = mailing.messageIds[0]!;
  const mail = host.mail(mailing, 0);
  await host.fetch(mail.pixel, { agent: chrome });
  clock.advanceMs(20_000);
  await host.fetch(mail.click(1), { agent: chrome });

  const checking = await messageReturns(db, workspaceId, messageId);
  assert.deepEqual(checking.hits.map((hit) => [hit.kind, hit.method, hit.link?.target ?? null]), [['click', 'GET', 'https://example.com/b'], ['open', 'GET', null]]);
  assert.equal(checking.hits[0]!.agent, chrome);
  assert.deepEqual(checking.conclusions, []);
  assert.equal(checking.contact?.name, 'Ann Reader 1');

  clock.advanceMs(61_000);
  await judgeNow(db, clock);
  const judged = await messageReturns(db, workspaceId, messageId);
  assert.deepEqual(judged.conclusions.map((one) => [one.kind, one.class, one.takenBack]).toSorted(), [['message.clicked', 'person', false], ['message.opened', 'person', false]]);
  assert.ok(judged.conclusions.every((one) => one.reason && one.rules !== null), 'a verdict carries its reason and the rules’ version');
});

test('a conclusion judged anew stays, marked as taken back', async () => {
  const mailing = await addMailing(db, { sourceId: 12 });
  const workspaceId = asId<WorkspaceId>(mailing.workspaceId);
  const messageId = mailing.messageIds[0]!;
  const write = 'insert into events (workspace_id, at, kind, message_id, source_kind, source_id, class, reason, rules, sign, takes_back) values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10) returning id';
  const at = new Date('2026-11-23T09:30:00Z');
  const add = async (kind: string, sign: number, takesBack: number | null) =>
    (await db.pool.query<{ id: number }>(write, [workspaceId, at, 'message.opened', messageId, 'campaign', 12, kind, 'ordinary mail program', sign, takesBack])).rows[0]!.id;
  const first = await add('person', 1, null);
  await add('person', -1, first);
  await add('machine', 1, null);
  const { conclusions } = await messageReturns(db, workspaceId, messageId);
  assert.deepEqual(conclusions.map((one) => [one.class, one.takenBack]), [['machine', false], ['person', true]]);
});

test('another workspace’s message is not there', async () => {
  const [ours, theirs] = [await addMailing(db, { sourceId: 13 }), await addMailing(db, { sourceId: 14 })];
  await assert.rejects(messageReturns(db, asId<WorkspaceId>(ours.workspaceId), theirs.messageIds[0]!), { code: 'not_found' });
});
