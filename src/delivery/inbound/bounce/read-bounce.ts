import { readRefusal, type RefusalMeaning } from '../../transport/index.ts';
import { addressesIn } from '../mime/mail-header.ts';
import { walkParts, type MailPart } from '../mime/parse-mail.ts';
import { noticeOf, notedRecipients } from './plain-notice.ts';
import { readNotification } from './read-notification.ts';
import { readReport, statusOf, type ReportedRecipient } from './report-fields.ts';

/** Why a mail came back, as `inspect-mail` and the screens name it. */
export type BounceReason = RefusalMeaning | 'expired' | 'delivered' | 'delayed';

export interface BouncedRecipient {
  address: string;
  /** RFC 3463, or empty. */
  status: string;
  /** The SMTP reply code, or empty. */
  reply: string;
  /** The address itself is dead: never write to it again. */
  permanent: boolean;
  reason: BounceReason;
}

export interface Bounce {
  kind: 'bounce' | 'delay' | 'other';
  recipients: BouncedRecipient[];
}

/** Reads a notice of what became of a mail, recipient by recipient in its own order; null when it tells of none. */
export function readBounce(mail: MailPart, text: string): Bounce | null {
  const notification = readNotification(text);
  if (notification) return notification.kind === 'bounce' ? { kind: 'bounce', recipients: notification.recipients.map((entry) => judged(entry.address, entry.status, entry.diagnostic || entry.type, '', false, '')) } : null;
  const notice = noticeOf(text);
  const report = readReport(mail);
  if (report && report.length > 0) return fromReport(report, notice, mail);
  if (!isNotice(mail, notice)) return null;
  return fromNotice(mail, notice);
}

/** What a provider's report of one recipient means, from its status and its words alone. */
export const judgeWords = (address: string, status: string, words: string): BouncedRecipient => judged(address, statusOf(status) || statusOf(words), words, '', false, '');

function fromReport(report: readonly ReportedRecipient[], notice: string, mail: MailPart): Bounce {
  const words = new Map(notedRecipients(notice, new Set(), report.map(({ address }) => address)).map((noted) => [noted.address.toLowerCase(), noted.words]));
  const recipients = report.map((entry) => {
    if (/^(?:delivered|deliverable|relayed|expanded)$/.test(entry.action)) return { address: entry.address, status: entry.status, reply: replyOf(entry.diagnostic), permanent: false, reason: 'delivered' as const };
    const around = words.get(entry.address.toLowerCase()) ?? (report.length === 1 ? notice : '');
    return judged(entry.address, entry.status, entry.diagnostic, around, entry.action === 'delayed', notice);
  });
  const kinds = new Set(report.map(({ action }) => action));
  const isDelay = recipients.every(({ reason }) => reason === 'delayed') || ([...kinds].every((action) => action === '') && isDelayNotice(mail, notice));
  if (recipients.every(({ reason }) => reason === 'delivered')) return { kind: 'other', recipients };
  return { kind: isDelay ? 'delay' : 'bounce', recipients };
}

function fromNotice(mail: MailPart, notice: string): Bounce | null {
  const named = mail.header.all('x-failed-recipients').flatMap(addressesIn);
  const original = originalOf(mail, notice);
  const ours = new Set([mail.header.first('to'), mail.header.first('from'), mail.header.first('delivered-to'), original.from].flatMap(addressesIn).map((address) => address.toLowerCase()));
  for (const address of original.to) ours.delete(address.toLowerCase());
  let noted = notedRecipients(notice, ours, named);
  // A notice may name others besides those we wrote to: whom to ask, who keeps the list. With a failure beside them they count.
  const isOurs = (address: string) => original.to.some((to) => to.toLowerCase() === address.toLowerCase());
  if (named.length === 0 && noted.some(({ address }) => isOurs(address))) noted = noted.filter(({ address, words }) => isOurs(address) || replyOf(words) !== '');
  const missing = named.filter((address) => !noted.some((one) => one.address.toLowerCase() === address.toLowerCase()));
  noted.push(...missing.map((address) => ({ address, words: notice })));
  if (noted.length === 0) noted = original.to.map((address) => ({ address, words: notice }));
  if (noted.length === 0) return null;
  const isDelay = isDelayNotice(mail, notice);
  return {
    kind: isDelay ? 'delay' : 'bounce',
    recipients: noted.map(({ address, words }) => judged(address, statusOf(words), words, noted.length === 1 ? notice : '', isDelay, notice)),
  };
}

/** What a recipient's words mean; where they say nothing, what stands around them does. */
function judged(address: string, status: string, words: string, around: string, isDelayed: boolean, notice: string): BouncedRecipient {
  const given = status || statusOf(words) || statusOf(around);
  const reply = replyOf(words) || replyOf(around);
  if (isDelayed) return { address, status: given, reply, permanent: false, reason: 'delayed' };
  const read = (text: string) => readRefusal({ code: reply ? Number(reply) : null, enhanced: given || null, text: text.slice(0, 20_000), stage: stageOf(`${words}\n${around}`) });
  const reading = [serverWords(words), words, `${words}\n${around}`].filter((text) => text.trim() !== '').map(read).find(({ meaning }) => meaning !== 'unclear') ?? read(words);
  // A server that took the recipient and then refuses the content knows the address: its filter says "unknown".
  if (reading.suppress && isAfterContent(`${words}\n${around}`, notice) && !/\.1\.[1-36]$/.test(given)) return { address, status: given, reply, permanent: false, reason: 'policy' };
  if (!reading.suppress && isExpired(words, around, given)) return { address, status: given, reply, permanent: false, reason: 'expired' };
  return { address, status: given, reply, permanent: reading.suppress, reason: reading.meaning };
}

const afterContent = /(?:end of|final|after|to) data\b|^\W*(?:>>> ?)?data\W*$|end of message|smtp command\W+data/im;

// A pipelining client says DATA before it has heard of the recipient; the 503 that follows gives it away.
// And one large provider looks its accounts up only then.
const isAfterContent = (words: string, notice: string): boolean => afterContent.test(words) && !/\b503\b|need rcpt|valid recipients/i.test(notice) && !/does ?n[o']t have an? \S+ account/i.test(words);

/** What the other server itself said, where a notice quotes it among words of its own. */
const serverWords = (text: string): string =>
  /(?:said|returned was|response(?: was| is)?|replied|answered|reason|<<<|received >>>|smtp; ?)\s*:?\s*((?:\d{3}[ -])?[45]\d\d[\s-][^]*)/i.exec(text)?.[1]?.slice(0, 600) ?? '';

/** The reply of a server: three digits at the start of a line or behind a colon, never a part of a number. */
function replyOf(text: string): string {
  return /(?:^|[\s:>"'(=])([45][0-5]\d)(?=[\s-](?!\d{1,3}\.\d)|[\s-][245]\.\d)/.exec(text)?.[1] ?? '';
}

const stageOf = (text: string): 'recipient' | null => (/rcpt(?:[ _]to)?\b/i.test(text) ? 'recipient' : null);

const isExpired = (words: string, around: string, status: string): boolean =>
  /^[45]\.4\.7$/.test(status) || expiredWords.test(words) || expiredWords.test(around);
const expiredWords = /retry time(?:out)? (?:not reached|exceeded)|too long (?:in|on) (?:the )?queue|been in the queue too long|(?:cannot|could not|couldn't|unable to|failed to) (?:be )?(?:deliver|send|sent).{0,40}(?:for|after|within) \d+ (?:days?|hours?)|message (?:has )?expired|delivery time expired|maximum (?:queue|hop|retry)|gave up after|queue lifetime|delivery failed \d+ attempts|timed? ?out|over \d+ days/i;

function isDelayNotice(mail: MailPart, notice: string): boolean {
  const words = `${mail.header.first('subject')}\n${notice}`;
  return delayWords.test(words) && !/permanent(?:ly)? (?:error|fail)|fatal error|giving up|given up|final failure/i.test(words);
}
const delayWords = /has not (?:yet )?been delivered|not yet been delivered|still (?:undelivered|trying|being retried)|will (?:continue|keep|be retried|retry)|attempts will continue|\bdelayed\b(?! for)|delay(?:ed)? (?:notification|mail|delivery)|warning: (?:could not|message)|you do not need to resend|temporary (?:problem|failure) .{0,80}(?:retry|again)/i;

const daemon = /mailer-daemon|postmaster|mail delivery|delivery (?:system|subsystem|service)|mail(?:er)? ?(?:daemon|system)|mdaemon|maildelivery|system administrator|internet mail|mail administrator|microsoft ?exchange/i;
const bounceSubject = /undeliver|not deliver|deliver\w* (?:status|fail|problem|error|report|notif|delay)|returned mail|returned to sender|failure notice|mail (?:delivery|system) (?:error|fail)|mail failure|non[- ]?deliver|could ?n[o']t be (?:sent|delivered)|user unknown|unknown user|nondeliverable|unzustellbar|non remis|niet (?:bezorgd|afgeleverd)|no entregado|mancato recapito|delivery .{0,30}fail|message not delivered|rejected|error mail|dsn:/i;

/** Whether the mail is a notice at all: by its sender, its subject, its header. */
function isNotice(mail: MailPart, notice: string): boolean {
  const { header } = mail;
  if (header.has('x-failed-recipients')) return true;
  if (mail.type === 'multipart/report' && mail.parameters.get('report-type')?.toLowerCase() === 'delivery-status') return true;
  const signs = [
    daemon.test(header.first('from')), bounceSubject.test(header.first('subject')), header.all('return-path').some((path) => /^\s*<\s*>\s*$/.test(path)),
    /(?:could not|cannot|can't|couldn't|was not|unable to|not) (?:be )?deliver|permanent (?:fatal )?error|delivery (?:to the following|has) ?.{0,40}fail|did not reach the following|following (?:address|recipient)\S* .{0,40}(?:fail|reject|unknown)|transcript of session|returned to (?:you|sender)|user unknown|undeliverable/i.test(notice),
  ];
  return signs.filter(Boolean).length >= 2 || signs[0]! && addressesIn(notice).length > 0;
}

/** Of the mail that came back: whom it went to and from whom, as far as it is shown. */
function originalOf(mail: MailPart, notice: string): { to: string[]; from: string } {
  const inside = [...walkParts(mail, true)].find((part) => part !== mail && (part.header.has('to') || part.header.has('x-original-to')));
  if (inside) return { to: addressesIn(inside.header.first('to')), from: inside.header.first('from') };
  const text = [...walkParts(mail, true)].map((part) => part.text).find((part) => /^To\s*:/im.test(part.slice(notice.length))) ?? '';
  const rest = text.slice(Math.min(notice.length, text.length));
  return { to: addressesIn(/^To\s*:\s*(.*(?:\n[ \t].*)*)/im.exec(rest)?.[1] ?? ''), from: /^From\s*:\s*(.*)/im.exec(rest)?.[1] ?? '' };
}
