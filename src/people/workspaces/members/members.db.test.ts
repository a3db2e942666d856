import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessApp, tokenOf } from '../../../../test/support/access.ts';
import { browser } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';

const { db } = await freshDatabase();
const app = await accessApp(db);
const password = 'correct horse';

/** A signed-in owner of a company that was set up, the first by its door and others by hand. */
const olga = browser(app.web);
const { workspaceId, memberId: olgaId } = (await olga.post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', email: 'olga@northwind.example', password, team: 'both' })).body;

/** Invites somebody and accepts for them. */
async function join(inviter: ReturnType<typeof browser>, email: string, role: string, team = 'sales') {
  const { body, status } = await inviter.post('/invitations', { email, role, team });
  assert.equal(status, 200, JSON.stringify(body));
  const visitor = browser(app.web);
  const accepted = await visitor.post('/invitations/accept', { token: tokenOf(body.url), name: email.split('@')[0], password });
  assert.equal(accepted.status, 200, accepted.text);
  return { visitor, memberId: accepted.body.memberId as number };
}

test('an invitation is mailed, read, accepted once, and its guest is signed in with the role given', async () => {
  const invited = await olga.post('/invitations', { email: 'Mia@northwind.example', team: 'marketing', role: 'member' });
  const token = tokenOf(invited.body.url);
  assert.equal(app.mails.at(-1)!.url, invited.body.url);
  assert.deepEqual((await app.anonymous.post('/invitations/read', { token })).body,
    { companyName: 'Northwind', email: 'Mia@northwind.example', name: 'Mia', invitedBy: 'Olga', hasAccount: false });
  assert.equal((await olga.get('/members', { state: 'invited' })).body.items[0].state, 'invited');
  const mia = browser(app.web);
  assert.equal((await mia.post('/invitations/accept', { token })).body.code, 'password_needed');
  const both = await Promise.all([1, 2].map(() => mia.post('/invitations/accept', { token, name: 'Mia', password })));
  assert.deepEqual(both.map((answer) => answer.status).toSorted(), [200, 400]);
  assert.equal((await mia.get('/me')).body.member.role, 'member');
  assert.equal((await app.anonymous.post('/invitations/accept', { token, password: 'another one' })).body.code, 'invitation_not_valid');
  assert.equal((await olga.get('/invitations')).body.items.length, 0);
});

test('an invitation that was renewed, taken back or grown old lets nobody in', async () => {
  const { body } = await olga.post('/invitations', { email: 'late@northwind.example', team: 'sales', role: 'member' });
  const again = (await olga.post(`/invitations/${body.id}/resend`)).body;
  assert.equal((await app.anonymous.post('/invitations/accept', { token: tokenOf(body.url), password })).status, 400);
  await olga.delete(`/invitations/${body.id}`);
  assert.equal((await app.anonymous.post('/invitations/accept', { token: tokenOf(again.url), password })).status, 400);
  const old = (await olga.post('/invitations', { email: 'late@northwind.example', team: 'sales', role: 'member' })).body;
  app.clock.advanceMs(15 * 86_400_000);
  assert.equal((await app.anonymous.post('/invitations/accept', { token: tokenOf(old.url), password })).status, 400);
  assert.equal((await olga.get('/invitations')).body.items[0].expired, true);
  assert.equal((await olga.post(`/invitations/${old.id}/resend`)).status, 200);
  for (const token of ['', 'x', '1.x', `${workspaceId}.${'A'.repeat(43)}`, `99999999999.${'A'.repeat(43)}`, `2147483648.${'A'.repeat(43)}`]) {
    assert.equal((await app.anonymous.post('/invitations/accept', { token, password })).status, 400, token);
  }
});

test('nobody is invited twice, nor with an address that holds a line break', async () => {
  assert.equal((await olga.post('/invitations', { email: 'MIA@northwind.example', team: 'sales', role: 'viewer' })).body.code, 'already_a_member');
  assert.equal((await olga.post('/invitations', { email: 'a@b.example\r\nBcc: c@d.example', team: 'sales', role: 'viewer' })).status, 400);
});

test('nobody gives, or keeps from others, more than they have', async () => {
  const { visitor: manu, memberId: manuId } = await join(olga, 'manu@northwind.example', 'manager');
  const { visitor: sam, memberId: samId } = await join(manu, 'sam@northwind.example', 'member');
  assert.equal((await manu.post('/invitations', { email: 'x@northwind.example', team: 'sales', role: 'owner' })).status, 403);
  assert.equal((await manu.patch(`/members/${samId}`, { role: 'owner' })).status, 403);
  assert.equal((await manu.patch(`/members/${manuId}`, { role: 'owner' })).status, 403);
  assert.equal((await manu.patch(`/members/${olgaId}`, { role: 'member' })).status, 403);
  assert.equal((await manu.delete(`/members/${olgaId}`)).status, 403);
  assert.equal((await manu.post(`/members/${olgaId}/password-link`)).status, 403);
  assert.equal((await sam.post('/invitations', { email: 'y@northwind.example', team: 'sales', role: 'viewer' })).status, 403);
  assert.equal((await sam.patch(`/members/${samId}`, { role: 'manager' })).status, 403);
  assert.equal((await manu.patch(`/members/${samId}`, { role: 'manager', team: 'both' })).body.role, 'manager');
  assert.equal((await sam.get('/me')).body.member.role, 'manager');
  // What a change may not name is not taken, however it is sent.
  await sam.patch('/account', { name: 'Sam', role: 'owner', userId: 'x', workspaceId: 1 });
  assert.equal((await sam.get('/me')).body.member.role, 'manager');
});

test('a company keeps its last owner, also when two let each other go at once', async () => {
  assert.equal((await olga.patch(`/members/${olgaId}`, { role: 'member' })).body.code, 'last_owner');
  assert.equal((await olga.post('/members/leave')).body.code, 'last_owner');
  const { visitor: otto, memberId: ottoId } = await join(olga, 'otto@northwind.example', 'owner');
  const answers = await Promise.all([olga.patch(`/members/${ottoId}`, { role: 'manager' }), otto.patch(`/members/${olgaId}`, { role: 'manager' })]);
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1, JSON.stringify(answers.map((answer) => answer.body)));
  const { rows } = await db.pool.query(`select count(*)::int as owners from members where role = 'owner' and left_at is null`);
  assert.equal(rows[0].owners, 1);
  await db.pool.query(`update members set role = 'owner' where id = $1`, [olgaId]);
  await db.pool.query(`update members set role = 'manager' where id = $1`, [ottoId]);
});

test('who was let go is out at once, and may be invited again', async () => {
  const { visitor: tom, memberId } = await join(olga, 'tom@northwind.example', 'member');
  assert.equal((await olga.delete(`/members/${memberId}`)).status, 200);
  assert.equal((await tom.get('/me')).status, 401);
  assert.equal((await olga.delete(`/members/${memberId}`)).status, 404);
  assert.equal((await tom.post('/sign-in', { email: 'tom@northwind.example', password })).status, 200);
  assert.equal((await tom.get('/me')).body.code, 'no_workspace');
  const { body } = await olga.post('/invitations', { email: 'tom@northwind.example', team: 'sales', role: 'viewer' });
  assert.equal((await tom.post('/invitations/accept', { token: tokenOf(body.url) })).status, 200);
  assert.equal((await tom.get('/me')).body.member.role, 'viewer');
});

test('an invitation link never opens an account that exists: the inviter knows it, too', async () => {
  // A second company, whose owner invites a member of the first and keeps the link.
  const { rows: [other] } = await db.pool.query(`insert into workspaces (name) values ('Rival') returning workspace_id`);
  const eve = await join(olga, 'eve@rival.example', 'viewer');
  await db.pool.query(`update members set workspace_id = workspace_id, left_at = now() where id = $1`, [eve.memberId]);
  await db.pool.query(`insert into members (workspace_id, user_id, email, name, team, role) select $1, user_id, email, 'Eve', 'both', 'owner' from members where id = $2`, [other.workspace_id, eve.memberId]);
  const { body } = await eve.visitor.post('/invitations', { email: 'olga@northwind.example', team: 'sales', role: 'member' });
  const taken = await eve.visitor.post('/invitations/accept', { token: tokenOf(body.url), password: 'mine now, all' });
  assert.equal(taken.body.code, 'sign_in_first');
  assert.equal((await browser(app.web).post('/sign-in', { email: 'olga@northwind.example', password: 'mine now, all' })).status, 401);
  assert.equal((await olga.post('/invitations/accept', { token: tokenOf(body.url) })).status, 200);
  const me = await olga.get('/me');
  assert.deepEqual(me.body.workspaces.map((one: { name: string }) => one.name), ['Northwind', 'Rival']);
  const there = await olga.call('GET', '/me', { headers: { 'kindred-workspace': String(other.workspace_id) } });
  assert.equal(there.body.member.role, 'member');
  // Nor does the rival's owner get a link to Olga's password.
  assert.equal((await eve.visitor.post(`/members/${there.body.member.id}/password-link`)).body.code, 'member_elsewhere');
});

test("another company's members, invitations and workspace look as if they were not there", async () => {
  const eve = browser(app.web);
  await eve.post('/sign-in', { email: 'eve@rival.example', password });
  const invitation = (await olga.post('/invitations', { email: 'new@northwind.example', team: 'sales', role: 'member' })).body;
  for (const [method, path, body] of [
    ['PATCH', `/members/${olgaId}`, { role: 'viewer' }], ['DELETE', `/members/${olgaId}`], ['POST', `/members/${olgaId}/password-link`],
    ['DELETE', `/invitations/${invitation.id}`], ['POST', `/invitations/${invitation.id}/resend`],
  ] as [string, string, unknown?][]) {
    assert.equal((await eve.call(method, path, body ? { body } : {})).status, 404, `${method} ${path}`);
  }
  for (const named of [String(workspaceId), '999999', '99999999999', '0', '-1', '1e3', "1' or '1'='1"]) {
    assert.equal((await eve.call('GET', '/members', { headers: { 'kindred-workspace': named } })).status, 404, named);
    assert.equal((await eve.get('/members', { workspace: named })).status, 404, named);
  }
  assert.equal((await eve.get('/members')).body.items.some((member: { email: string }) => member.email === 'new@northwind.example'), false);
});

test('members page through, everybody once', async () => {
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const { body } = await olga.get('/members', { limit: 2, after });
    seen.push(...body.items.map((member: { id: number }) => member.id));
    after = body.next ?? undefined;
  } while (after);
  const all = (await olga.get('/members', { limit: 200 })).body.items.map((member: { id: number }) => member.id);
  assert.deepEqual(seen, all);
  for (const forged of ['x', Buffer.from('[1,2,3]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url'), Buffer.from('["a","b"]').toString('base64url')]) {
    assert.equal((await olga.get('/members', { after: forged })).body.code, 'invalid_cursor');
  }
});

test('an owner hands over a link for a lost password', async () => {
  const { visitor: uma, memberId } = await join(olga, 'uma@northwind.example', 'member');
  const { body } = await olga.post(`/members/${memberId}/password-link`);
  assert.equal((await uma.post('/password/reset', { token: tokenOf(body.url), password: 'battery staple' })).status, 200);
  assert.equal((await uma.get('/me')).status, 401);
  assert.equal((await uma.post('/sign-in', { email: 'uma@northwind.example', password: 'battery staple' })).status, 200);
});

test('the log tells who changed what, and holds no secret', async () => {
  const { body } = await olga.get('/audit', { limit: 200 });
  const changed = body.items.find((entry: { action: string; outcome: string }) => entry.action === 'member.changed' && entry.outcome === 'done');
  assert.deepEqual(Object.keys(changed.detail.role).toSorted(), ['from', 'to']);
  assert.equal(changed.subject.kind, 'member');
  assert.ok(body.items.some((entry: { action: string }) => entry.action === 'workspace.set-up'));
  const { rows } = await db.pool.query('select detail::text as detail from audit_entries');
  for (const { detail } of rows) assert.doesNotMatch(detail, /correct horse|battery staple|token/);
  assert.ok((await olga.get('/audit/actions')).body.items.includes('invitation.sent'));
  const onlyOlga = await olga.get('/audit', { memberId: olgaId, action: 'invitation.sent', limit: 1 });
  assert.equal(onlyOlga.body.items[0].member.id, olgaId);
  assert.ok(onlyOlga.body.next);
});
