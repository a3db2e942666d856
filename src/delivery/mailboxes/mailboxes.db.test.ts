import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from '../../platform/clock/index.ts';
import { asId, type Actor, type Role } from '../../platform/identity/index.ts';
import { testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { returnPathToken, sendTest, sendToMember } from '../messages/index.ts';
import { addCompiled, addContacts, addLane, makeWorld, plainContent, plan, senderFor, statesOf, testKeys, until } from '../messages/testing/sending-world.ts';
import { connectToServer, createLocalServer, openMailConnection } from '../transport/index.ts';
import { startLocalMailbox } from './local-mailbox.ts';
import { mailboxRoutes as builtInRoutes } from './routes.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: builtInRoutes({ db }) });

async function company() {
  const world = await makeWorld(db, 1);
  await db.query({ text: `update servers set archived_at = now() where workspace_id = $1`, values: [world.workspaceId] });
  const serverId = await createLocalServer(db, world.workspaceId);
  const { rows } = await db.query<{ id: number; role: Role }>({
    text: `insert into members (workspace_id, email, name, team, role) values ($1, 'olga@acme.example', 'Olga Owner', 'both', 'owner'), ($1, 'vic@acme.example', 'Vic', 'sales', 'viewer') returning id, role`,
    values: [world.workspaceId],
  });
  const as = (role: Role) => app.as({ workspaceId: world.workspaceId, memberId: asId(rows.find((row) => row.role === role)!.id), name: role, team: 'both', role } satisfies Actor);
  return { ...world, serverId, owner: rows[0]!.id, as };
}

const mailbox = await startLocalMailbox({ db, keys: testKeys, clock: systemClock, keep: 3 });
const localSender = () => senderFor(db, { connect: (server) => connectToServer(server, { secret: 's', helloName: 'test.example', localPort: mailbox.port }) });

test('mail of a workspace without a server arrives in its mailbox by real SMTP, and nowhere else', async () => {
  const [acme, other] = [await company(), await company()];
  const lane = await addLane(acme, { serverId: acme.serverId });
  await plan(acme, lane, await addCompiled(acme), await addContacts(acme, 5));
  const sender = localSender();
  await until(async () => (await statesOf(acme))['accepted'] === 5);
  await sender.stop();
  const viewer = acme.as('viewer');
  const list = (await viewer.get('/mailbox')).body;
  assert.equal(list.items.length, 5);
  assert.equal(list.items[0].from, '"Ada" <ada@sender.example>');
  const found = (await viewer.get('/mailbox', { search: 'p3@' })).body.items;
  assert.deepEqual(found.map((mail: { subject: string }) => mail.subject), ['Hello Person 3']);
  assert.equal((await viewer.get('/mailbox', { search: '%' })).body.items.length, 0, 'a sign is no pattern');
  const first = (await viewer.get('/mailbox', { limit: 2 })).body;
  const next = (await viewer.get('/mailbox', { limit: 2, after: first.next })).body;
  assert.equal(new Set([...first.items, ...next.items].map((mail: { id: number }) => mail.id)).size, 4);

  const mail = (await viewer.get(`/mailbox/${found[0].id}`)).body;
  assert.match(mail.html, /<p>Hello Person 3<\/p>/);
  assert.match(mail.text, /^Hello Person 3/);
  assert.ok(mail.headers.some((header: { name: string }) => header.name === 'List-Unsubscribe-Post'));
  const source = await viewer.get(`/mailbox/${found[0].id}/source`);
  assert.equal(source.headers['content-type'], 'message/rfc822');
  assert.match(source.text, /\r\nX-Kindred: /);

  const stranger = other.as('owner');
  assert.deepEqual((await stranger.get('/mailbox')).body.items, []);
  assert.equal((await stranger.get(`/mailbox/${found[0].id}`)).status, 404);
  assert.equal((await stranger.get(`/mailbox/${found[0].id}/source`)).status, 404);
});

test('a password link is for the eyes of its member and of owners; a test mail comes to who asked for it', async () => {
  const acme = await company();
  await sendToMember(db, { workspaceId: acme.workspaceId, memberId: acme.owner, subject: 'Choose a new password', text: 'Here: https://kindred.example/reset/secret', purpose: 'transactional', now: new Date() });
  await sendTest(db, { workspaceId: acme.workspaceId, memberId: acme.owner, content: plainContent(), links: [], vars: { 'contact.first_name': 'Sample' }, serverId: null, now: new Date() });
  const sender = localSender();
  await until(async () => (await statesOf(acme))['accepted'] === 2);
  await sender.stop();
  const owners = (await acme.as('owner').get('/mailbox')).body.items;
  assert.deepEqual(owners.map((mail: { subject: string }) => mail.subject).toSorted(), ['Choose a new password', 'Hello Sample']);
  assert.deepEqual((await acme.as('viewer').get('/mailbox')).body.items, []);
  assert.equal((await acme.as('viewer').get(`/mailbox/${owners[0].id}`)).status, 404);
  assert.equal((await acme.as('viewer').delete('/mailbox')).status, 403);
  assert.equal((await acme.as('owner').delete('/mailbox')).body.removed, 2);
});

test('mail that is not ours is not taken', async () => {
  const connection = await openMailConnection({ host: '127.0.0.1', port: mailbox.port, security: 'none', helloName: 'x' });
  const token = returnPathToken([{ id: 1, secret: Buffer.alloc(32) }], 1, 1);
  const answer = await connection.handOver({ envelopeFrom: `bounces+${token}@x.example`, to: 'a@b.example', bytes: Buffer.from(`X-Kindred: ${token}\r\n\r\nforged\r\n`) });
  assert.equal(answer.outcome, 'refused');
  connection.close();
});

after(() => mailbox.close());
