import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, addMember, testApp, type Caller } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { startMailAccounts, type MailAccounts } from '../../../test/support/mail-account.ts';
import { defaultServer, usesLocalMailbox } from '../transport/index.ts';
import { createAccessTokens, mailboxOfMember, mailboxRoutes, serverOfMailbox } from './index.ts';

const { db } = await freshDatabase();
const secret = 'a secret of more than thirty-two characters';
const app = await testApp({ db, routes: mailboxRoutes({ db, secret, ports: { helloName: 'test.example' }, tokens: createAccessTokens({ db, secret }), redirectUri: 'http://localhost/settings/mailbox' }) });
const started = await startMailAccounts();
const skip = typeof started === 'string' ? started : false;
const mail = started as MailAccounts;

async function connected(name: string) {
  const company = await addCompany(db);
  const seller = app.as(company.seller);
  const answer = await seller.post('/mailboxes', mail.account(name));
  assert.equal(answer.status, 200, answer.text);
  return { company, seller, mailbox: answer.body };
}

test('a member connects a mailbox: both ways are tried step by step, and its password is never shown again', { skip }, async () => {
  const { company, seller, mailbox } = await connected('ana');
  assert.deepEqual(mailbox.lastTest.steps.map((step: { half: string; step: string }) => `${step.half} ${step.step}`), [
    'outgoing resolve', 'outgoing connect', 'outgoing greeting', 'outgoing hello', 'outgoing login', 'outgoing sender',
    'incoming resolve', 'incoming connect', 'incoming login', 'incoming folders',
  ]);
  assert.deepEqual([mailbox.state, mailbox.dailyLimit, mailbox.today.limit, mailbox.today.sent], ['active', 50, 10, 0]);
  const list = await seller.get('/mailboxes');
  assert.equal(list.body.own.length, 1);
  assert.ok(!list.text.includes(mail.password) && !/sealed/i.test(list.text));
  const { rows } = await db.query<{ row: string }>({ text: `select b::text || s::text as row from mailboxes b join servers s on s.id = b.server_id where b.workspace_id = $1`, values: [company.workspaceId] });
  assert.ok(!rows[0]!.row.includes(Buffer.from(mail.password).toString('hex')));

  const face = (await mailboxOfMember(db, company.workspaceId, company.seller.memberId))!;
  assert.deepEqual([face.address, face.name, face.serverId], ['ana@sellers.example', 'Sam Seller', await serverOfMailbox(db, company.workspaceId, mailbox.id)]);
  assert.equal(await mailboxOfMember(db, company.workspaceId, company.member.memberId), null);
});

test('what a colleague connected, managers see and nobody else; nobody else changes it', { skip }, async () => {
  const { company, mailbox } = await connected('bea');
  const others: [Caller, number][] = [[app.as(company.owner), 1], [app.as(company.manager), 1], [app.as(company.member), 0]];
  for (const [caller, count] of others) {
    const { body } = await caller.get('/mailboxes');
    assert.deepEqual([body.own.length, body.colleagues.length], [0, count]);
    for (const colleague of body.colleagues) assert.deepEqual(Object.keys(colleague).toSorted(), ['address', 'checkedAt', 'id', 'member', 'state']);
    assert.equal((await caller.post(`/mailboxes/${mailbox.id}/pause`, { paused: true })).status, 404);
    assert.equal((await caller.post(`/mailboxes/${mailbox.id}/test`)).status, 404);
    assert.equal((await caller.delete(`/mailboxes/${mailbox.id}`)).status, 404);
    assert.equal((await caller.put(`/mailboxes/${mailbox.id}/account`, { ...mail.account('bea'), password: null })).status, 404);
  }
  assert.equal((await app.as(company.viewer).get('/mailboxes')).status, 403);
  assert.equal((await app.as(company.member).post('/mailboxes', mail.account('bea'))).body.code, 'mailbox_taken');
});

test('an account that does not work is not kept, and the step says why', { skip }, async () => {
  const company = await addCompany(db);
  const seller = app.as(company.seller);
  const refused = await seller.post('/mailboxes', { ...mail.account('cid'), password: 'wrong' });
  assert.deepEqual([refused.status, refused.body.code], [409, 'mailbox_test_failed']);
  assert.deepEqual(refused.body.details.steps.filter((step: { ok: boolean }) => !step.ok).map((step: { half: string; step: string }) => [step.half, step.step]), [['outgoing', 'login'], ['incoming', 'login']]);
  assert.deepEqual((await seller.get('/mailboxes')).body.own, []);
  const half = await seller.post('/mailboxes/try-incoming', { ...mail.account('cid'), incoming: { host: '127.0.0.1', port: 9, security: 'none' } });
  assert.deepEqual([half.body.ok, half.body.steps.at(-1).step], [false, 'connect']);
  assert.equal((await seller.post('/mailboxes/try-outgoing', mail.account('cid'))).body.ok, true);
  assert.equal((await seller.post('/mailboxes/try-outgoing', { ...mail.account('cid'), password: null })).body.code, 'password_needed');
});

test('a kept password goes nowhere it has not gone before', { skip }, async () => {
  const { seller, mailbox } = await connected('dan');
  const account = { ...mail.account('dan'), password: null };
  const same = await seller.put(`/mailboxes/${mailbox.id}/account`, { ...account, name: 'Dan' });
  assert.deepEqual([same.status, same.body.name], [200, 'Dan']);
  for (const changed of [
    { incoming: { host: 'localhost', port: mail.imapPort, security: 'none' } }, { incoming: { host: '127.0.0.1', port: mail.imapPort + 1, security: 'none' } },
    { outgoing: { host: 'localhost', port: mail.smtpPort, security: 'none' } }, { username: 'somebody' },
  ]) assert.equal((await seller.put(`/mailboxes/${mailbox.id}/account`, { ...account, ...changed })).body.code, 'password_needed', JSON.stringify(changed));
  assert.equal((await seller.post('/mailboxes/try-incoming', { ...account, incoming: { host: 'localhost', port: mail.imapPort, security: 'none' } })).body.code, 'password_needed');
});

test('limits, hours and days off are a member’s own', { skip }, async () => {
  const { company, seller, mailbox } = await connected('eve');
  const settings = { name: 'Eve', signature: 'Eve\nAcme', dailyLimit: 30, ramp: null, spacingSeconds: 90, hours: { fromMinute: 540, untilMinute: 1020 }, workingDays: [5, 1, 1] };
  const changed = (await seller.put(`/mailboxes/${mailbox.id}`, settings)).body;
  assert.deepEqual([changed.signature, changed.today.limit, changed.workingDays], ['Eve\nAcme', 30, [1, 5]]);
  assert.equal((await seller.put(`/mailboxes/${mailbox.id}`, { ...settings, hours: { fromMinute: 600, untilMinute: 600 } })).status, 400);
  assert.equal((await seller.put(`/mailboxes/${mailbox.id}`, { ...settings, workingDays: [] })).status, 400);
  assert.deepEqual((await seller.put('/holidays', { days: ['2026-12-25', '2026-12-24', '2026-12-24'] })).body.days, ['2026-12-24', '2026-12-25']);
  assert.deepEqual((await seller.put('/holidays', { days: ['2026-12-31'] })).body.days, ['2026-12-31']);
  assert.deepEqual((await app.as(company.member).get('/holidays')).body.days, []);
  assert.equal((await seller.put('/holidays', { days: ['2026-02-30'] })).status, 400);
});

test('a disconnected mailbox has forgotten its secrets, and comes back as itself', { skip }, async () => {
  const { company, seller, mailbox } = await connected('fay');
  assert.equal((await seller.delete(`/mailboxes/${mailbox.id}`)).status, 200);
  const { rows } = await db.query<{ kept: boolean; archived: boolean }>({
    text: `select b.imap_password_sealed is not null or s.password_sealed is not null as kept, s.archived_at is not null as archived
      from mailboxes b join servers s on s.workspace_id = b.workspace_id and s.id = b.server_id where b.workspace_id = $1`, values: [company.workspaceId] });
  assert.deepEqual(rows, [{ kept: false, archived: true }]);
  assert.deepEqual((await seller.get('/mailboxes')).body.own, []);
  assert.equal(await mailboxOfMember(db, company.workspaceId, company.seller.memberId), null);
  const again = (await seller.post('/mailboxes', mail.account('fay'))).body;
  assert.equal(again.id, mailbox.id);
  await seller.delete(`/mailboxes/${mailbox.id}`);
  // A successor may have the address; it is a mailbox of its own then.
  const successor = await addMember(db, company.workspaceId, { name: 'Next Seller', role: 'member', team: 'sales' });
  assert.notEqual((await app.as(successor).post('/mailboxes', mail.account('fay'))).body.id, mailbox.id);
});

test('a mailbox is nobody else’s mail server', { skip }, async () => {
  const { company, mailbox } = await connected('gus');
  const mailboxServer = await serverOfMailbox(db, company.workspaceId, mailbox.id);
  assert.notEqual(await defaultServer(db, company.workspaceId), mailboxServer);
  assert.equal(await usesLocalMailbox(db, company.workspaceId), true);
});
