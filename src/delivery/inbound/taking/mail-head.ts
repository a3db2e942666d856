import { createHash } from 'node:crypto';
import { addressesIn } from '../mime/mail-header.ts';
import type { MailPart } from '../mime/parse-mail.ts';

/** What is kept of a mail's header, every text bounded. */
export interface MailHead {
  /** In lower case; null where it names none (`<>`, or nothing readable). */
  from: string | null;
  fromName: string;
  to: string[];
  subject: string;
  messageId: string | null;
  /** In-Reply-To first, then References from the nearest. */
  answers: string[];
  /** Every address it may have been delivered to. */
  deliveredTo: string[];
  /** Sent to many: lists, newsletters. */
  isBulk: boolean;
  /** Written by a machine, by its own word (RFC 3834). */
  isAutomatic: boolean;
}

const idPattern = /<[^<>\s]{3,300}>/g;
const recipientFields = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'apparently-to', 'x-forwarded-to'];

/** Reads the head of a mail. */
export function readHead({ header }: MailPart): MailHead {
  const from = header.first('from');
  const references = header.first('references').slice(-20_000).match(idPattern)?.toReversed() ?? [];
  return {
    from: addressesIn(from)[0]?.toLowerCase() ?? null,
    fromName: cut(from.replace(/<[^>]*>/g, '').replace(/^\s*"|"\s*$/g, '').trim(), 200),
    to: addressesIn(`${header.first('to')}, ${header.first('cc')}`).slice(0, 20),
    subject: cut(header.first('subject').replace(/\s+/g, ' ').trim(), 500),
    messageId: header.first('message-id').match(idPattern)?.[0] ?? null,
    answers: [...new Set([...header.first('in-reply-to').match(idPattern) ?? [], ...references])].slice(0, 50),
    deliveredTo: recipientFields.flatMap((name) => header.all(name)).flatMap(addressesIn).slice(0, 100),
    isBulk: header.has('list-id') || header.has('list-unsubscribe') || /^\s*(?:bulk|list|junk)/i.test(header.first('precedence')),
    isAutomatic: header.has('auto-submitted') && !/^\s*no\b/i.test(header.first('auto-submitted')),
  };
}

/** What makes two copies of a mail the same: its Message-ID, else its bytes. */
export function onceKey(head: MailHead, raw: Uint8Array): Buffer {
  return createHash('sha256').update(head.messageId ?? raw).digest();
}

/** The first mail of a conversation names it. */
export function threadKey(head: MailHead): string | null {
  const first = head.answers.at(-1) ?? head.messageId;
  return first === null ? null : createHash('sha256').update(first).digest('base64url').slice(0, 22);
}

/** Cut where no character is torn, and without what PostgreSQL cannot store. */
export const cut = (text: string, most: number): string => text.replaceAll('\0', '').slice(0, most).toWellFormed();
