import type { Clock } from '../../../platform/clock/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import type { Id } from '../../../platform/identity/index.ts';
import { EngagementChanged } from '../../events/index.ts';
import { acceptUnknown, findReturnPathToken } from '../../messages/index.ts';
import type { SigningKeys } from '../../tracking/index.ts';
import { applyMail } from './apply-mail.ts';
import { isOurOwn } from './find-token.ts';
import { insertMail, insertSorting, knownOfSender, ownAddress } from './inbound-queries.ts';
import { kindOf, meetingOf, type KeptKind } from './kept-kind.ts';
import { keyOf, matchMail, type Matched } from './match-message.ts';
import { readInbound, type InboundMail, type ReadMail } from './read-inbound.ts';

export type InboundMailId = Id<'inbound-mail'>;
export interface InboundPorts { keys: SigningKeys; clock: Clock }

/** Of one sender within a day. Two machines that answer each other would go on for ever. */
const keptADay: Record<KeptKind, number> = { 'auto-reply': 10, delay: 20, bounce: 500, complaint: 500, reply: 100, meeting: 50, other: 0 };
const triesAtMost = 10;

/**
 * Takes a mail that a mailbox holds, once however often it is handed over: what it says is credited, counted and told in
 * one transaction. Answers null for what concerns nobody we know, for our own mail, and for what was taken before; of
 * those nothing is kept. Only the first 2 MB are read, and no attachment is kept.
 */
export async function takeInboundMail(db: Database, mail: InboundMail, { keys, clock }: InboundPorts): Promise<InboundMailId | null> {
  const now = clock.now();
  const read = readInbound(mail, now);
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction((tx) => take(tx, mail, read, keys, now));
    } catch (error) {
      // Judged in the same moment: what stands is read again.
      if (!(error instanceof EngagementChanged) || tries === triesAtMost) throw error;
    }
  }
}

async function take(tx: Transaction, mail: InboundMail, read: ReadMail, keys: SigningKeys, now: Date): Promise<InboundMailId | null> {
  if (mail.role === 'sent') await settleByCopy(tx, mail, read, keys, now);
  const fromUs = await isFromUs(tx, mail, read, keys);
  // What we wrote ourselves is no answer; but an invitation we accepted is a meeting all the same.
  if (fromUs || mail.role === 'sent') return read.invitation && fromUs ? takeOwnAcceptance(tx, mail, read, keys, now) : null;
  const matched = await matchMail(tx, mail, read, keys);
  if (matched.message === null && matched.contactId === null) return null;
  const kind = kindOf(read, matched);
  return kind === 'other' ? null : keep(tx, mail, read, matched, kind, now);
}

/** The copy in Sent proves that a mail of unknown fate was taken. */
async function settleByCopy(tx: Transaction, mail: InboundMail, read: ReadMail, keys: SigningKeys, now: Date): Promise<void> {
  const own = findReturnPathToken(keys, read.head.messageId ?? '');
  if (own?.workspaceId === mail.workspaceId) await acceptUnknown(tx, mail.workspaceId, [own.messageId], 'its copy lies in Sent', now);
}

async function isFromUs(tx: Transaction, mail: InboundMail, read: ReadMail, keys: SigningKeys): Promise<boolean> {
  if (isOurOwn(keys, read.parsed, read.head)) return true;
  const from = read.head.from?.toLowerCase();
  return from !== undefined && ((await ownAddress.maybe(tx, [mail.workspaceId, from]))?.own ?? false);
}

async function takeOwnAcceptance(tx: Transaction, mail: InboundMail, read: ReadMail, keys: SigningKeys, now: Date): Promise<InboundMailId | null> {
  const { invitation } = read;
  if (mail.role !== 'sent' || invitation?.method !== 'REPLY' || keyOf(invitation.organizer) === null) return null;
  const theirs = { ...read, head: { ...read.head, from: invitation.organizer } };
  const matched = await matchMail(tx, mail, theirs, keys);
  return matched.contactId === null || meetingOf(read)?.answer !== 'accepted' ? null : keep(tx, mail, read, matched, 'meeting', now);
}

async function keep(tx: Transaction, mail: InboundMail, read: ReadMail, matched: Matched, kind: KeptKind, now: Date): Promise<InboundMailId | null> {
  const { workspaceId } = mail;
  const { head } = read;
  const known = await knownOfSender.maybe(tx, [workspaceId, head.from, now, read.once]);
  if ((known?.lately ?? 0) >= keptADay[kind]) return null;
  const sort = kind === 'reply' ? read.sort : null;
  const meeting = kind === 'meeting' ? meetingOf(read) : null;
  const made = await insertMail.maybe(tx, [
    workspaceId, mail.mailboxId, read.once, mail.folder.slice(0, 500), mail.role, mail.uidValidity, mail.uid, head.messageId, head.from, head.fromName, head.to, head.subject, read.text,
    read.at, now, kind, matched.contactId, matched.message?.id ?? null, matched.match, sort, kind === 'auto-reply' ? read.inspected.returnsOn : null, meeting && JSON.stringify(meeting), read.thread,
  ]);
  if (!made) return null;
  const id = made.id as InboundMailId;
  if (kind === 'reply') await insertSorting.run(tx, [workspaceId, id, sort, null, now]);
  // The same mail in a colleague's mailbox: kept for both, told once.
  if (!known?.elsewhere) await applyMail(tx, { mail, read, matched, kind, id, now });
  await notify(tx, 'kindred_live', { w: workspaceId, t: 'events' });
  return id;
}
