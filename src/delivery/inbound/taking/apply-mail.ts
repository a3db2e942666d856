import type { Transaction } from '../../../platform/db/index.ts';
import { emit } from '../../../platform/outbox-events/index.ts';
import { recordReply } from '../../events/index.ts';
import { acceptUnknown, takeBackBounce } from '../../messages/index.ts';
import { applyBounce } from '../applying/apply-bounce.ts';
import { applyComplaint } from '../applying/apply-complaint.ts';
import { recordOptOut } from '../applying/record-opt-out.ts';
import { isCredited } from './is-credited.ts';
import { meetingOf, type KeptKind } from './kept-kind.ts';
import type { Matched } from './match-message.ts';
import type { InboundMail, ReadMail } from './read-inbound.ts';

export interface Applied {
  mail: InboundMail;
  read: ReadMail;
  matched: Matched;
  kind: KeptKind;
  id: number;
  now: Date;
}

/** All that follows from a mail, in the transaction that keeps it. */
export async function applyMail(tx: Transaction, applied: Applied): Promise<void> {
  const { mail, read, matched, kind, now } = applied;
  if (kind === 'reply') return applyReply(tx, applied);
  if (kind === 'auto-reply') return tell(tx, applied, 'inbound.auto-replied', { returnsOn: read.inspected.returnsOn });
  if (kind === 'meeting') return applyMeeting(tx, applied);
  const about = { workspaceId: mail.workspaceId, message: matched.message, contactId: matched.contactId, at: read.at, now };
  if (kind === 'bounce') return applyBounce(tx, { ...about, recipients: read.inspected.recipients });
  if (kind === 'complaint') return applyComplaint(tx, { ...about, addresses: read.inspected.recipients.map(({ address }) => address), type: read.inspected.recipients[0]?.reason ?? 'complaint' });
  return undefined;
}

async function applyReply(tx: Transaction, applied: Applied): Promise<void> {
  const { mail, read, matched, id } = applied;
  const { workspaceId } = mail;
  const { message } = matched;
  if (message && isCredited(message)) {
    await acceptUnknown(tx, workspaceId, [message.id], 'somebody answered it', read.at);
    await takeBackBounce(tx, { workspaceId, messageId: message.id, at: read.at });
    await recordReply(tx, {
      workspaceId, sourceKind: message.source_kind, sourceId: message.source_id, step: message.step, messageId: message.id, contactId: message.contact_id,
      at: read.at, tracked: message.tracked, inboundMailId: id, sort: read.sort, reason: matchWords[matched.match!],
    });
  }
  if (read.sort === 'unsubscribe') await recordOptOut(tx, { workspaceId, message, contactId: matched.contactId, address: read.head.from, at: read.at, byMember: null });
  await tell(tx, applied, 'inbound.replied', {
    companyId: matched.companyId, mailboxId: mail.mailboxId, inThread: matched.match === 'token' || matched.match === 'references', at: read.at.toISOString(), sort: read.sort, inboundMailId: id,
    ...(matched.writerId === null ? {} : { writerId: matched.writerId }),
  });
}

const matchWords = { token: 'answered to its own address', references: 'answered in its thread', weak: 'wrote within thirty days of it' } as const;

async function applyMeeting(tx: Transaction, applied: Applied): Promise<void> {
  const meeting = meetingOf(applied.read);
  if (meeting?.answer !== 'accepted') return;
  const { uid, startsAt, endsAt } = meeting;
  await tell(tx, applied, 'inbound.meeting-accepted', { startsAt, endsAt, uid });
}

async function tell(tx: Transaction, { mail, matched }: Applied, name: string, payload: Record<string, unknown>): Promise<void> {
  await emit(tx, { workspaceId: mail.workspaceId, name, payload: { contactId: matched.contactId, messageId: matched.message?.id ?? null, ...payload } });
}
