import { appendEvents, changeRollups, recordSent, type EventInput, type RollupChange, type Source } from '../../events/index.ts';
import { instants, numbers, statement, texts, type Transaction } from '../../../platform/db/index.ts';
import type { ContactId, LaneId, CompiledEmailId, MessageId, ServerId } from '../../../platform/identity/index.ts';

// Mail that already went: taken over with its times, as if the sender had written it down then.
// It fills the same tables in the same way, so figures, lists and recounts know no difference.

export interface PastMessage {
  contactId: ContactId;
  address: string;
  acceptedAt: Date;
  /** False where the person's opens may not be tracked. */
  tracked: boolean;
  /** Set where the server refused: the journal's code and words. */
  refused?: { code: number; enhanced: string; answer: string; bounce: 'permanent' | 'temporary' | null; reason: string };
}

export interface PastMailing extends Source {
  laneId: LaneId;
  serverId: ServerId;
  compiledId: CompiledEmailId;
  team: 'sales' | 'marketing';
}

/** No sender of ours handed these over. */
const noInstance = 0;

const insertMessages = statement<{ id: MessageId; recipient_id: ContactId }>('messages.insert-past', `
  insert into messages (workspace_id, lane_id, source_kind, source_id, step, recipient_kind, recipient_id, compiled_id,
                        state, reason, due_at, planned_at, accepted_at, ended_at, attempts, tracked, bounce, bounced_at)
  select $1, $2, $3, $4, $5, 'contact', p.contact_id, $6,
         case when p.refused then 'refused' else 'accepted' end, p.reason, p.at, p.at, case when p.refused then null else p.at end, p.at, 1, p.tracked,
         p.bounce, case when p.bounce is null then null else p.at end
  from unnest($7::bigint[], $8::timestamptz[], $9::boolean[], $10::boolean[], $11::text[], $12::text[]) as p (contact_id, at, refused, tracked, reason, bounce)
  on conflict do nothing
  returning id, recipient_id`);

const insertAttempts = statement('messages.insert-past-attempts', `
  insert into attempts (workspace_id, message_id, number, instance_id, server_id, address, started_at, answered_at, outcome, code, enhanced, answer)
  select $1, a.message_id, 1, $2, $3, a.address, a.at, a.at, a.outcome, a.code, a.enhanced, a.answer
  from unnest($4::bigint[], $5::text[], $6::timestamptz[], $7::text[], $8::smallint[], $9::text[], $10::text[]) as a (message_id, address, at, outcome, code, enhanced, answer)`);

const insertTouches = statement('messages.insert-past-touches', `
  insert into touches (workspace_id, contact_id, at, kind, team, message_id)
  select $1, t.contact_id, t.at, 'message', $2, t.message_id
  from unnest($3::bigint[], $4::timestamptz[], $5::bigint[]) as t (contact_id, at, message_id)`);

/**
 * Writes messages that were handed over in the past, with attempts, touches, events and counts, in `tx`.
 * One already known for its source, step and contact is left as it is. Answers the new messages' ids by contact.
 * A few thousand at a time: every list is an array parameter. In order of the contacts' ids where a transaction calls it
 * again, as whoever keeps contacts' habits locks them.
 */
export async function recordPastMessages(tx: Transaction, mailing: PastMailing, messages: readonly PastMessage[]): Promise<Map<ContactId, MessageId>> {
  const column = <T>(value: (message: PastMessage) => T): T[] => messages.map(value);
  const inserted = await insertMessages.rows(tx, [
    mailing.workspaceId, mailing.laneId, mailing.sourceKind, mailing.sourceId, mailing.step, mailing.compiledId,
    numbers(column((m) => m.contactId)), instants(column((m) => m.acceptedAt.getTime())), column((m) => m.refused !== undefined), column((m) => m.tracked),
    texts(column((m) => m.refused?.reason ?? null)), texts(column((m) => m.refused?.bounce ?? null)),
  ]);
  const ids = new Map(inserted.map((row) => [row.recipient_id, row.id]));
  const fresh = messages.filter((message) => ids.has(message.contactId)).map((message) => ({ ...message, id: ids.get(message.contactId)! }));
  await journal(tx, mailing, fresh);
  await appendEvents(tx, fresh.map((message) => eventOf(mailing, message)));
  await changeRollups(tx, fresh.flatMap((message) => changesOf(mailing, message)));
  return ids;
}

type Recorded = PastMessage & { id: MessageId };

async function journal(tx: Transaction, mailing: PastMailing, messages: readonly Recorded[]): Promise<void> {
  const column = <T>(value: (message: Recorded) => T): T[] => messages.map(value);
  await insertAttempts.run(tx, [
    mailing.workspaceId, noInstance, mailing.serverId, numbers(column((m) => m.id)), texts(column((m) => m.address)), instants(column((m) => m.acceptedAt.getTime())),
    texts(column((m) => (m.refused ? 'refused' : 'accepted'))), numbers(column((m) => m.refused?.code ?? 250)), texts(column((m) => m.refused?.enhanced ?? '2.0.0')), texts(column((m) => m.refused?.answer ?? 'OK')),
  ]);
  const accepted = messages.filter((message) => !message.refused);
  await insertTouches.run(tx, [mailing.workspaceId, mailing.team, numbers(accepted.map((m) => m.contactId)), instants(accepted.map((m) => m.acceptedAt.getTime())), numbers(accepted.map((m) => m.id))]);
  await recordSent(tx, mailing.workspaceId, accepted.map((m) => ({ contactId: m.contactId, team: mailing.team, at: m.acceptedAt })));
}

function eventOf(mailing: PastMailing, message: Recorded): EventInput {
  return {
    ...sourceOf(mailing), kind: message.refused ? 'message.refused' : 'message.accepted', at: message.acceptedAt,
    messageId: message.id, contactId: message.contactId, reason: message.refused?.answer ?? null,
  };
}

function changesOf(mailing: PastMailing, message: Recorded): RollupChange[] {
  const change = (metric: RollupChange['metric']): RollupChange => ({ ...sourceOf(mailing), metric, at: message.acceptedAt, change: 1 });
  if (!message.refused) return [change('planned'), change('accepted'), ...(message.tracked ? [change('accepted_tracked')] : [])];
  const { bounce } = message.refused;
  return [change('planned'), change(bounce === null ? 'refused_other' : bounce === 'permanent' ? 'refused_address_permanent' : 'refused_address_temporary')];
}

const sourceOf = ({ workspaceId, sourceKind, sourceId, step }: Source): Source => ({ workspaceId, sourceKind, sourceId, step });
