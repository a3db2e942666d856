import { createPublicKey, createVerify, X509Certificate } from 'node:crypto';
import { judgeWords } from '../bounce/read-bounce.ts';
import { readNotification } from '../bounce/read-notification.ts';
import { complained, fieldsOf, isTimely, textOf, timeOf, type HookReading } from './provider-report.ts';

// Amazon SES tells through SNS (Simple Notification Service), which signs what it sends with a certificate that lies at
// Amazon's own address and nowhere else.

/** Reads a text at an address of Amazon's; throws when it cannot. */
export type FetchText = (url: string) => Promise<string>;

const isAmazon = (address: string): boolean => {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?$/.test(url.hostname) && url.port === '' && url.username === '' && url.password === '';
};

/** What SNS sent, believed only with a fitting signature that is not old; `topic` is the only one heard, once there is one. */
export async function readSes(body: Buffer, topic: string | null, now: Date, fetchText: FetchText): Promise<HookReading> {
  const sent = fieldsOf(parse(body.toString('utf8')));
  const type = textOf(sent['Type']);
  if (type !== 'Notification' && type !== 'SubscriptionConfirmation') return { refused: 'it is no notification of SNS' };
  const arn = textOf(sent['TopicArn']);
  if (topic !== null && topic !== arn) return { refused: 'it is of another topic than the one that was confirmed' };
  if (!isTimely(new Date(textOf(sent['Timestamp'])), now)) return { refused: 'it was signed too long ago' };
  if (!(await isSigned(sent, type, now, fetchText))) return { refused: 'its signature does not fit' };
  if (type === 'SubscriptionConfirmation') {
    const url = textOf(sent['SubscribeURL']);
    return isAmazon(url) ? { confirm: url, topic: arn } : { refused: 'its address of confirmation is not Amazon’s' };
  }
  return { reports: reportsOf(textOf(sent['Message'], 300_000), textOf(sent['MessageId']), textOf(sent['Timestamp']), now), topic: arn };
}

const signedFields = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

async function isSigned(sent: Record<string, unknown>, type: keyof typeof signedFields, now: Date, fetchText: FetchText): Promise<boolean> {
  const address = textOf(sent['SigningCertURL']);
  const version = textOf(sent['SignatureVersion']);
  if (!isAmazon(address) || !/\.pem$/.test(new URL(address).pathname) || (version !== '1' && version !== '2')) return false;
  const text = signedFields[type].filter((name) => typeof sent[name] === 'string').map((name) => `${name}\n${String(sent[name])}\n`).join('');
  const certificate = await certificateAt(address, fetchText);
  if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) return false;
  return createVerify(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256').update(text, 'utf8').verify(createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })), textOf(sent['Signature']), 'base64');
}

const kept = new Map<string, X509Certificate>();

/** Certificates change once a year; a few are kept. */
async function certificateAt(address: string, fetchText: FetchText): Promise<X509Certificate> {
  const known = kept.get(address);
  if (known) return known;
  const certificate = new X509Certificate(await fetchText(address));
  if (kept.size >= 10) kept.clear();
  kept.set(address, certificate);
  return certificate;
}

function reportsOf(message: string, id: string, at: string, now: Date): Extract<HookReading, { reports: unknown }>['reports'] {
  const notification = readNotification(message);
  if (!notification || notification.kind === 'delivery' || notification.recipients.length === 0) return [];
  const mail = fieldsOf(fieldsOf(parse(message))['mail']);
  const recipients = notification.kind === 'complaint'
    ? notification.recipients.map(({ address, type }) => complained(address, type))
    : notification.recipients.map(({ address, status, diagnostic, type }) => judgeWords(address, status, diagnostic || type));
  return [{ id, kind: notification.kind, at: timeOf(at, now), recipients, traces: [textOf(mail['source']), textOf(fieldsOf(mail['commonHeaders'])['messageId']), ...headersOf(mail['headers'])] }];
}

const headersOf = (headers: unknown): string[] => (Array.isArray(headers) ? headers : []).slice(0, 100).map(fieldsOf).filter(({ name }) => /^(?:message-id|x-kindred|return-path)$/i.test(textOf(name))).map(({ value }) => textOf(value));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
