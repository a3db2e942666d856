import type { Transaction } from '../../../platform/db/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import { emit } from '../../../platform/outbox-events/index.ts';
import { recordAnswer } from '../../events/index.ts';
import { acceptUnknown, takeBackBounce } from '../../messages/index.ts';
import { contactOfKey, type MessageRow } from '../taking/inbound-queries.ts';
import { isCredited } from '../taking/is-credited.ts';
import { keyOf } from '../taking/match-message.ts';

export interface ComplaintTold {
  workspaceId: number;
  message: MessageRow | null;
  contactId: number | null;
  /** Whom the report is about; it may hide them: then our token tells. */
  addresses: readonly string[];
  /** `complaint:abuse`. */
  type: string;
  at: Date;
}

/** Somebody called a mail spam: counted once, and none of those it is about is written to again. */
export async function applyComplaint(tx: Transaction, told: ComplaintTold): Promise<void> {
  const { workspaceId, message, contactId, at, type } = told;
  if (message && isCredited(message)) {
    await acceptUnknown(tx, workspaceId, [message.id], 'somebody complained about it', at);
    await takeBackBounce(tx, { workspaceId, messageId: message.id, at });
    await recordAnswer(tx, {
      kind: 'message.complained', workspaceId, messageId: message.id, contactId: message.contact_id, at, tracked: message.tracked, reason: type,
      sourceKind: message.source_kind, sourceId: message.source_id, step: message.step,
    });
  }
  const keys = new Set([...message?.addresses ?? [], ...await knownAmong(tx, told)].map(keyOf));
  await suppress(tx, workspaceId, [...keys].flatMap((addressKey) => (addressKey === null ? [] : [{ who: { addressKey }, reason: 'complained' as const, note: type, messageId: message?.id ?? null }])), at);
  await emit(tx, { workspaceId, name: 'inbound.complained', payload: { contactId, messageId: message?.id ?? null } });
}

/** A report may name anybody: only those we know are ours to suppress. */
async function knownAmong(tx: Transaction, { workspaceId, addresses }: ComplaintTold): Promise<string[]> {
  const known: string[] = [];
  for (const address of addresses.slice(0, 100)) {
    const key = keyOf(address);
    if (key !== null && await contactOfKey.maybe(tx, [workspaceId, key])) known.push(address);
  }
  return known;
}
