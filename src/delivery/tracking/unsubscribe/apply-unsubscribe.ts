import { statement, type Transaction } from '../../../platform/db/index.ts';
import { parseEmailAddress } from '../../../people/addresses/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import { recordAnswer } from '../../events/index.ts';
import type { Hit } from '../taking/hit.ts';
import { keep } from '../../../platform/words/contract.ts';

interface MessageRow {
  source_kind: string; source_id: number; step: number; tracked: boolean; contact_id: number | null;
  may_keep: boolean; addresses: string[]; handed_to: string[] | null;
}

// Where the mail went is what its reader speaks for; the contact's address of today is the same person's.
const readMessage = statement<MessageRow>('tracking.unsubscribe-message', `
  select m.source_kind, m.source_id, m.step, m.tracked, case when c.erased_at is null then c.id end as contact_id,
         w.tracking_mode = 'per-person' and m.tracked and (c.id is null or (c.tracking = 'allowed' and c.erased_at is null)) as may_keep,
         array_remove(array[c.email, kept.email, mb.email], null) as addresses,
         (select array_agg(distinct a.address) from attempts a where a.workspace_id = m.workspace_id and a.message_id = m.id and a.address is not null) as handed_to
  from messages m
  join workspaces w on w.workspace_id = m.workspace_id
  left join contacts c on c.workspace_id = m.workspace_id and c.id = m.recipient_id and m.recipient_kind = 'contact'
  left join contacts kept on kept.workspace_id = c.workspace_id and kept.id = c.merged_into
  left join members mb on mb.workspace_id = m.workspace_id and mb.id = m.recipient_id and m.recipient_kind = 'member'
  where m.workspace_id = $1 and m.id = $2`);

const insertHit = statement('tracking.insert-unsubscribe', `
  insert into hits (workspace_id, message_id, at, id, kind, method, agent, address) values ($1, $2, $3, $4, 'unsubscribe', $5, $6, $7)
  on conflict do nothing`);

/**
 * Acts on a confirmed opt-out: the address is suppressed, which the gate sees for everything already queued, and the
 * message counts as unsubscribed. Idempotent by the hit's id and by the facts; nothing happens for a message that does not exist.
 */
export async function applyUnsubscribe(tx: Transaction, hit: Hit): Promise<void> {
  const { workspaceId, messageId } = hit;
  const message = await readMessage.maybe(tx, [workspaceId, messageId]);
  if (!message) return;
  const at = new Date(hit.at);
  const kept = message.may_keep;
  const isNew = await insertHit.run(tx, [workspaceId, messageId, at, hit.id, hit.method, kept ? hit.agent : null, kept ? hit.address : null]);
  if (isNew === 0) return;
  await recordAnswer(tx, {
    kind: 'message.unsubscribed', workspaceId, messageId, contactId: message.contact_id, at, tracked: message.tracked, reason: 'confirmed the opt-out',
    sourceKind: message.source_kind, sourceId: message.source_id, step: message.step,
  });
  const keys = new Set([...message.addresses, ...message.handed_to ?? []].map((address) => parseEmailAddress(address)).flatMap((parsed) => ('key' in parsed ? [parsed.key] : [])));
  await suppress(tx, workspaceId, [...keys].map((addressKey) => ({ who: { addressKey }, reason: 'unsubscribed', note: keep('by the opt-out in a mail'), messageId })), at);
}
