import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { checkCounts, engagementOf, noAnswers, readCounts, rollupsBetween, changeRollups, storeEngagements, appendEvents } from '../../events/index.ts';
import { arrive, arriveRaw, bounceOf, readerOf, tokenOf } from '../testing/returned-mail.ts';

const { db } = await freshDatabase();

async function told(mailing: Mailing): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  return (await db.pool.query<{ name: string; payload: Record<string, unknown> }>('select name, payload from outbox_events where workspace_id = $1 and name like $2 order by id', [mailing.workspaceId, 'inbound.%'])).rows;
}
const mailsOf = async (mailing: Mailing) => (await db.pool.query('select kind, match, message_id, contact_id, sort, reply_text, returns_on::text from inbound_mails where workspace_id = $1 order by id', [mailing.workspaceId])).rows;
const suppressed = async (mailing: Mailing) => (await db.pool.query<{ address: string; reason: string }>('select address, reason from suppressions where workspace_id = $1 and lifted_at is null order by address', [mailing.workspaceId])).rows;
const counts = (mailing: Mailing) => readCounts(db, mailing.workspaceId, 'campaign', mailing.sourceId);
const sound = async (mailing: Mailing) => assert.deepEqual((await checkCounts(db, mailing.workspaceId)).differences, []);

test('a reply in the thread credits its message once, and is told with what it means', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const id = await arrive(db, mailing, { answers: 1, messageId: '<once@example.com>', body: 'Sounds great, tell me more.\r\n\r\n> Hello there' });
  assert.ok(id);
  for (let tries = 0; tries < 2; tries += 1) assert.equal(await arrive(db, mailing, { answers: 1, messageId: '<once@example.com>', body: 'Sounds great, tell me more.' }), null);
  assert.deepEqual(await mailsOf(mailing), [{ kind: 'reply', match: 'references', message_id: mailing.messageIds[1], contact_id: mailing.contactIds[1], sort: 'interested', reply_text: 'Sounds great, tell me more.', returns_on: null }]);
  assert.deepEqual(await told(mailing), [{ name: 'inbound.replied', payload: { contactId: mailing.contactIds[1], messageId: mailing.messageIds[1], companyId: null, mailboxId: null, inThread: true, at: '2026-11-24T10:00:00.000Z', sort: 'interested', inboundMailId: id } }]);
  assert.partialDeepStrictEqual(await counts(mailing), { accepted: 2, replied: 1, repliedPositive: 1, opened: 1 });
  await sound(mailing);
});

test('a message is answered once however many answers come; a later yes counts as one', async () => {
  const mailing = await addMailing(db);
  await arrive(db, mailing, { answers: 0, body: 'Who are you?' });
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 1, repliedPositive: 0 });
  await arrive(db, mailing, { answers: 0, body: 'Ah, now I see. Yes please, tell me more.', receivedAt: new Date('2026-11-24T11:00:00Z') });
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 1, repliedPositive: 1, opened: 1 });
  await sound(mailing);
});

test('our token in the address outweighs what is referred to; another workspace’s token matches nothing', async () => {
  const [ours, theirs] = [await addMailing(db, { contacts: 2 }), await addMailing(db)];
  await arrive(db, ours, { to: `replies+${tokenOf(ours, 0)}@sender.example`, answers: 1 });
  assert.partialDeepStrictEqual(await mailsOf(ours), [{ match: 'token', message_id: ours.messageIds[0] }]);
  assert.equal(await arrive(db, ours, { from: 'stranger@elsewhere.example', to: `replies+${tokenOf(theirs)}@sender.example` }), null);
  assert.equal(await arrive(db, ours, { from: 'stranger@elsewhere.example', header: `References: <${tokenOf(ours).replace(/^(.{6})(.)/, (_, head: string, letter: string) => head + (letter === 'a' ? 'b' : 'a'))}@sender.example>` }), null);
  assert.equal((await counts(theirs)).replied, 0);
});

test('who writes anew is matched weakly within thirty days, and marked; of strangers nothing is kept', async () => {
  const mailing = await addMailing(db);
  await arrive(db, mailing, { subject: 'A question', body: 'How much is it?' });
  assert.partialDeepStrictEqual(await mailsOf(mailing), [{ kind: 'reply', match: 'weak', message_id: mailing.messageIds[0] }]);
  assert.equal((await told(mailing))[0]?.payload['inThread'], false);
  const old = await addMailing(db, { acceptedAt: new Date('2026-10-20T09:00:00Z') });
  await arrive(db, old, { subject: 'Long ago' });
  assert.partialDeepStrictEqual(await mailsOf(old), [{ match: null, message_id: null, contact_id: old.contactIds[0] }]);
  assert.equal(await arrive(db, old, { from: 'mother@home.example', subject: 'Sunday?' }), null);
  assert.equal(await arrive(db, old, { subject: 'Our newsletter', header: 'List-Unsubscribe: <https://example.com/u>' }), null);
  assert.equal((await mailsOf(old)).length, 1);
  await Promise.all([sound(mailing), sound(old)]);
});

test('nothing of our own is an answer: not from Sent, not from a member, not our mail come round', async () => {
  const mailing = await addMailing(db);
  await db.pool.query(`insert into members (workspace_id, email, name, team, role) values ($1, 'Sam@sender.example', 'Sam', 'sales', 'member')`, [mailing.workspaceId]);
  assert.equal(await arrive(db, mailing, { answers: 0, role: 'sent' }), null);
  assert.equal(await arrive(db, mailing, { answers: 0, from: 'Sam <sam@SENDER.example>' }), null);
  assert.equal(await arrive(db, mailing, { messageId: `<${tokenOf(mailing)}@sender.example>`, header: `X-Kindred: ${tokenOf(mailing)}` }), null);
  assert.deepEqual([await told(mailing), await mailsOf(mailing), (await counts(mailing)).replied], [[], [], 0]);
});

test('one mail in two mailboxes is kept for both and told once', async () => {
  const mailing = await addMailing(db);
  for (const mailboxId of [7, 8]) assert.ok(await arrive(db, mailing, { answers: 0, mailboxId, messageId: '<both@example.com>' }));
  assert.equal((await told(mailing)).length, 1);
  assert.equal((await counts(mailing)).replied, 1);
  await sound(mailing);
});

test('an absence counts as nothing and says until when', async () => {
  const mailing = await addMailing(db);
  await arrive(db, mailing, { answers: 0, subject: 'Automatic reply: Hello', header: 'Auto-Submitted: auto-replied', body: 'I am away and back on 7 December 2026.' });
  assert.deepEqual(await told(mailing), [{ name: 'inbound.auto-replied', payload: { contactId: mailing.contactIds[0], messageId: mailing.messageIds[0], returnsOn: '2026-12-07' } }]);
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 0, opened: 0 });
  await sound(mailing);
});

test('a dead address is suppressed and its message no longer delivered; a full one only bounced', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  await arriveRaw(db, mailing, bounceOf(mailing, 0, '550 5.1.1 user unknown'));
  await arriveRaw(db, mailing, bounceOf(mailing, 1, '552 5.2.2 mailbox full', '5.2.2'));
  await arriveRaw(db, mailing, bounceOf(mailing, 2, '550 5.7.1 SPF check failed', '5.7.1'));
  assert.partialDeepStrictEqual(await counts(mailing), { accepted: 3, bouncedPermanent: 1, bouncedTemporary: 2, bouncedTracked: 3 });
  assert.deepEqual(await suppressed(mailing), [{ address: readerOf(mailing, 0), reason: 'bounced' }]);
  assert.deepEqual((await told(mailing)).map(({ name, payload }) => [name, payload['messageId'], payload['permanent']]), [['inbound.bounced', mailing.messageIds[0], true], ['inbound.bounced', mailing.messageIds[1], false], ['inbound.bounced', mailing.messageIds[2], false]]);
  await sound(mailing);
  // For now, then for good: still one bounce.
  await arriveRaw(db, mailing, bounceOf(mailing, 1, '550 5.1.1 user unknown'));
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 2, bouncedTemporary: 1, bouncedTracked: 3 });
  await sound(mailing);
});

test('a forward of theirs that leads nowhere kills no address', async () => {
  const mailing = await addMailing(db);
  await arriveRaw(db, mailing, bounceOf(mailing, 0, '550 5.1.1 user unknown', '5.1.1', 'someone@old-job.example'));
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 0, bouncedTemporary: 1 });
  assert.deepEqual(await suppressed(mailing), []);
});

test('a machine that opened what then came back is no reader; who answers it shows that it arrived', async () => {
  const mailing = await addMailing(db);
  const key = { workspaceId: mailing.workspaceId, messageId: mailing.messageIds[0]! };
  const source = { workspaceId: mailing.workspaceId, sourceKind: 'campaign', sourceId: mailing.sourceId, step: 0 };
  const at = new Date('2026-11-23T09:10:00Z');
  const opened = engagementOf([{ kind: 'message.opened', class: 'machine', at: at.getTime(), reason: 'prefetch', link: null, count: 1, detail: null }], true, noAnswers);
  await db.transaction(async (tx) => {
    await storeEngagements(tx, [{ ...source, ...key, contactId: mailing.contactIds[0]!, ...opened, rules: 1, revision: 0 }], () => null);
    await appendEvents(tx, [{ ...source, ...key, contactId: mailing.contactIds[0]!, kind: 'message.opened', class: 'machine', at, reason: 'prefetch', rules: 1 }]);
    await changeRollups(tx, rollupsBetween(source, null, opened));
  });
  assert.equal((await counts(mailing)).openedAll, 1);
  await arriveRaw(db, mailing, bounceOf(mailing, 0, '552 5.2.2 mailbox full', '5.2.2'));
  assert.partialDeepStrictEqual(await counts(mailing), { openedAll: 0, bouncedTemporary: 1 });
  await sound(mailing);
  await arrive(db, mailing, { answers: 0 });
  assert.partialDeepStrictEqual(await counts(mailing), { opened: 1, openedAll: 1, bouncedTemporary: 0, bouncedTracked: 0, replied: 1 });
  await sound(mailing);
  await arriveRaw(db, mailing, bounceOf(mailing, 0, '552 5.2.2 mailbox full', '5.2.2'));
  assert.equal((await counts(mailing)).bouncedTemporary, 0);
});

test('a complaint suppresses and counts once, redacted or not; who is no contact is left alone', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const report = (fields: string, inside: string, n: number) => Buffer.from(`From: fbl@provider.example\nMessage-ID: <fbl-${n}-${mailing.workspaceId}@provider.example>\nSubject: FW: News\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\n\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n${fields}\n--x\nContent-Type: message/rfc822\n\nFrom: ada@sender.example\n${inside}\n\nHi\n--x--\n`);
  await arriveRaw(db, mailing, report('', `To: <redacted>\nX-Kindred: ${tokenOf(mailing, 0)}`, 1));
  await arriveRaw(db, mailing, report(`Original-Rcpt-To: ${readerOf(mailing, 1)}\nOriginal-Rcpt-To: nobody@elsewhere.example`, 'Subject: x', 2));
  assert.deepEqual(await suppressed(mailing), [{ address: readerOf(mailing, 0), reason: 'complained' }, { address: readerOf(mailing, 1), reason: 'complained' }]);
  assert.equal((await counts(mailing)).complained, 2);
  assert.deepEqual((await told(mailing)).map(({ name }) => name), ['inbound.complained', 'inbound.complained']);
  await sound(mailing);
});

test('who asks in words to be left alone is left alone', async () => {
  const mailing = await addMailing(db);
  await arrive(db, mailing, { answers: 0, from: 'ann.private@mail.example', body: 'Bitte nehmen Sie mich aus Ihrem Verteiler.' });
  assert.deepEqual(await suppressed(mailing), [{ address: 'ann.private@mail.example', reason: 'unsubscribed' }, { address: readerOf(mailing), reason: 'unsubscribed' }]);
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 1, unsubscribed: 1, repliedPositive: 0 });
  await sound(mailing);
});

test('a mail of unknown fate is settled by its answer, its bounce, or its copy in Sent', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  await db.pool.query(`update messages set state = 'unknown', accepted_at = null, ended_at = '2026-11-23T09:00:00Z' where workspace_id = $1`, [mailing.workspaceId]);
  await db.pool.query(`delete from rollup_changes where workspace_id = $1 and metric like 'accepted%'`, [mailing.workspaceId]);
  await db.pool.query(`insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, hour, change) values ($1, 'campaign', 1, 0, 'unknown', '2026-11-23T09:00:00Z', 3)`, [mailing.workspaceId]);
  await arrive(db, mailing, { answers: 0 });
  await arriveRaw(db, mailing, bounceOf(mailing, 1, '550 5.1.1 user unknown'));
  await arrive(db, mailing, { role: 'sent', from: 'ada@sender.example', messageId: `<${tokenOf(mailing, 2)}@sender.example>` });
  assert.partialDeepStrictEqual(await counts(mailing), { unknown: 0, accepted: 3, replied: 1, bouncedPermanent: 1 });
  await sound(mailing);
});

test('an accepted invitation is a meeting, theirs in the inbox and ours in Sent', async () => {
  const mailing = await addMailing(db);
  await db.pool.query(`insert into members (workspace_id, email, name, team, role) values ($1, 'sam@sender.example', 'Sam', 'sales', 'member')`, [mailing.workspaceId]);
  const calendar = (organizer: string, attendee: string, answer: string) => `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:demo-1\r\nDTSTART:20261201T090000Z\r\nDTEND:20261201T093000Z\r\nORGANIZER:mailto:${organizer}\r\nATTENDEE;PARTSTAT=${answer}:mailto:${attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
  const header = 'Content-Type: text/calendar; method=REPLY';
  await arrive(db, mailing, { subject: 'Accepted: Demo', header, body: calendar('sam@sender.example', readerOf(mailing), 'ACCEPTED') });
  await arrive(db, mailing, { subject: 'Declined: Demo', header, body: calendar('sam@sender.example', readerOf(mailing), 'DECLINED') });
  await arrive(db, mailing, { role: 'sent', from: 'sam@sender.example', to: readerOf(mailing), subject: 'Accepted: Theirs', header, body: calendar(readerOf(mailing), 'sam@sender.example', 'ACCEPTED') });
  const meeting = { name: 'inbound.meeting-accepted', payload: { contactId: mailing.contactIds[0], messageId: mailing.messageIds[0], startsAt: '2026-12-01T09:00:00.000Z', endsAt: '2026-12-01T09:30:00.000Z', uid: 'demo-1' } };
  assert.deepEqual(await told(mailing), [meeting, meeting]);
  assert.equal((await counts(mailing)).replied, 0);
});

test('two machines that answer each other fill nothing, and nobody ever writes back', async () => {
  const mailing = await addMailing(db);
  for (let n = 0; n < 40; n += 1) await arrive(db, mailing, { answers: 0, subject: 'Automatic reply: Re: Re: Hello', header: 'Auto-Submitted: auto-replied', body: `Ticket ${n} was opened.` });
  assert.equal((await mailsOf(mailing)).length, 10);
  assert.equal((await told(mailing)).length, 10);
  assert.deepEqual((await db.pool.query('select count(*)::int as n from messages where workspace_id = $1', [mailing.workspaceId])).rows, [{ n: 1 }]);
});

test('a huge reply, a bomb and a forgotten charset are taken in bounded time and kept small', async () => {
  const mailing = await addMailing(db);
  const head = `From: ${readerOf(mailing)}\r\nIn-Reply-To: <${tokenOf(mailing)}@sender.example>\r\nSubject: Re: x\r\n`;
  const huge = Buffer.concat([Buffer.from(`${head}Message-ID: <huge@x>\r\n\r\nYes, tell me more.\r\n`), Buffer.alloc(50 * 1024 * 1024, 'lorem ipsum ')]);
  const bomb = Buffer.from(`${head}Message-ID: <bomb@x>\r\n${Array.from({ length: 5000 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`).join('')}`);
  const old = Buffer.concat([Buffer.from(`${head}Message-ID: <old@x>\r\nContent-Type: text/plain; charset=x-klingon\r\n\r\nGerne, Gr`), Buffer.from([0xfc, 0xdf, 0x00]), Buffer.from('e')]);
  const started = performance.now();
  for (const raw of [huge, bomb, old]) assert.ok(await arriveRaw(db, mailing, raw));
  assert.ok(performance.now() - started < 5000);
  const [first, , last] = await mailsOf(mailing);
  assert.ok(first.reply_text.length <= 20_000);
  assert.equal(last.reply_text, 'Gerne, Grüße');
  await sound(mailing);
});

test('hundreds of answers at one moment, twice each, are each taken once', async () => {
  const mailing = await addMailing(db, { contacts: 30 });
  const all = mailing.messageIds.flatMap((_, n) => [0, 1].map(() => arrive(db, mailing, { answers: n, messageId: `<flood-${mailing.workspaceId}-${n}@x>` })));
  assert.equal((await Promise.all(all)).filter(Boolean).length, 30);
  assert.equal((await counts(mailing)).replied, 30);
  await sound(mailing);
});
