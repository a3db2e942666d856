import type { Transaction } from '../../../platform/db/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import { emit } from '../../../platform/outbox-events/index.ts';
import { markBounced } from '../../messages/index.ts';
import type { InspectedRecipient } from '../inspect-mail.ts';
import type { MessageRow } from '../taking/inbound-queries.ts';
import { keyOf } from '../taking/match-message.ts';

export interface BounceTold {
  workspaceId: number;
  message: MessageRow | null;
  contactId: number | null;
  recipients: readonly InspectedRecipient[];
  at: Date;
  now: Date;
}

/** A mail came back: the message bounced; its address is never written to again where it is dead, and only then. */
export async function applyBounce(tx: Transaction, told: BounceTold): Promise<void> {
  const { workspaceId, message, contactId, at } = told;
  const said = told.recipients.filter(({ reason }) => reason !== 'delayed' && reason !== 'delivered');
  const ours = new Set((message?.addresses ?? []).map(keyOf));
  const about = said.find(({ address }) => ours.has(keyOf(address))) ?? said[0];
  if (!about) return;
  // A forward of theirs that leads nowhere says nothing of the address we wrote to.
  const permanent = about.permanent && (message === null || isSameBox(about.address, message.addresses));
  const note = words(about);
  if (message) await markBounced(tx, { workspaceId, messageId: message.id, bounce: permanent ? 'permanent' : 'temporary', at, reason: note });
  if (permanent) {
    const keys = message ? [...ours] : [keyOf(about.address)];
    await suppress(tx, workspaceId, keys.flatMap((addressKey) => (addressKey === null ? [] : [{ who: { addressKey }, reason: 'bounced' as const, note, messageId: message?.id ?? null }])), at);
  }
  await emit(tx, { workspaceId, name: 'inbound.bounced', payload: { contactId, messageId: message?.id ?? null, permanent } });
}

/** The address itself, or the same one as a server further on spells it: same name, or same domain. */
function isSameBox(address: string, ours: readonly string[]): boolean {
  const [name, domain] = partsOf(address);
  return ours.some((each) => { const own = partsOf(each); return own[0] === name || own[1] === domain; });
}
const partsOf = (address: string): [string, string] => { const at = address.lastIndexOf('@'); return [address.slice(0, at).toLowerCase(), address.slice(at + 1).toLowerCase()]; };

const words = ({ reply, status, reason }: InspectedRecipient): string => [reply, status, reason].filter(Boolean).join(' ');
