import { randomBytes } from 'node:crypto';
import { movableClock } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Mailing } from '../../../../test/support/mailing.ts';
import { returnPathToken } from '../../messages/index.ts';
import { takeInboundMail, type InboundMailId } from '../taking/take-inbound-mail.ts';
import type { InboundMail } from '../taking/read-inbound.ts';

// Mails as they come back to a mailing of addMailing.

export const keys = [{ id: 1, secret: randomBytes(32) }];
export const clock = movableClock('2026-11-24T12:00:00Z');

export interface Written {
  from?: string;
  to?: string;
  subject?: string;
  /** Further header lines. */
  header?: string;
  body?: string;
  /** Default: one of its own. */
  messageId?: string;
  /** Answers message n of the mailing in its thread. */
  answers?: number;
  role?: InboundMail['role'];
  mailboxId?: number | null;
  receivedAt?: Date;
}

let count = 0;

export const tokenOf = (mailing: Mailing, n = 0): string => returnPathToken(keys, mailing.workspaceId, mailing.messageIds[n]!);
export const readerOf = (mailing: Mailing, n = 0): string => `reader${mailing.compiledId}-${n + 1}@example.com`;

/** Hands over a mail; the reader of message 0 wrote it unless said otherwise. */
export function arrive(db: Database, mailing: Mailing, written: Written): Promise<InboundMailId | null> {
  count += 1;
  const lines = [
    `From: ${written.from ?? `Ann Reader <${readerOf(mailing, written.answers ?? 0)}>`}`, `To: ${written.to ?? 'ada@sender.example'}`, `Subject: ${written.subject ?? 'Re: Hello'}`,
    `Message-ID: ${written.messageId ?? `<mail-${count}@example.com>`}`,
    ...(written.answers === undefined ? [] : [`In-Reply-To: <${tokenOf(mailing, written.answers)}@sender.example>`]),
    ...(written.header ? [written.header] : []), '', written.body ?? 'Thanks.',
  ];
  return arriveRaw(db, mailing, Buffer.from(lines.join('\r\n')), written);
}

/** The same with the mail's bytes given. */
export function arriveRaw(db: Database, mailing: Mailing, raw: Buffer, { role = 'inbox', mailboxId = null, receivedAt = new Date('2026-11-24T10:00:00Z') }: Written = {}): Promise<InboundMailId | null> {
  return takeInboundMail(db, { workspaceId: mailing.workspaceId, mailboxId, folder: role === 'sent' ? 'Sent' : 'INBOX', role, uidValidity: 1, uid: count, receivedAt, raw }, { keys, clock });
}

/** A delivery report (RFC 3464) about one address, with our header inside. */
export function bounceOf(mailing: Mailing, n: number, diagnostic: string, status = '5.1.1', address = readerOf(mailing, n)): Buffer {
  count += 1;
  return Buffer.from(`From: MAILER-DAEMON@mx.example.com\nTo: bounces+${tokenOf(mailing, n)}@sender.example\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <bounce-${count}@mx.example.com>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: text/plain\n\nIt could not be delivered.\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n\n--x--\n`);
}
