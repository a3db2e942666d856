import { convert } from 'html-to-text';
import { isAutoReply } from './auto-reply/is-auto-reply.ts';
import { returnDate } from './auto-reply/return-date.ts';
import { readBounce, type BounceReason } from './bounce/read-bounce.ts';
import { parseMail, readableText, walkParts, type MailPart } from './mime/parse-mail.ts';
import { readNotification } from './bounce/read-notification.ts';
import { isHarmless, readComplaint } from './read-complaint.ts';
import { newText } from './reply/new-text.ts';

export type MailKind = 'bounce' | 'delay' | 'auto-reply' | 'complaint' | 'reply' | 'other';

export interface InspectedRecipient {
  address: string;
  /** RFC 3463 (`5.1.1`), or empty. */
  status: string;
  /** SMTP reply (`550`), or empty. */
  reply: string;
  /** The address itself is dead. */
  permanent: boolean;
  /** One of the reasons in the README. */
  reason: BounceReason | `complaint:${string}`;
}

export interface InspectedMail {
  kind: MailKind;
  recipients: InspectedRecipient[];
  /** The new words of a reply or an auto-reply, without quotes and signature; empty for the rest. */
  replyText: string;
  /** The day somebody who is away is back, `2026-12-07`; null when it is not said. */
  returnsOn: string | null;
}

const nothing = { recipients: [], replyText: '', returnsOn: null };

/**
 * Says what a mail that came back is, from its bytes alone, in bounded time and memory; it never throws.
 * `now` stands for the mail's own date where that cannot be read.
 */
export const inspectMail = (bytes: Uint8Array, now: Date): InspectedMail => inspectParsed(parseMail(bytes), now);

/** The same of a mail that is taken apart already. */
export function inspectParsed(mail: MailPart, now: Date): InspectedMail {
  const text = readableText(mail, plainOf);
  const complaint = readComplaint(mail);
  if (complaint) return isHarmless(complaint.type) ? { kind: 'other', ...nothing } : complaintOf(complaint.addresses, complaint.type);
  const notification = readNotification(text);
  if (notification?.kind === 'complaint') return complaintOf(notification.recipients.map(({ address }) => address), notification.recipients[0]?.type.trim() || 'abuse');
  const hasReport = [...walkParts(mail)].some(({ type }) => type.endsWith('delivery-status'));
  const isAnswer = isAutoReply(mail.header) && !hasReport && !/mailer-daemon|postmaster/i.test(mail.header.first('from')) && !mail.header.has('x-failed-recipients');
  const bounce = isAnswer && !saysUndelivered(mail, text) ? null : readBounce(mail, text);
  if (bounce) return { kind: bounce.kind, recipients: bounce.recipients, replyText: '', returnsOn: null };
  if (isAnswer) {
    const own = newText(text);
    return { kind: 'auto-reply', recipients: [], replyText: own, returnsOn: returnDate(`${mail.header.first('subject')}. ${own}`, dateOf(mail, now)) };
  }
  if (isReply(mail, text)) return { kind: 'reply', recipients: [], replyText: newText(text), returnsOn: null };
  return { kind: 'other', ...nothing };
}

const complaintOf = (addresses: readonly string[], type: string): InspectedMail => ({
  kind: 'complaint', replyText: '', returnsOn: null,
  recipients: addresses.map((address) => ({ address, status: '', reply: '', permanent: false, reason: `complaint:${type.toLowerCase()}` })),
});

/** Some servers mark their bounces as auto-replied; then the words decide. */
const saysUndelivered = (mail: MailPart, text: string): boolean =>
  /undeliver|failure notice|returned mail|delivery (?:status|fail)/i.test(mail.header.first('subject')) || /could not be delivered|permanent (?:fatal )?error/i.test(text.slice(0, 2000));

const isReply = (mail: MailPart, text: string): boolean =>
  mail.header.has('in-reply-to') || mail.header.has('references') || /^\s*(?:re|aw|sv|antw|r[ée]f|odp|回复|返信)\s*(?:\[\d+\])?\s*[::]/i.test(mail.header.first('subject')) || newText(text) !== text.trim() && /^\s*>/m.test(text);

function dateOf(mail: MailPart, now: Date): Temporal.PlainDate {
  const written = new Date(mail.header.first('date').replace(/\s*\([^)]*\)\s*$/, ''));
  const at = Number.isNaN(written.getTime()) ? now : written;
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('UTC').toPlainDate();
}

// Fifty thousand tags within each other take a parser seconds.
const tagsAtMost = 20_000;

/** HTML as lines; long pages are cut, since a reader's words come first. */
export function plainOf(html: string): string {
  if (html.split('<').length > tagsAtMost) return html.replace(/<[^>]*>/g, ' ');
  return convert(html.slice(0, 300_000), {
    wordwrap: false, limits: { maxChildNodes: 2000, maxDepth: 60, maxInputLength: 300_000 },
    selectors: [{ selector: 'img', format: 'skip' }, { selector: 'a', options: { ignoreHref: true } }, { selector: 'blockquote', options: { leadingLineBreaks: 1 } }],
  });
}
