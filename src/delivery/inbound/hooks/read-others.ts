import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { judgeWords } from '../bounce/read-bounce.ts';
import type { InspectedRecipient } from '../inspect-mail.ts';
import { complained, fieldsOf, isTimely, textOf, timeOf, type HookReading, type ProviderReport } from './provider-report.ts';

const eventsAtMost = 5000;

/** Postmark signs nothing: the secret in the address is what is believed. */
export function readPostmark(sent: unknown, now: Date): HookReading {
  const event = fieldsOf(sent);
  const address = textOf(event['Email'], 320);
  const id = `${textOf(event['RecordType'])} ${textOf(event['ID']) || textOf(event['MessageID'])}`;
  const base = { id, at: timeOf(event['BouncedAt'], now), traces: [textOf(event['From']), ...Object.values(fieldsOf(event['Metadata'])).map((value) => textOf(value)), textOf(event['Content'], 200_000)] };
  const type = textOf(event['Type']);
  if (event['RecordType'] === 'SpamComplaint' || type === 'SpamComplaint') return { reports: [{ ...base, kind: 'complaint', recipients: [complained(address, 'abuse')] }] };
  if (event['RecordType'] !== 'Bounce' || !bounceTypes.has(type)) return { reports: [] };
  const words = `${textOf(event['Details'])} ${textOf(event['Description'])}`;
  return { reports: [{ ...base, kind: 'bounce', recipients: [type === 'BadEmailAddress' ? dead(address) : judgeWords(address, '', textOf(event['Details']) || words)] }] };
}
const bounceTypes = new Set(['HardBounce', 'SoftBounce', 'Transient', 'BadEmailAddress', 'DnsError', 'Undeliverable', 'Blocked', 'SpamNotification', 'DMARCPolicy', 'Unknown', 'VirusNotification']);

const dead = (address: string): InspectedRecipient => ({ address, status: '5.1.1', reply: '550', permanent: true, reason: 'address-unknown' });

/** Mailgun signs a time and a token, not what it tells: so each token is believed once, and not for long. */
export function readMailgun(sent: unknown, key: string | null, now: Date): HookReading {
  const { timestamp, token, signature } = Object.fromEntries(Object.entries(fieldsOf(fieldsOf(sent)['signature'])).map(([name, value]) => [name, textOf(value, 200)]));
  if (key === null) return { refused: 'the signing key is not entered yet' };
  const expected = createHmac('sha256', key).update(`${timestamp}${token}`).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  if (!timestamp || !token || given.length !== expected.length || !timingSafeEqual(given, expected)) return { refused: 'its signature does not fit' };
  if (!isTimely(new Date(Number(timestamp) * 1000), now)) return { refused: 'it was signed too long ago' };
  const report = mailgunReport(fieldsOf(fieldsOf(sent)['event-data']), now);
  return { reports: report ? [report] : [], once: `token ${token}` };
}

function mailgunReport(event: Record<string, unknown>, now: Date): ProviderReport | null {
  const address = textOf(event['recipient'], 320);
  const base = { id: textOf(event['id'], 200), at: timeOf(event['timestamp'], now), traces: [textOf(fieldsOf(fieldsOf(event['message'])['headers'])['message-id']), textOf(fieldsOf(event['envelope'])['sender'])] };
  if (event['event'] === 'complained') return { ...base, kind: 'complaint', recipients: [complained(address, 'abuse')] };
  // A temporary failure is a delay: Mailgun goes on trying.
  if (event['event'] !== 'failed' || event['severity'] === 'temporary') return null;
  const status = fieldsOf(event['delivery-status']);
  const words = [textOf(status['code'], 3), textOf(status['message']) || textOf(status['description'])].join(' ');
  return { ...base, kind: 'bounce', recipients: [judgeWords(address, textOf(status['enhanced-code'], 20), words)] };
}

/** SendGrid signs the time and the very bytes, by ECDSA; its key is entered in settings. */
export function readSendgrid(body: Buffer, headers: { signature: string; timestamp: string }, key: string | null, now: Date): HookReading {
  if (key === null) return { refused: 'the verification key is not entered yet' };
  if (!isSignedBySendgrid(body, headers, key)) return { refused: 'its signature does not fit' };
  if (!isTimely(new Date(Number(headers.timestamp) * 1000), now)) return { refused: 'it was signed too long ago' };
  const events: unknown = parse(body);
  return { reports: (Array.isArray(events) ? events : []).slice(0, eventsAtMost).flatMap((event) => sendgridReport(fieldsOf(event), now)) };
}

function isSignedBySendgrid(body: Buffer, { signature, timestamp }: { signature: string; timestamp: string }, key: string): boolean {
  try {
    return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function sendgridReport(event: Record<string, unknown>, now: Date): ProviderReport[] {
  const address = textOf(event['email'], 320);
  const base = { id: textOf(event['sg_event_id'], 200), at: timeOf(event['timestamp'], now), traces: [textOf(event['smtp-id'])] };
  if (base.id === '') return [];
  if (event['event'] === 'spamreport') return [{ ...base, kind: 'complaint', recipients: [complained(address, 'abuse')] }];
  if (event['event'] !== 'bounce') return [];
  return [{ ...base, kind: 'bounce', recipients: [judgeWords(address, textOf(event['status'], 20), textOf(event['reason']))] }];
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** Whether a text is a public key as SendGrid shows it. */
export function isVerificationKey(key: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}
