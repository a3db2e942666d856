import { statement, type Transaction } from '../../../platform/db/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import { appendEvents, changeRollups, recordSent, type EventInput, type RollupChange } from '../../events/index.ts';
import type { HandOverAnswer } from '../../transport/index.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';
import { holdLanesOf } from '../plan/hold-lanes-open.ts';
import type { JournalPlace } from './begin-hand-overs.ts';
import type { Settled } from './settle-answer.ts';

export interface Answered {
  message: ClaimedMessage;
  answer: HandOverAnswer;
  settled: Settled;
  /** Which attempt this answers. */
  number: number;
  at: Date;
}

// One statement for the journal and the message. $4 says from which state: `handing`, or `unknown` when
// another sender took us for dead meanwhile: the answer is evidence and settles that. `+ 0` and `|| ''` as at the begin.
const settle = statement<{ id: number; state: string }>('journal.settle', `
  with a as (
    select * from unnest($5::bigint[], $6::smallint[], $7::text[], $8::smallint[], $9::text[], $10::text[], $11::text[],
      $12::timestamptz[], $13::timestamptz[], $14::text[], $15::text[], $16::text[], $17::timestamptz[])
      as a (id, number, outcome, code, enhanced, answer, state, due_at, expires_at, hold_reason, reason, bounce, at)),
  settled as (
    update messages m set
      state = case when a.state = 'planned' and l.state = 'closed' then 'cancelled' else a.state end,
      due_at = coalesce(a.due_at, m.due_at), expires_at = coalesce(a.expires_at, m.expires_at),
      hold_reason = a.hold_reason, reason = a.reason, bounce = a.bounce,
      bounced_at = case when a.bounce is not null then a.at end,
      accepted_at = case when a.state = 'accepted' then a.at end,
      ended_at = case when a.state <> 'planned' or l.state = 'closed' then a.at end,
      claimed_by = case when a.state = 'planned' then null else m.claimed_by end
    from a, lanes l
    where m.workspace_id = $1 and m.id = a.id and m.claimed_by + 0 = $2 and m.state || '' = $4 and m.attempts = a.number
      and l.workspace_id = m.workspace_id + 0 and l.id = m.lane_id
    returning m.workspace_id, m.id, m.state, a.number, a.outcome, a.code, a.enhanced, a.answer),
  journalled as (
    update attempts t set answered_at = $3, outcome = s.outcome, code = s.code, enhanced = s.enhanced, answer = s.answer
    from settled s where t.workspace_id = s.workspace_id and t.message_id = s.id and t.number = s.number)
  select id, state from settled`);

const insertTouches = statement('journal.touches', `
  insert into touches (workspace_id, contact_id, at, kind, team, message_id)
  select $1, t.contact_id, t.at, 'message', t.team, t.message_id
  from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::bigint[]) as t (contact_id, at, team, message_id)`);

/** Writes answers with all that follows from them: touches, events, counts, suppressions. Answering twice changes nothing. */
export async function writeAnswers(tx: Transaction, place: JournalPlace, answers: readonly Answered[]): Promise<void> {
  if (answers.some((entry) => entry.settled.state === 'planned')) await holdLanesOf(tx, place.instanceId);
  const settledNow = await settleFrom(tx, place, 'handing', answers);
  const late = answers.filter((entry) => !settledNow.has(entry.message.messageId));
  const settledLate = late.length > 0 ? await settleFrom(tx, place, 'unknown', late) : new Map<number, string>();
  const done = answers.flatMap((entry) => {
    const state = settledNow.get(entry.message.messageId) ?? settledLate.get(entry.message.messageId);
    return state ? [{ ...entry, state, wasUnknown: settledLate.has(entry.message.messageId) }] : [];
  });
  // Sent together, in one round trip: the connection is pipelined.
  await Promise.all([
    addTouches(tx, place, done),
    appendEvents(tx, done.flatMap((entry) => eventOf(place, entry))),
    changeRollups(tx, done.flatMap((entry) => countsOf(place, entry))),
  ]);
  const dead = done.filter((entry) => entry.settled.suppress && entry.message.recipientKind === 'contact');
  if (dead.length === 0) return;
  await suppress(tx, place.workspaceId, dead.map(({ message, answer }) => ({
    who: { contactId: message.recipientId }, reason: 'bounced', note: answer.answer, messageId: message.messageId,
  })), place.now);
}

type Done = Answered & { state: string; wasUnknown: boolean };

async function settleFrom(tx: Transaction, { workspaceId, instanceId, now }: JournalPlace, state: 'handing' | 'unknown', answers: readonly Answered[]): Promise<Map<number, string>> {
  const column = <T>(value: (entry: Answered) => T): T[] => answers.map(value);
  const rows = await settle.rows(tx, [
    workspaceId, instanceId, now, state,
    column((e) => e.message.messageId), column((e) => e.number), column((e) => e.answer.outcome),
    column((e) => e.answer.code), column((e) => e.answer.enhanced), column((e) => e.answer.answer), column((e) => e.settled.state),
    column((e) => e.settled.dueAt), column((e) => e.settled.expiresAt), column((e) => e.settled.holdReason), column((e) => e.settled.reason),
    column((e) => e.settled.bounce), column((e) => e.at),
  ]);
  return new Map(rows.map((row) => [row.id, row.state]));
}

async function addTouches(tx: Transaction, { workspaceId }: JournalPlace, done: readonly Done[]): Promise<void> {
  const touches = done.flatMap(({ message, state, at }) => {
    const { team } = message.lane;
    return state === 'accepted' && team && message.recipientKind === 'contact' ? [{ contact: message.recipientId, at, team, message: message.messageId }] : [];
  });
  if (touches.length === 0) return;
  await Promise.all([
    insertTouches.run(tx, [workspaceId, touches.map((t) => t.contact), touches.map((t) => t.at), touches.map((t) => t.team), touches.map((t) => t.message)]),
    recordSent(tx, workspaceId, touches.map((t) => ({ contactId: t.contact, team: t.team, at: t.at }))),
  ]);
}

const sourceOf = (workspaceId: number, { sourceKind, sourceId, step }: ClaimedMessage) => ({ workspaceId, sourceKind, sourceId, step });
const kindOf: Record<string, EventInput['kind'] | undefined> = { accepted: 'message.accepted', refused: 'message.refused', unknown: 'message.unknown' };

function eventOf({ workspaceId }: JournalPlace, { message, state, settled, at, wasUnknown }: Done): EventInput[] {
  const kind = kindOf[state];
  if (!kind || (wasUnknown && state === 'unknown')) return [];
  return [{
    ...sourceOf(workspaceId, message), kind, at, messageId: message.messageId,
    contactId: message.recipientKind === 'contact' ? message.recipientId : null,
    reason: settled.reason, detail: settled.bounce ? { bounce: settled.bounce } : null,
  }];
}

function countsOf({ workspaceId }: JournalPlace, { message, state, settled, at, wasUnknown }: Done): RollupChange[] {
  const source = sourceOf(workspaceId, message);
  const changes: RollupChange[] = wasUnknown ? [{ ...source, metric: 'unknown', at, change: -1 }] : [];
  const add = (metric: RollupChange['metric']) => changes.push({ ...source, metric, at, change: 1 });
  if (state === 'accepted') {
    add('accepted');
    if (message.tracked) add('accepted_tracked');
  }
  if (state === 'refused') add(settled.bounce ? `refused_address_${settled.bounce}` : 'refused_other');
  if (state === 'unknown') add('unknown');
  if (state === 'cancelled') add('cancelled');
  return changes;
}
