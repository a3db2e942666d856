import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { MessageId, WorkspaceId } from '../../../platform/identity/index.ts';
import type { CompiledContent } from '../content/compiled-email.ts';
import { openLane } from './lanes.ts';
import { ownSender } from './own-sender.ts';
import { planOne } from './plan-messages.ts';
import { storeCompiled } from './store-compiled.ts';

export interface PersonMail {
  workspaceId: WorkspaceId;
  /** A contact; or somebody at an address who is none (yet), under an id of the source's own. */
  to: { contactId: number } | { address: string; id: number };
  /** Who asks for it: its lane is `laneId`'s, its messages are counted under `sourceId`, the nth try as step n. */
  source: { kind: string; laneId: number; sourceId: number; step: number };
  subject: string;
  text: string;
  html: string;
  now: Date;
}

/**
 * Plans a mail that a person asked for (purpose transactional): to confirm an address, to see what is known. It takes
 * the one road; nothing in it is tracked. The same source, step and recipient is planned once.
 */
export async function sendToPerson(tx: Queryable, mail: PersonMail): Promise<MessageId> {
  const { workspaceId, source, to, now } = mail;
  const { serverId, from } = await ownSender(tx, workspaceId);
  const content: CompiledContent = { format: 1, from, replyTo: null, subject: [mail.subject], text: [mail.text], html: [mail.html], required: [] };
  const compiledId = await storeCompiled(tx, workspaceId, content, []);
  const laneId = await openLane(tx, { workspaceId, sourceKind: source.kind, sourceId: source.laneId, serverId, purpose: 'transactional', team: null });
  const recipient = 'contactId' in to
    ? { recipientKind: 'contact' as const, recipientId: to.contactId, vars: null }
    : { recipientKind: 'address' as const, recipientId: to.id, vars: { address: to.address } };
  return planOne(tx, { workspaceId, laneId, sourceKind: source.kind, sourceId: source.sourceId, step: source.step, compiledId, ...recipient, dueAt: now, expiresAt: null, now });
}

const adopt = statement('messages.adopt-addressed', `
  update messages set recipient_kind = 'contact', recipient_id = $4, vars = null
  where workspace_id = $1 and recipient_id = $3 and recipient_kind = 'address' and source_kind = $2`);
const forget = statement('messages.forget-addressed', `
  with gone as (
    update messages m set vars = null, state = case when m.state = 'planned' then 'cancelled' else m.state end, ended_at = case when m.state = 'planned' then $4 else m.ended_at end
    where m.workspace_id = $1 and m.recipient_id = any($3::bigint[]) and m.recipient_kind = 'address' and m.source_kind = $2 returning m.workspace_id, m.id)
  update attempts a set address = null, answer = null from gone where a.workspace_id = gone.workspace_id and a.message_id = gone.id`);

/** Whoever was written to at an address is a contact now: those mails are theirs. */
export async function adoptAddressed(tx: Queryable, workspaceId: number, sourceKind: string, id: number, contactId: number): Promise<void> {
  await adopt.run(tx, [workspaceId, sourceKind, id, contactId]);
}

/** Forgets the addresses of people who never became contacts; what was still to go to them does not. */
export async function forgetAddressed(tx: Queryable, workspaceId: number, sourceKind: string, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length > 0) await forget.run(tx, [workspaceId, sourceKind, ids, now]);
}
