import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { startSink } from '../../bench/smtp-sink.ts';
import { systemClock } from '../../platform/clock/index.ts';
import { asId, type Actor, type Role } from '../../platform/identity/index.ts';
import { testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { keep } from '../../platform/words/index.ts';
import { createSigning } from './domains/signing.ts';
import { transportRoutes } from './routes.ts';
import { createLocalServer, defaultServer, usesLocalMailbox } from './servers/local-server.ts';

const { db } = await freshDatabase();
const secret = 'a secret of thirty-two characters';
const records = new Map<string, string[]>();
const dns = { txt: async (name: string) => records.get(name) ?? [] };
const app = await testApp({ db, routes: transportRoutes({ db, clock: systemClock, dns, connect: { secret, helloName: 'test.example', localPort: 1 } }) });

async function workspace(): Promise<number> {
  return (await db.query<{ id: number }>({ text: `insert into workspaces (name) values ('Acme') returning workspace_id as id` })).rows[0]!.id;
}
const actor = (workspaceId: number, role: Role = 'manager'): Actor =>
  ({ workspaceId: asId(workspaceId), memberId: asId(1), name: 'Ann', team: 'both', role });
const settings = { name: 'Mine', host: '127.0.0.1', port: 25, security: 'none', username: null };

test('a server\'s password is sealed, never shown, and not sent to another host without being typed again', async () => {
  const ws = await workspace();
  const manager = app.as(actor(ws));
  const made = await manager.post('/servers', { ...settings, username: 'ann', password: 'hunter2-hunter2' });
  assert.equal(made.status, 200, made.text);
  assert.equal(made.body.hasPassword, true);
  assert.ok(!made.text.includes('hunter2'));
  const { rows } = await db.query<{ password_sealed: Buffer }>({ text: 'select password_sealed from servers where workspace_id = $1 and id = $2', values: [ws, made.body.id] });
  assert.ok(!rows[0]!.password_sealed.includes('hunter2'));
  const path = `/servers/${made.body.id}`;
  assert.equal((await manager.put(path, { ...settings, username: 'ann', port: 26 })).body.hasPassword, true);
  assert.equal((await manager.put(path, { ...settings, username: 'ann', host: 'evil.example' })).body.code, 'password_needed');
  assert.equal((await manager.post('/servers', { ...settings, username: 'ann' })).body.code, 'password_needed');
});

test('settings that cannot be are refused with the field\'s name', async () => {
  const manager = app.as(actor(await workspace()));
  for (const [field, value] of [['host', 'a b'], ['host', 'x\r\ny'], ['port', 0], ['returnPath', 'no address'], ['returnPath', 'b+{token}@x.example\r\nRCPT'], ['perMinute', 0], ['name', 'a\nb']] as const) {
    const answer = await manager.post('/servers', { ...settings, [field]: value });
    assert.equal(answer.status, 400, `${field} ${JSON.stringify(value)} ${answer.text}`);
    assert.match(answer.text, new RegExp(field));
  }
});

test('members and viewers look, and change nothing; another workspace\'s servers and domains are not there', async () => {
  const [ws, other] = [await workspace(), await workspace()];
  const server = (await app.as(actor(ws)).post('/servers', settings)).body.id;
  const domain = (await app.as(actor(ws)).post('/sending-domains', { domain: 'example.com' })).body.id;
  for (const role of ['member', 'viewer'] as const) {
    const caller = app.as(actor(ws, role));
    assert.equal((await caller.get('/servers')).status, 200);
    assert.equal((await caller.post('/servers', settings)).status, 403);
    assert.equal((await caller.post(`/servers/${server}/test`, {})).status, 403);
    assert.equal((await caller.delete(`/sending-domains/${domain}`)).status, 403);
  }
  assert.equal((await app.anonymous.get('/servers')).status, 401);
  const stranger = app.as(actor(other, 'owner'));
  assert.deepEqual((await stranger.get('/servers')).body.items, []);
  assert.deepEqual((await stranger.get('/sending-domains')).body.items, []);
  for (const [method, path, body] of [['PUT', `/servers/${server}`, settings], ['DELETE', `/servers/${server}`, undefined], ['POST', `/servers/${server}/test`, {}], ['POST', `/servers/${server}/resume`, undefined], ['POST', `/sending-domains/${domain}/check`, undefined], ['DELETE', `/sending-domains/${domain}`, undefined]] as const) {
    assert.equal((await stranger.call(method, path, { body })).status, 404, `${method} ${path}`);
  }
});

test('a test goes step by step, and keeps its result', async () => {
  const manager = app.as(actor(await workspace()));
  const sink = await startSink();
  const good = (await manager.post('/servers', { ...settings, port: sink.port })).body.id;
  const tried = await manager.post(`/servers/${good}/test`, { from: 'ann@example.com' });
  assert.equal(tried.body.ok, true, tried.text);
  assert.deepEqual(tried.body.steps.map((step: { step: string }) => step.step), ['resolve', 'connect', 'greeting', 'hello', 'sender']);
  assert.equal((await manager.get('/servers')).body.items[0].lastTest.ok, true);
  assert.equal((await manager.post(`/servers/${good}/test`, { from: 'x>\r\nRCPT TO:<y@z.example' })).status, 400);
  await sink.close();
  const failed = (await manager.post(`/servers/${good}/test`, {})).body;
  assert.deepEqual([failed.ok, failed.steps.at(-1).step], [false, 'connect']);
});

test('what a test and DNS said is told in the language of whoever looks, whoever asked', async () => {
  const manager = app.as(actor(await workspace()));
  const german = { headers: { 'accept-language': 'de' } };
  const sink = await startSink();
  const server = (await manager.post('/servers', { ...settings, port: sink.port })).body.id;
  assert.equal((await manager.post(`/servers/${server}/test`, { from: 'ann@example.com' })).body.steps.at(-1).words, 'It accepts the sender.');
  await sink.close();
  assert.equal((await manager.call('GET', '/servers', german)).body.items[0].lastTest.steps.at(-1).words, 'Er nimmt den Absender an.');
  const refused = (await manager.call('POST', `/servers/${server}/test`, { ...german, body: {} })).body.steps.at(-1).words;
  assert.equal(refused, `127.0.0.1:${sink.port} nimmt keine Verbindungen an: Dort läuft nichts, oder eine Firewall verbietet es.`);
  assert.match((await manager.get('/servers')).body.items[0].lastTest.steps.at(-1).words, /refuses connections/);
  const reason = keep('The server gave no answer within {seconds} seconds.', { seconds: 1200 });
  await db.query({ text: `update servers set paused_reason = $2, paused_until = now() + interval '1 hour' where id = $1`, values: [server, reason] });
  assert.equal((await manager.call('GET', '/servers', german)).body.items[0].paused.reason, 'Der Server antwortete nicht innerhalb von 1.200 Sekunden.');
  const domain = (await manager.post('/sending-domains', { domain: 'nothing.example' })).body.id;
  await manager.post(`/sending-domains/${domain}/check`);
  assert.match((await manager.call('GET', '/sending-domains', german)).body.items[0].verdicts[2].words, /^Kein DMARC-Eintrag/);
});

test('the built-in mailbox serves until a real server is there', async () => {
  const ws = await workspace();
  const local = await createLocalServer(db, ws);
  assert.equal(await createLocalServer(db, ws), local, 'once');
  assert.deepEqual([await usesLocalMailbox(db, ws), await defaultServer(db, ws)], [true, local]);
  const manager = app.as(actor(ws));
  const real = (await manager.post('/servers', settings)).body.id;
  assert.deepEqual([await usesLocalMailbox(db, ws), await defaultServer(db, ws)], [false, real]);
  assert.equal((await manager.put(`/servers/${local}`, settings)).body.code, 'local_server');
  assert.equal((await manager.delete(`/servers/${real}`)).status, 200);
  assert.equal(await usesLocalMailbox(db, ws), true);
});

test('a sending domain gets a key that signs its mail and its subdomains\'; DNS verdicts are kept with their time', async () => {
  const ws = await workspace();
  const manager = app.as(actor(ws));
  const made = (await manager.post('/sending-domains', { domain: 'Example.COM' })).body;
  assert.equal(made.domain, 'example.com');
  assert.match(made.record.value, /^v=DKIM1; k=rsa; p=MII/);
  assert.equal((await manager.post('/sending-domains', { domain: 'example.com' })).body.code, 'domain_exists');
  records.set(made.record.name, [made.record.value]);
  const checked = (await manager.post(`/sending-domains/${made.id}/check`)).body;
  assert.equal(checked.verdicts.find((verdict: { record: string }) => verdict.record === 'dkim').standing, 'good');
  assert.ok(Date.now() - Date.parse(checked.checkedAt) < 60_000);

  const sign = createSigning({ db, secret, clock: systemClock });
  const mail = 'From: a@news.example.com\r\nSubject: x\r\n\r\nHello\r\n';
  assert.match(await sign(ws, 'news.example.com', mail), /^DKIM-Signature: [^]*d=example\.com;[^]*\r\nFrom: /);
  assert.equal(await sign(ws, 'notexample.com', mail), mail);
  await assert.rejects(createSigning({ db, secret: 'another secret of this length....', clock: systemClock })(ws, 'example.com', mail), { code: 'unsealable' });
});

test('an ed25519 key is refused when it is set: mail would go out unsigned without a word', async () => {
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const manager = app.as(actor(await workspace()));
  assert.equal((await manager.post('/sending-domains', { domain: 'example.com', privateKey })).body.code, 'dkim_key_not_rsa');
  assert.deepEqual((await manager.get('/sending-domains')).body.items, []);
});
