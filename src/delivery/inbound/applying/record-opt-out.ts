import type { Transaction } from '../../../platform/db/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import { recordAnswer } from '../../events/index.ts';
import type { MessageRow } from '../taking/inbound-queries.ts';
import { isCredited } from '../taking/is-credited.ts';
import { keyOf } from '../taking/match-message.ts';

export interface OptOut {
  workspaceId: number;
  message: MessageRow | null;
  contactId: number | null;
  /** Who wrote. */
  address: string | null;
  at: Date;
  /** The member who read it so; null: the rules. */
  byMember: number | null;
}

/** Somebody asked in words not to be written to: the address we wrote to and the one they wrote from are suppressed. */
export async function recordOptOut(tx: Transaction, { workspaceId, message, contactId, address, at, byMember }: OptOut): Promise<void> {
  const note = 'asked for it in a reply';
  if (message && isCredited(message)) {
    await recordAnswer(tx, {
      kind: 'message.unsubscribed', workspaceId, messageId: message.id, contactId: message.contact_id, at, tracked: message.tracked, reason: note,
      sourceKind: message.source_kind, sourceId: message.source_id, step: message.step,
    });
  }
  const keys = new Set([...message?.addresses ?? [], address].map(keyOf));
  const entry = { reason: 'unsubscribed' as const, note, messageId: message?.id ?? null, byMember };
  await suppress(tx, workspaceId, [
    ...(contactId === null ? [] : [{ who: { contactId }, ...entry }]),
    ...[...keys].flatMap((addressKey) => (addressKey === null ? [] : [{ who: { addressKey }, ...entry }])),
  ], at);
}
