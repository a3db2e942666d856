import { parseHeader, type MailHeader } from '../mime/mail-header.ts';
import { walkParts, type MailPart } from '../mime/parse-mail.ts';

/** What a delivery report says of one recipient (RFC 3464, 2.3), every field as it stands there, or empty. */
export interface ReportedRecipient {
  address: string;
  action: string;
  status: string;
  diagnostic: string;
}

/** The groups of a delivery report, in their order; null when the mail carries none. */
export function readReport(mail: MailPart): ReportedRecipient[] | null {
  const part = [...walkParts(mail)].find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  const text = part?.text ?? looseReport(mail);
  if (text === null) return null;
  const reported = groupsOf(text).flatMap((group) => {
    const address = addressOf(group);
    return address === null ? [] : [{
      address, action: group.first('action').trim().toLowerCase(), status: statusOf(group.first('status')),
      diagnostic: commentOf(group.first('status')) + group.all('diagnostic-code').map((code) => code.replace(/^\s*(?:smtp|x-[\w.-]+|x400|unknown)\s*;\s*/i, '')).join(' '),
    }];
  });
  // Said twice, the second time mostly with less.
  return [...Map.groupBy(reported, ({ address }) => address.toLowerCase()).values()].map((same) => same.find(({ status, diagnostic }) => status !== '' && diagnostic !== '') ?? same[0]!);
}

// Some programs write the fields into the text or into a part of another type.
function looseReport(mail: MailPart): string | null {
  for (const part of walkParts(mail)) {
    const start = part.text.search(/^(?:Reporting-MTA|Final-Recipient|Original-Recipient)\s*:/im);
    if (start >= 0 && /^Final-Recipient\s*:/im.test(part.text)) return part.text.slice(start).replace(/\n[ \t]*\n(?=(?:Action|Status|Final-Recipient|Diagnostic-Code)\s*:)/gi, '\n');
  }
  return null;
}

/** Groups stand between blank lines; where those are missing, a second Final-Recipient begins the next. */
function groupsOf(text: string): MailHeader[] {
  const blocks = text.split(/\n[ \t]*\n/).slice(0, 2000).flatMap((block) => (block.match(/final-recipient\s*:/gi)?.length ?? 0) > 1 ? block.split(/\n(?=(?:original-recipient\s*:[^\n]*\n)?final-recipient\s*:)(?<!original-recipient\s*:[^\n]*\n)/i) : [block]);
  return blocks.filter((block) => /recipient\s*:/i.test(block)).slice(0, 1000).map((block) => parseHeader(block.trim()));
}

/** The address as we may have written it: the final one, else the original, else the actual. */
function addressOf(group: MailHeader): string | null {
  const named = ['final-recipient', 'original-recipient', 'x-actual-recipient'].filter((name) => group.has(name));
  for (const name of named) {
    const address = bareAddress(group.first(name));
    if (/^[^\s|]+@[^\s]+$/.test(address)) return address;
  }
  return named[0] ? bareAddress(group.first(named[0])) : null;
}

const bareAddress = (value: string): string => value.replace(/^\s*[\w-]+\s*;/, '').trim().replace(/^"?<?(.*?)>?"?$/, '$1').trim();

// "5.2.1 (mailbox disabled)" says more than what follows, where the two differ.
const commentOf = (status: string): string => { const comment = /\(([^)]{4,200})\)/.exec(status)?.[1]; return comment ? `${comment}. ` : ''; };

/** `5.1.1 (user unknown)` -> `5.1.1`; empty when there is none. */
export function statusOf(text: string): string {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1] ?? '';
}
