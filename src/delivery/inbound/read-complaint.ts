import { addressesIn, parseHeader } from './mime/mail-header.ts';
import { walkParts, type MailPart } from './mime/parse-mail.ts';

/** A report of RFC 5965: somebody pressed "this is spam", or a machine did in their name. */
export interface Complaint {
  /** `abuse`, `fraud`, `not-spam`, `opt-out` ..., in lower case. */
  type: string;
  /** Whom it is about; empty where the report hides it: then our own token tells. */
  addresses: string[];
}

/** Types that are no complaint: a mail taken back out of the spam folder, a report of failed authentication. */
export const isHarmless = (type: string): boolean => type === 'not-spam' || type === 'auth-failure' || type === 'dmarc';

/** Reads a complaint; several recipients in one report, redacted ones too. Null when the mail carries none. */
export function readComplaint(mail: MailPart): Complaint | null {
  const parts = [...walkParts(mail, true)];
  const report = parts.find((part) => part.type === 'message/feedback-report');
  const isFeedback = mail.type === 'multipart/report' && mail.parameters.get('report-type')?.toLowerCase() === 'feedback-report';
  const text = report?.text ?? (isFeedback ? parts.find((part) => /^Feedback-Type\s*:/im.test(part.text))?.text : undefined);
  if (text === undefined) return null;
  const fields = parseHeader(text.trim().replace(/\n[ \t]*\n/g, '\n'));
  const named = ['original-rcpt-to', 'removal-recipient', 'x-hmxmroriginalrecipient'].flatMap((name) => fields.all(name)).flatMap(addressesIn);
  const type = fields.first('feedback-type').trim().toLowerCase() || 'abuse';
  if (named.length > 0) return { type, addresses: unique(named) };
  const about = parts.slice(parts.indexOf(report ?? mail) + 1).find((part) => part !== report && (part.header.has('to') || part.header.has('x-original-to')));
  const shown = about ? addressesIn(`${about.header.first('to')} ${about.header.first('x-original-to')}`) : addressesIn(/^To\s*:\s*(.*)/im.exec(parts.find((part) => part.type === 'text/rfc822-headers')?.text ?? '')?.[1] ?? '');
  return { type, addresses: unique(shown) };
}

const unique = (addresses: readonly string[]): string[] => [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
