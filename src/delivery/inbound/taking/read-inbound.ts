import { readInvitation, type Invitation } from '../calendar/read-invitation.ts';
import { inspectParsed, plainOf, type InspectedMail } from '../inspect-mail.ts';
import { parseMail, readableText, type MailPart } from '../mime/parse-mail.ts';
import { newText } from '../reply/new-text.ts';
import { sortReply, type ReplySort } from '../sorting/sort-reply.ts';
import { cut, onceKey, readHead, threadKey, type MailHead } from './mail-head.ts';

/** A mail as a mailbox hands it over. */
export interface InboundMail {
  workspaceId: number;
  /** Null: it came without one. */
  mailboxId: number | null;
  folder: string;
  role: 'inbox' | 'sent' | 'junk';
  uidValidity: number;
  uid: number;
  /** As the server says (INTERNALDATE). */
  receivedAt: Date;
  raw: Buffer;
}

/** All that bytes alone tell. */
export interface ReadMail {
  parsed: MailPart;
  head: MailHead;
  inspected: InspectedMail;
  invitation: Invitation | null;
  sort: ReplySort | null;
  /** The writer's own words, bounded. */
  text: string;
  once: Buffer;
  thread: string | null;
  /** When it came; never later than now. */
  at: Date;
  isReport: boolean;
}

/** Of a mail's bytes so many are read: its words come first, its attachments after them. */
const readAtMost = 2 * 1024 * 1024;
const textAtMost = 20_000;

/** Reads a mail in bounded time and memory; never throws. */
export function readInbound(mail: InboundMail, now: Date): ReadMail {
  const bytes = mail.raw.subarray(0, readAtMost);
  const parsed = parseMail(bytes);
  const head = readHead(parsed);
  const inspected = inspectParsed(parsed, mail.receivedAt);
  // Somebody who writes anew, outside of the thread, answers, too.
  const text = cut(inspected.kind === 'other' ? newText(readableText(parsed, plainOf)) : inspected.replyText, textAtMost);
  return {
    parsed, head, inspected, text, invitation: readInvitation(parsed), sort: sortReply(text),
    once: onceKey(head, mail.raw), thread: threadKey(head), at: mail.receivedAt < now ? mail.receivedAt : now,
    isReport: inspected.kind === 'bounce' || inspected.kind === 'delay' || inspected.kind === 'complaint',
  };
}
