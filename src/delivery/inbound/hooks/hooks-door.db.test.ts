import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { checkCounts, readCounts } from '../../events/index.ts';
import { clock, keys, readerOf, tokenOf } from '../testing/returned-mail.ts';
import { selfSigned } from '../testing/self-signed.ts';
import { listHooks, makeHook, removeHook, setHookKey } from './hook-settings.ts';
import { createHooksDoor } from './hooks-door.ts';
import type { Provider } from './provider-report.ts';

const { db } = await freshDatabase();
const now = clock.now();
const failures: unknown[] = [];
const amazon = selfSigned(new Date('2026-01-01'), new Date('2027-01-01'));
const outdated = selfSigned(new Date('2025-01-01'), new Date('2026-01-01'));
const fetched: string[] = [];
const door = createHooksDoor({
  db, keys, clock, secret: 'a secret of more than thirty-two characters', log: { error: (fields: unknown) => void failures.push(fields) },
  fetchText: async (url) => { fetched.push(url); return url.includes('outdated') ? outdated.pem : amazon.pem; },
});
const server = createServer((request, response) => door.handle(request, response));
await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => { server.close(); server.closeAllConnections(); assert.deepEqual(failures, []); });
const ports = { secret: 'a secret of more than thirty-two characters', publicUrl };

async function addressOf(mailing: Mailing, provider: Provider): Promise<string> {
  return (await listHooks(db, mailing.workspaceId, ports)).find((hook) => hook.provider === provider)!.address!;
}
async function open(mailing: Mailing, provider: Provider, key?: string): Promise<string> {
  await makeHook(db, { workspaceId: mailing.workspaceId, memberId: 1 }, provider, ports, now);
  if (key !== undefined) await setHookKey(db, mailing.workspaceId, provider, key, ports);
  return addressOf(mailing, provider);
}
const post = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers })).status;
const counts = (mailing: Mailing) => readCounts(db, mailing.workspaceId, 'campaign', mailing.sourceId);
const suppressed = async (mailing: Mailing) => (await db.pool.query<{ address: string }>('select address from suppressions where workspace_id = $1 order by 1', [mailing.workspaceId])).rows.map(({ address }) => address);
const sound = async (mailing: Mailing) => assert.deepEqual((await checkCounts(db, mailing.workspaceId)).differences, []);
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function sns(message: unknown, more: Record<string, string> = {}, by = amazon): Record<string, string> {
  const version = more['SignatureVersion'] ?? '2';
  const sent: Record<string, string> = { Type: 'Notification', MessageId: crypto.randomUUID(), TopicArn: 'arn:aws:sns:eu-west-1:1:mail', Message: JSON.stringify(message), Timestamp: ago(1).toISOString(), SignatureVersion: version, SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem', ...more };
  const names = sent['Type'] === 'Notification' ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const text = names.filter((name) => sent[name] !== undefined).map((name) => `${name}\n${sent[name]}\n`).join('');
  return { ...sent, Signature: by.sign(text, version === '1' ? 'RSA-SHA1' : 'RSA-SHA256') };
}
const sesBounce = (mailing: Mailing, n: number, address = readerOf(mailing, n)) => ({
  notificationType: 'Bounce', mail: { source: `bounces+${tokenOf(mailing, n)}@sender.example` },
  bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [{ emailAddress: address, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }] },
});

test('Amazon’s bounces are believed by their signature, and each acts once', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  const url = await open(mailing, 'ses');
  const body = sns(sesBounce(mailing, 0));
  for (let tries = 0; tries < 3; tries += 1) assert.equal(await post(url, body), 200);
  assert.equal(await post(url, sns(sesBounce(mailing, 1), { SignatureVersion: '1' })), 200);
  assert.equal(await post(url, sns({ eventType: 'Complaint', mail: { source: `bounces+${tokenOf(mailing, 2)}@sender.example` }, complaint: { complainedRecipients: [{ emailAddress: readerOf(mailing, 2) }], complaintFeedbackType: 'abuse' } })), 200);
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 2, complained: 1 });
  assert.deepEqual(await suppressed(mailing), [0, 1, 2].map((n) => readerOf(mailing, n)));
  await sound(mailing);
});

test('nothing that Amazon did not sign is believed, and no address but Amazon’s is asked', async () => {
  const mailing = await addMailing(db);
  const url = await open(mailing, 'ses');
  const other = selfSigned(new Date('2026-01-01'), new Date('2027-01-01'));
  const before = fetched.length;
  const forged: Record<string, string>[] = [
    sns(sesBounce(mailing, 0), {}, other), { ...sns(sesBounce(mailing, 0)), Message: JSON.stringify(sesBounce(mailing, 0, 'else@example.com')) }, sns(sesBounce(mailing, 0), { Timestamp: ago(25 * 60).toISOString() }), sns(sesBounce(mailing, 0), { Timestamp: ago(-60).toISOString() }),
    ...['http://sns.eu-west-1.amazonaws.com/x.pem', 'https://sns.eu-west-1.amazonaws.com.evil.example/x.pem', 'https://evil.example/sns.eu-west-1.amazonaws.com/x.pem', 'https://sns.eu-west-1.amazonaws.com@evil.example/x.pem', 'https://sns.eu-west-1.amazonaws.com:8443/x.pem', 'https://bucket.s3.amazonaws.com/x.pem', 'file:///etc/passwd', 'nonsense'].map((SigningCertURL) => sns(sesBounce(mailing, 0), { SigningCertURL })),
    sns(sesBounce(mailing, 0), { SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/outdated.pem' }, outdated), sns({}, { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL: 'https://evil.example/?Action=ConfirmSubscription' }), { Type: 'UnsubscribeConfirmation' },
  ];
  for (const body of forged) assert.equal(await post(url, body), 403, JSON.stringify(body).slice(0, 300));
  for (const text of ['', 'null', '[]', '{"Type":', '"x"']) assert.equal(await post(url, text), 403, text);
  assert.deepEqual(fetched.slice(before).filter((each) => !each.startsWith('https://sns.eu-west-1.amazonaws.com/')), []);
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 0 });
  assert.match((await listHooks(db, mailing.workspaceId, ports))[0]!.refusedReason!, /signature/);
});

test('the first topic is confirmed at Amazon, and no other is heard from then on', async () => {
  const mailing = await addMailing(db);
  const url = await open(mailing, 'ses');
  const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
  assert.equal(await post(url, sns('', { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL })), 200);
  assert.equal(fetched.at(-1), SubscribeURL);
  assert.equal(await post(url, sns(sesBounce(mailing, 0), { TopicArn: 'arn:aws:sns:eu-west-1:666:evil' })), 403);
  assert.equal(await post(url, sns(sesBounce(mailing, 0))), 200);
  assert.equal((await counts(mailing)).bouncedPermanent, 1);
});

test('Mailgun’s token is believed once, its signature not for long', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const url = await open(mailing, 'mailgun', 'key-1');
  let token = 0;
  const signed = (n: number, key = 'key-1', at = ago(1), event: Record<string, unknown> = {}) => {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    token += 1;
    return { signature: { timestamp, token: `token-${token}`, signature: createHmac('sha256', key).update(`${timestamp}token-${token}`).digest('hex') }, 'event-data': { id: `event-${n}`, event: 'failed', severity: 'permanent', timestamp: at.getTime() / 1000, recipient: readerOf(mailing, n), message: { headers: { 'message-id': `${tokenOf(mailing, n)}@sender.example` } }, 'delivery-status': { code: 550, message: '5.1.1 user unknown' }, ...event } };
  };
  const body = signed(0);
  for (let tries = 0; tries < 2; tries += 1) assert.equal(await post(url, body), 200);
  // A token that was seen opens nothing else.
  assert.equal(await post(url, { ...body, 'event-data': signed(1)['event-data'] }), 200);
  assert.equal((await counts(mailing)).bouncedPermanent, 1);
  assert.equal(await post(url, signed(1, 'key-2')), 403);
  assert.equal(await post(url, signed(1, 'key-1', ago(25 * 60))), 403);
  assert.equal(await post(url, { ...body, signature: { ...body.signature, signature: 'zz' } }), 403);
  assert.equal(await post(url, signed(1, 'key-1', ago(1), { severity: 'temporary', id: 'later' })), 200);
  assert.equal(await post(url, signed(1, 'key-1', ago(1), { event: 'complained', id: 'spam' })), 200);
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 1, bouncedTemporary: 0, complained: 1 });
  await sound(mailing);
});

test('SendGrid signs the very bytes; several events come at once, each once', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const url = await open(mailing, 'sendgrid', pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
  const timestamp = String(Math.floor(ago(1).getTime() / 1000));
  const send = (text: string, at = timestamp, sent = text) => post(url, sent, { 'X-Twilio-Email-Event-Webhook-Timestamp': at, 'X-Twilio-Email-Event-Webhook-Signature': sign('sha256', Buffer.from(at + text), pair.privateKey).toString('base64') });
  const event = (n: number, more: object) => ({ email: readerOf(mailing, n), timestamp: Number(timestamp), sg_event_id: `e${n}`, 'smtp-id': `<${tokenOf(mailing, n)}@sender.example>`, ...more });
  const text = JSON.stringify([event(0, { event: 'bounce', status: '5.1.1', reason: '550 5.1.1 user unknown' }), event(1, { event: 'bounce', type: 'blocked', status: '5.7.1', reason: '550 5.7.1 blocked using a list' }), { ...event(2, { event: 'spamreport' }), 'smtp-id': undefined }, event(2, { event: 'delivered', sg_event_id: 'd' })]);
  for (let tries = 0; tries < 2; tries += 1) assert.equal(await send(text), 200);
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 1, bouncedTemporary: 1, complained: 1 });
  assert.deepEqual(await suppressed(mailing), [readerOf(mailing, 0), readerOf(mailing, 2)]);
  assert.equal(await send(text, timestamp, text.replace('blocked', 'bouncex')), 403);
  assert.equal(await send(text, String(Number(timestamp) - 90_000)), 403);
  assert.equal(await post(url, text), 403);
  await sound(mailing);
});

test('Postmark is believed by the secret of its address alone; a weak match needs a contact', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const url = await open(mailing, 'postmark');
  const bounce = (n: number, more: object = {}) => ({ RecordType: 'Bounce', ID: n + 1, Type: 'HardBounce', Email: readerOf(mailing, n), BouncedAt: ago(1).toISOString(), Details: 'smtp;550 5.1.1 The email account that you tried to reach does not exist', ...more });
  for (let tries = 0; tries < 2; tries += 1) assert.equal(await post(url, bounce(0)), 200);
  assert.equal(await post(url, bounce(1, { Details: 'smtp;550 5.7.1 message rejected as spam' })), 200);
  assert.equal(await post(url, bounce(7, { Email: 'nobody@elsewhere.example', ID: 9 })), 200);
  assert.partialDeepStrictEqual(await counts(mailing), { bouncedPermanent: 1, bouncedTemporary: 1 });
  assert.deepEqual(await suppressed(mailing), [readerOf(mailing, 0)]);
  await sound(mailing);
});

test('who does not know the address finds nothing; what is too large is not read; a new address ends the old one', async () => {
  const [mailing, other] = [await addMailing(db), await addMailing(db)];
  const url = await open(mailing, 'postmark');
  await open(other, 'postmark');
  const secret = url.split('-').slice(1).join('-');
  for (const path of [`/hooks/unknown/${mailing.workspaceId}-${secret}`, `/hooks/ses/${mailing.workspaceId}-${secret}`, `/hooks/postmark/${other.workspaceId}-${secret}`, `/hooks/postmark/${mailing.workspaceId}-${secret.slice(1)}x`, '/hooks/postmark', '/hooks/', `/hooks/postmark/999999999-${secret}`]) assert.equal(await post(publicUrl + path, {}), 404, path);
  assert.equal((await fetch(url)).status, 405);
  assert.equal(await post(url, 'x'.repeat(1024 * 1024 + 1)), 413);
  const endless = new ReadableStream({ pull(controller) { controller.enqueue(new Uint8Array(65_536)); } });
  assert.equal(await fetch(url, { method: 'POST', body: endless, duplex: 'half' } as RequestInit).then(({ status }) => status, () => 413), 413);
  await makeHook(db, { workspaceId: mailing.workspaceId, memberId: 1 }, 'postmark', ports, now);
  assert.equal(await post(url, {}), 404);
  assert.equal(await post(await addressOf(mailing, 'postmark'), {}), 200);
  await removeHook(db, mailing.workspaceId, 'postmark');
  await assert.rejects(setHookKey(db, other.workspaceId, 'sendgrid', 'not a key', ports), { code: 'bad_key' });
});
