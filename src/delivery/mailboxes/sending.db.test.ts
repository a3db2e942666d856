import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { startMailAccounts, type MailAccounts } from '../../../test/support/mail-account.ts';
import { systemClock } from '../../platform/clock/index.ts';
import type { ServerId } from '../../platform/identity/index.ts';
import { createCopies } from '../messages/index.ts';
import { createShelf } from '../messages/content/compiled-shelf.ts';
import { claimBatch } from '../messages/gate/claim-batch.ts';
import { listOpenLanes } from '../messages/gate/open-lanes.ts';
import { openLane } from '../messages/plan/lanes.ts';
import { addCompiled, addContacts, addLane, plan, senderFor, statesOf, testKeys, testLinks, until, type World } from '../messages/testing/sending-world.ts';
import { connectToServer } from '../transport/index.ts';
import { changeMailbox, disconnectMailbox, pauseMailbox, setHolidays } from './own/change-mailbox.ts';
import { connectMailbox } from './own/connect-mailbox.ts';
import { mailboxAccount } from './contract.ts';
import { copyDue } from './sent/copy-to-sent.ts';
import { createAccessTokens } from './sign-in/access-tokens.ts';

const { db } = await freshDatabase();
const secret = 'a secret of more than thirty-two characters';
const tokens = createAccessTokens({ db, secret });
const shelf = createShelf(testLinks);
const started = await startMailAccounts();
const skip = typeof started === 'string' ? started : false;
const mail = started as MailAccounts;
const { rows: [instance] } = await db.query<{ id: number }>({ text: `insert into sender_instances (host, pid) values ('test', 1) returning id` });

// A Monday; the member lives in Berlin.
const monday = new Date('2026-11-23T09:00:00Z');
const at = (minutes: number, from = monday) => new Date(from.getTime() + minutes * 60_000);
const settings = { name: 'Sam', signature: '', dailyLimit: 50, ramp: { start: 3, step: 2 }, spacingSeconds: 60, hours: { fromMinute: 9 * 60, untilMinute: 17 * 60 }, workingDays: [1, 2, 3, 4, 5] };

async function mailboxWith(name: string, people: number, more: Partial<typeof settings> | { ramp: null } = {}) {
  const company = await addCompany(db);
  const actor = company.seller;
  await db.query({ text: `update members set time_zone = 'Europe/Berlin' where workspace_id = $1`, values: [company.workspaceId] });
  const { password, ...account } = mail.account(name);
  const row = await connectMailbox({ db, secret, ports: { helloName: 'test.example' } }, actor, mailboxAccount.parse(account), { password }, monday);
  await changeMailbox(db, actor, row.id, { ...settings, ...more }, monday);
  const world: World = { db, workspaceId: company.workspaceId, serverId: row.server_id };
  const lane = await addLane(world, { purpose: 'sales' });
  await plan(world, lane, await addCompiled(world), await addContacts(world, people), { dueAt: at(-60), now: at(-60) });
  const read = (when: Date) => db.query({ text: 'update mailboxes set checked_at = $2, failing_since = null where id = $1', values: [row.id, when] });
  /** Claims as a sender would at that moment, with the mailbox read just before; answers how many may go. */
  const claim = async (when: Date, isRead = true): Promise<number> => {
    if (isRead) await read(at(-1, when));
    const open = (await listOpenLanes(db, when)).filter((one) => one.workspaceId === company.workspaceId);
    let claimed = 0;
    for (const one of open) claimed += (await claimBatch(db, shelf, { instanceId: instance!.id, lane: one, limit: 500, now: when })).claimed.length;
    return claimed;
  };
  return { ...company, actor, world, lane, id: row.id, serverId: row.server_id as ServerId, claim, read };
}
const holds = async ({ workspaceId }: World) => (await db.query<{ hold_reason: string; due_at: Date; expires_at: Date | null }>({
  text: `select hold_reason, due_at, expires_at from messages where workspace_id = $1 and state = 'planned' order by due_at, id`, values: [workspaceId],
})).rows;

test('a mailbox sends one by one, as many as its ramp allows, and the rest of its people another day', { skip }, async () => {
  const { world, claim } = await mailboxWith('ramp', 12);
  assert.equal(await claim(monday), 1);
  const waiting = await holds(world);
  assert.deepEqual(waiting.map(({ hold_reason: reason }) => reason), [...Array(2).fill('mailbox_spacing'), ...Array(9).fill('mailbox_limit: 3')]);
  assert.ok(waiting.every(({ expires_at: expires }) => expires === null), 'a plan is no obstacle: it never runs out');
  assert.equal(await claim(at(0.5)), 0, 'not within the space');
  const times: number[] = [0];
  for (let minute = 1; minute < 8 * 60; minute++) for (let gone = await claim(at(minute)); gone > 0; gone--) times.push(minute);
  assert.equal(times.length, 3, 'the first day’s limit');
  assert.ok(times.every((time, index) => index === 0 || time - times[index - 1]! >= 1));
  let tuesday = 0;
  for (let minute = 0; minute < 60; minute++) tuesday += await claim(at(minute, new Date('2026-11-24T08:00:00Z')));
  assert.equal(tuesday, 5, 'two more on the second working day');
});

test('nothing leaves before nine, on a day off or on a Sunday, and each mail says until when', { skip }, async () => {
  const { world, claim, actor } = await mailboxWith('hours', 2, { ramp: null });
  await setHolidays(db, actor, ['2026-11-24'], monday);
  assert.equal(await claim(new Date('2026-11-23T16:00:00Z')), 0);
  const [first, second] = await holds(world);
  assert.deepEqual([first!.hold_reason, first!.due_at.toISOString(), second!.due_at.toISOString()], ['mailbox_hours', '2026-11-25T08:00:00.000Z', '2026-11-25T08:01:00.000Z']);
  assert.equal(await claim(new Date('2026-11-25T07:59:59Z')), 0);
  assert.equal(await claim(new Date('2026-11-25T08:00:00Z')), 1);
});

test('a mailbox that was not read lately sends nothing; read again, it goes on at once', { skip }, async () => {
  const { world, claim, read, id, actor } = await mailboxWith('shut', 1);
  assert.equal(await claim(monday, false), 0);
  assert.match((await holds(world))[0]!.hold_reason, /^mailbox_failing/);
  await read(at(-31, at(10)));
  assert.equal(await claim(at(10), false), 0);
  await db.query({ text: `update mailboxes set failing_since = $2, failing_reason = 'refused', checked_at = $2 where id = $1`, values: [id, at(20)] });
  assert.equal(await claim(at(20), false), 0);
  assert.equal((await holds(world))[0]!.hold_reason, 'mailbox_failing: refused');
  await read(at(21));
  await pauseMailbox(db, actor, id, true, at(21));
  assert.equal(await claim(at(30)), 0);
  assert.equal((await holds(world))[0]!.hold_reason, 'mailbox_paused');
  await pauseMailbox(db, actor, id, false, at(31));
  assert.equal(await claim(at(31)), 1);
});

test('what a member sends by hand does not wait for the morning, and still takes its turn', { skip }, async () => {
  const { world, claim, workspaceId, serverId } = await mailboxWith('hand', 0, { ramp: null });
  const lane = await openLane(db, { workspaceId, sourceKind: 'single', sourceId: 1, serverId, purpose: 'sales', team: 'sales' });
  const contacts = await addContacts(world, 2);
  await plan(world, lane, await addCompiled(world), contacts, { dueAt: at(-60), now: at(-60) });
  await db.query({ text: `update messages set source_kind = 'single' where workspace_id = $1`, values: [workspaceId] });
  const night = new Date('2026-11-23T21:00:00Z');
  assert.equal(await claim(night), 1);
  assert.equal((await holds(world))[0]!.hold_reason, 'mailbox_spacing');
});

test('two senders at once share one turn', { skip }, async () => {
  const { claim } = await mailboxWith('twin', 6);
  const counts = await Promise.all([claim(monday), claim(monday), claim(monday)]);
  assert.equal(counts.reduce((sum, count) => sum + count, 0), 1);
});

test('what a disconnected mailbox was still to send is held by name, and goes when it is connected again', { skip }, async () => {
  const { world, claim, actor, id } = await mailboxWith('gone', 1);
  await disconnectMailbox(db, actor, id, monday);
  assert.equal(await claim(monday), 0);
  assert.equal((await holds(world))[0]!.hold_reason, 'mailbox_failing: disconnected');
  const { password, ...account } = mail.account('gone');
  await connectMailbox({ db, secret, ports: { helloName: 'test.example' } }, actor, mailboxAccount.parse(account), { password }, at(5));
  assert.equal(await claim(at(5)), 1);
});

test('a mail goes out through the member’s own account, bounces come back to it, and a copy without the pixel lies in Sent', { skip }, async () => {
  const { world, id, read } = await mailboxWith('real', 1, { ramp: null });
  await read(new Date());
  await db.query({ text: `update mailboxes set hours_from = null, hours_until = null, working_days = '{1,2,3,4,5,6,7}' where id = $1`, values: [id] });
  const sender = senderFor(db, { connect: (server) => connectToServer(server, { secret, helloName: 'test.example', localPort: 9 }) });
  await until(async () => (await statesOf(world))['accepted'] === 1);
  await sender.stop();
  const out = mail.sent.at(-1)!;
  assert.equal(out.from, 'real@sellers.example');
  const options = { db, secret, tokens, clock: systemClock, compose: createCopies({ db, keys: testKeys, links: testLinks }), onError: (error: unknown) => { throw error; } };
  await copyDue(options);
  await copyDue(options);
  const copies = await mail.read('real', 'Sent');
  assert.equal(copies.length, 1, 'once, however often one looks');
  const pixel = /<img|\/t\/o/;
  assert.match(out.raw, pixel);
  assert.doesNotMatch(copies[0]!, pixel);
  const messageId = (raw: string) => /^Message-ID: (.*)$/im.exec(raw)![1]!.trim();
  assert.equal(messageId(copies[0]!), messageId(out.raw));
});

test('Google and Microsoft keep their own copies', { skip }, async () => {
  const { workspaceId } = await mailboxWith('goog', 1);
  await db.query({ text: `update mailboxes set provider = 'google' where workspace_id = $1`, values: [workspaceId] });
  await db.query({ text: `with m as (update messages set state = 'accepted', accepted_at = now() where workspace_id = $1 returning workspace_id, id)
    insert into mailbox_turns (workspace_id, message_id, server_id, at) select m.workspace_id, m.id, b.server_id, now() from m join mailboxes b on b.workspace_id = m.workspace_id`, values: [workspaceId] });
  await copyDue({ db, secret, tokens, clock: systemClock, compose: async () => assert.fail('there is nothing to compose'), onError: (error) => { throw error; } });
});
