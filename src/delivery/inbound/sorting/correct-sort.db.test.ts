import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMember, testApp } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { eraseContactIn, mergeContacts } from '../../../people/contacts/index.ts';
import { asId, type WorkspaceId } from '../../../platform/identity/index.ts';
import { checkCounts, readCounts } from '../../events/index.ts';
import { messagesFollower } from '../../messages/index.ts';
import { tracesFollower } from '../../tracking/index.ts';
import { inboundFollower, inboundRoutes } from '../index.ts';
import { arrive, arriveRaw, bounceOf, clock, readerOf } from '../testing/returned-mail.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, clock, routes: inboundRoutes({ db, clock, secret: 'a secret of more than thirty-two characters', publicUrl: 'https://links.example.com' }) });
const memberOf = (mailing: Mailing, role: 'member' | 'viewer' | 'manager' = 'member') => addMember(db, asId<WorkspaceId>(mailing.workspaceId), { name: `Mia ${role}`, role, team: 'sales' });
const counts = (mailing: Mailing) => readCounts(db, mailing.workspaceId, 'campaign', mailing.sourceId);
const sound = async (mailing: Mailing) => assert.deepEqual((await checkCounts(db, mailing.workspaceId)).differences, []);

test('one click says what a reply means, and who said so and when stays', async () => {
  const mailing = await addMailing(db);
  const id = await arrive(db, mailing, { answers: 0, body: 'Not interested.' });
  const mia = app.as(await memberOf(mailing));
  const sort = async (to: string | null) => (await mia.put(`/inbound/${id}/sort`, { sort: to })).body;
  assert.deepEqual(await sort('interested'), { sort: 'interested', changed: true });
  assert.deepEqual(await sort('interested'), { sort: 'interested', changed: false });
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 1, repliedPositive: 1 });
  await sound(mailing);
  await sort('no');
  await sort(null);
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 1, repliedPositive: 0 });
  await sound(mailing);
  const { rows } = await db.pool.query<{ sort: string; by: string | null; at: Date }>('select s.sort, m.name as by, s.at from inbound_sortings s left join members m on m.workspace_id = s.workspace_id and m.id = s.sorted_by where s.workspace_id = $1 order by s.id', [mailing.workspaceId]);
  assert.deepEqual(rows, [['no', null], ['interested', 'Mia member'], ['no', 'Mia member'], [null, 'Mia member']].map(([each, by]) => ({ sort: each, by, at: clock.now() })));
});

test('a wish to be left alone that the rules missed is recorded by the member who saw it, and outlives a change of mind', async () => {
  const mailing = await addMailing(db);
  const id = await arrive(db, mailing, { answers: 0, body: 'Genug jetzt.' });
  const mia = await memberOf(mailing);
  for (const sort of ['unsubscribe', 'no']) await app.as(mia).put(`/inbound/${id}/sort`, { sort });
  assert.deepEqual((await db.pool.query('select address, reason, by_member from suppressions where workspace_id = $1 and lifted_at is null', [mailing.workspaceId])).rows, [{ address: readerOf(mailing), reason: 'unsubscribed', by_member: mia.memberId }]);
  assert.equal((await counts(mailing)).unsubscribed, 1);
  await sound(mailing);
});

test('viewers and other workspaces sort nothing; only replies are sorted', async () => {
  const [mailing, other] = [await addMailing(db), await addMailing(db)];
  const id = await arrive(db, mailing, { answers: 0 });
  const bounce = await arriveRaw(db, mailing, bounceOf(mailing, 0, '550 5.1.1 user unknown'));
  assert.equal((await app.as(await memberOf(mailing, 'viewer')).put(`/inbound/${id}/sort`, { sort: 'no' })).status, 403);
  assert.equal((await app.as(await memberOf(other)).put(`/inbound/${id}/sort`, { sort: 'no' })).status, 404);
  const mia = app.as(await memberOf(mailing));
  assert.equal((await mia.put(`/inbound/${bounce}/sort`, { sort: 'no' })).status, 404);
  assert.equal((await mia.put(`/inbound/${id}/sort`, { sort: 'maybe' })).status, 400);
});

test('a conversation shows both sides, page by page, to its own workspace alone', async () => {
  const [mailing, other] = [await addMailing(db), await addMailing(db)];
  await db.pool.query(`update compiled_emails set content = $2 where workspace_id = $1`, [mailing.workspaceId, JSON.stringify({ subject: ['Hello ', { value: 'contact.first_name', default: 'you', escape: 'none' }], text: ['secret'] })]);
  await arrive(db, mailing, { answers: 0, subject: 'Re: Hello', body: 'Tell me more.' });
  await arrive(db, mailing, { answers: 0, subject: 'Automatic reply: x', header: 'Auto-Submitted: auto-replied', body: 'Back on 7 December 2026.', receivedAt: new Date('2026-11-24T11:00:00Z') });
  const viewer = app.as(await memberOf(mailing, 'viewer'));
  const path = `/contacts/${mailing.contactIds[0]}/conversation`;
  const { items } = (await viewer.get(path)).body;
  assert.deepEqual(items.map((item: any) => [item.from, item.subject, item.text, item.inbound?.kind, item.inbound?.match, item.inbound?.sort, item.inbound?.returnsOn]), [
    ['them', 'Automatic reply: x', 'Back on 7 December 2026.', 'auto-reply', 'references', null, '2026-12-07'], ['them', 'Re: Hello', 'Tell me more.', 'reply', 'references', 'interested', null], ['us', 'Hello Ann', '', undefined, undefined, undefined, undefined],
  ]);
  const keys: string[] = [];
  for (let after: string | undefined; ;) {
    const page = (await viewer.get(path, { limit: 1, after })).body;
    keys.push(...page.items.map((item: any) => item.key));
    if (page.next === null) break;
    after = page.next;
  }
  assert.deepEqual(keys, items.map((item: any) => item.key));
  assert.equal((await app.as(await memberOf(other, 'manager')).get(path)).status, 404);
});

test('addresses of providers are for those who set servers', async () => {
  const mailing = await addMailing(db);
  const manager = app.as(await memberOf(mailing, 'manager'));
  assert.equal((await app.as(await memberOf(mailing)).get('/inbound/hooks')).status, 403);
  assert.deepEqual((await manager.get('/inbound/hooks')).body.items.map((hook: any) => [hook.provider, hook.address, hook.needsKey]), [['ses', null, false], ['postmark', null, false], ['mailgun', null, true], ['sendgrid', null, true]]);
  const made = (await manager.post('/inbound/hooks/mailgun')).body.items[2];
  assert.match(made.address, new RegExp(`^https://links\\.example\\.com/hooks/mailgun/${mailing.workspaceId}-[\\w-]{32}$`));
  assert.equal((await manager.put('/inbound/hooks/mailgun/key', { key: 'signing-key' })).body.items[2].hasKey, true);
  assert.equal((await manager.put('/inbound/hooks/ses/key', { key: 'x' })).status, 400);
  assert.equal((await manager.delete('/inbound/hooks/mailgun')).body.items[2].address, null);
  assert.equal((await manager.delete('/inbound/hooks/mailgun')).status, 404);
});

const followers = [messagesFollower, inboundFollower, tracesFollower];

test('a merge brings the conversation along; of an erased person nothing written stays, and the counts agree', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const [winner, loser] = mailing.contactIds as [number, number];
  await arrive(db, mailing, { answers: 1, body: 'Sounds great, tell me more.' });
  await mergeContacts(db, followers, mailing.workspaceId, winner, loser, clock.now());
  assert.deepEqual((await db.pool.query('select contact_id from inbound_mails where workspace_id = $1', [mailing.workspaceId])).rows, [{ contact_id: winner }]);
  await db.transaction((tx) => eraseContactIn(tx, followers, mailing.workspaceId, winner, null, clock.now()));
  const { rows: [left] } = await db.pool.query('select to_jsonb(i)::text as row from inbound_mails i where workspace_id = $1', [mailing.workspaceId]);
  assert.doesNotMatch(left.row, /reader|Ann|Sounds/);
  assert.partialDeepStrictEqual(await counts(mailing), { replied: 1, repliedPositive: 1 });
  await sound(mailing);
});
