import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { emit } from '../../../platform/outbox-events/index.ts';
import { EngagementChanged, resortReply } from '../../events/index.ts';
import { recordOptOut } from '../applying/record-opt-out.ts';
import { findMessage, insertSorting } from '../taking/inbound-queries.ts';
import { isCredited } from '../taking/is-credited.ts';
import type { ReplySort } from './sort-reply.ts';

const lockReply = statement<{ sort: ReplySort | null; message_id: number | null; contact_id: number | null; from_address: string | null }>('inbound.lock-reply', `
  select sort, message_id, contact_id, from_address from inbound_mails where workspace_id = $1 and id = $2 and kind = 'reply' for update`);
const writeSort = statement('inbound.write-sort', 'update inbound_mails set sort = $3, sorted_by = $4 where workspace_id = $1 and id = $2');
const triesAtMost = 10;

export interface Correction {
  workspaceId: number;
  inboundMailId: number;
  sort: ReplySort | null;
  byMember: number;
  now: Date;
}

/**
 * A member says what a reply means: kept with who and when, and counted so from then on. A wish to be left alone is recorded
 * as an opt-out; taking it back lifts nothing: that is a decision about the suppression. False when it was sorted so already.
 */
export async function correctSort(db: Database, correction: Correction): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction((tx) => correct(tx, correction));
    } catch (error) {
      if (!(error instanceof EngagementChanged) || tries === triesAtMost) throw error;
    }
  }
}

async function correct(tx: Transaction, { workspaceId, inboundMailId, sort, byMember, now }: Correction): Promise<boolean> {
  const reply = await lockReply.one(tx, [workspaceId, inboundMailId], 'reply');
  if (reply.sort === sort) return false;
  await writeSort.run(tx, [workspaceId, inboundMailId, sort, byMember]);
  await insertSorting.run(tx, [workspaceId, inboundMailId, sort, byMember, now]);
  const message = reply.message_id === null ? null : ((await findMessage.maybe(tx, [workspaceId, reply.message_id])) ?? null);
  if (message && isCredited(message)) {
    await resortReply(tx, {
      workspaceId, sourceKind: message.source_kind, sourceId: message.source_id, step: message.step, messageId: message.id, contactId: message.contact_id, tracked: message.tracked, inboundMailId, sort,
    });
  }
  if (sort === 'unsubscribe') await recordOptOut(tx, { workspaceId, message, contactId: reply.contact_id, address: reply.from_address, at: now, byMember });
  await emit(tx, { workspaceId, name: 'inbound.sorted', payload: { contactId: reply.contact_id, messageId: reply.message_id, inboundMailId, sort } });
  await notify(tx, 'kindred_live', { w: workspaceId, t: 'events' });
  return true;
}
