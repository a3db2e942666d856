import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { appendEvents, changeRollups } from '../../events/index.ts';
import { isCounted } from '../content/prepare-compiled.ts';
import type { PersonalValues } from '../content/personal-values.ts';
import type { CompiledShelf, ShelvedEmail } from '../content/compiled-shelf.ts';
import { judgeMessage, type MessageFacts, type RecipientKind, type Verdict } from './judge-message.ts';
import { claimLaneTokens, giveBackLaneTokens } from './lane-tokens.ts';
import { factsOf, lockFrequencyRule, pickDue, recipientName, type PickedRow } from './message-facts.ts';
import type { OpenLane } from './open-lanes.ts';
import { afterTurn, type MailboxFacts } from './mailbox-pace.ts';
import { lockMailboxFacts, takeTurns } from './mailbox-turns.ts';
import { claimTokens, giveBackTokens } from './server-tokens.ts';

/** A message that may go: judged, and ours until handed over or given back. */
export interface ClaimedMessage {
  lane: OpenLane;
  messageId: number;
  sourceKind: string;
  sourceId: number;
  step: number;
  recipientKind: RecipientKind;
  recipientId: number;
  address: string;
  name: string;
  values: PersonalValues;
  email: ShelvedEmail;
  tracked: boolean;
  pixel: boolean;
  /** Hand-overs tried before. */
  attempts: number;
  expiresAt: Date | null;
  claimedAt: Date;
}

export interface ClaimRequest {
  instanceId: number;
  lane: OpenLane;
  limit: number;
  now: Date;
}

const writeVerdicts = statement('messages.write-verdicts', `
  update messages m set state = v.state, claimed_by = case when v.state = 'claimed' then $2::bigint end,
    due_at = coalesce(v.due_at, m.due_at), hold_reason = v.hold_reason, reason = v.reason,
    expires_at = coalesce(v.expires_at, m.expires_at), tracked = coalesce(v.tracked, m.tracked),
    ended_at = case when v.state = 'dropped' then $3::timestamptz end
  from unnest($4::bigint[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::timestamptz[], $10::boolean[])
    as v (id, state, due_at, hold_reason, reason, expires_at, tracked)
  where m.workspace_id = $1 and m.id = v.id`);

/** Judges the next messages of a lane in the transaction that claims them; answers those that may go and how many were looked at. */
export async function claimBatch(db: Database, shelf: CompiledShelf, request: ClaimRequest): Promise<{ claimed: ClaimedMessage[]; judged: number }> {
  return db.transaction(async (tx) => {
    const { lane, now } = request;
    const { server } = lane;
    const perMinute = server.perMinute;
    const limited = perMinute === null ? null : { workspaceId: server.workspaceId, id: server.id, perMinute };
    const room = limited ? await claimTokens(tx, limited, request.limit, now) : request.limit;
    if (room === 0) return { claimed: [], judged: 0 };
    const spread = lane.perHour === null ? null : { workspaceId: lane.workspaceId, laneId: lane.laneId, perHour: lane.perHour };
    const limit = spread ? await claimLaneTokens(tx, spread, room, now) : room;
    if (limit === 0) {
      if (limited) await giveBackTokens(tx, limited, room);
      return { claimed: [], judged: 0 };
    }
    const frequency = isCounted(lane.purpose) ? lane.rules.frequency : null;
    const capped = isCounted(lane.purpose) && lane.hasCaps;
    if (frequency || capped) await lockFrequencyRule(tx, lane.workspaceId);
    const mailbox = server.kind === 'mailbox' && isCounted(lane.purpose) ? await lockMailboxFacts(tx, lane.workspaceId, server.id, now) : null;
    const rows = await pickDue.rows(tx, [lane.workspaceId, lane.laneId, now, limit, frequency?.days ?? null, isCounted(lane.purpose) ? lane.topicId : null, capped]);
    const emails = await shelf.take(tx, lane.workspaceId, rows.map((row) => row.compiled_id));
    const judged = judgeBatch(rows, emails, lane, mailbox, now);
    await record(tx, request, judged);
    const claimed = judged.filter(isSending).map((entry) => claimedMessage(entry, lane, now));
    if (mailbox) await takeTurns(tx, lane.workspaceId, server.id, claimed.map((message) => message.messageId), now);
    if (limited) await giveBackTokens(tx, limited, room - claimed.length);
    if (spread) await giveBackLaneTokens(tx, spread, limit - claimed.length);
    return { claimed, judged: rows.length };
  });
}

interface Judged {
  row: PickedRow;
  email: ShelvedEmail;
  facts: MessageFacts;
  verdict: Verdict;
}

function judgeBatch(rows: readonly PickedRow[], emails: ReadonlyMap<number, ShelvedEmail>, lane: OpenLane, firstMailbox: MailboxFacts | null, now: Date): Judged[] {
  let mailbox = firstMailbox;
  const sendingTo = new Map<number, number>();
  return rows.map((row) => {
    const email = emails.get(row.compiled_id)!;
    const read = factsOf(row, {
      purpose: lane.purpose, rules: lane.rules, workspace: lane.workspace,
      senderName: email.senderName, required: email.required, contentProblem: email.problem, window: lane.window, mailbox,
    });
    const earlier = row.recipient_kind === 'contact' ? (sendingTo.get(row.recipient_id) ?? 0) : 0;
    const ownCap = read.ownCap && { ...read.ownCap, inFlight: read.ownCap.inFlight + earlier };
    const facts = { ...read, inFlight: read.inFlight + earlier, ownCap };
    const verdict = judgeSafely(facts, now);
    if (verdict.verdict === 'send' && row.recipient_kind === 'contact') sendingTo.set(row.recipient_id, earlier + 1);
    if (mailbox && verdict.verdict === 'send') mailbox = afterTurn(mailbox, row.id, now);
    else if (mailbox && verdict.verdict === 'hold' && verdict.reason.startsWith('mailbox_')) mailbox = { ...mailbox, waiting: mailbox.waiting + 1 };
    return { row, email, facts, verdict };
  });
}

/** Fails closed: facts that cannot be judged hold the message. */
function judgeSafely(facts: MessageFacts, now: Date): Verdict {
  try {
    return judgeMessage(facts, now);
  } catch {
    const hour = 3_600_000;
    const expiresAt = facts.expiresAt ?? new Date(now.getTime() + facts.rules.holdExpiryDays * 24 * hour);
    return { verdict: 'hold', reason: 'facts_unreadable', until: new Date(now.getTime() + hour), expiresAt };
  }
}

const isSending = (entry: Judged): entry is Judged & { verdict: { verdict: 'send' } } => entry.verdict.verdict === 'send';

function claimedMessage({ row, email, facts, verdict }: Judged & { verdict: { verdict: 'send'; tracked: boolean; pixel: boolean } }, lane: OpenLane, now: Date): ClaimedMessage {
  return {
    lane, email, messageId: row.id, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step,
    recipientKind: row.recipient_kind, recipientId: row.recipient_id, address: facts.address!, name: recipientName(row),
    values: facts.values, tracked: verdict.tracked, pixel: verdict.pixel, attempts: row.attempts, expiresAt: row.expires_at, claimedAt: now,
  };
}

const stateAfter = { send: 'claimed', hold: 'planned', drop: 'dropped' } as const;

async function record(tx: Transaction, { instanceId, lane, now }: ClaimRequest, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return;
  const column = <T>(value: (verdict: Verdict) => T): T[] => judged.map((entry) => value(entry.verdict));
  await writeVerdicts.run(tx, [
    lane.workspaceId, instanceId, now, judged.map((entry) => entry.row.id),
    column((v) => stateAfter[v.verdict]),
    column((v) => (v.verdict === 'hold' ? v.until : null)),
    column((v) => (v.verdict === 'hold' ? v.reason : null)),
    column((v) => (v.verdict === 'drop' ? v.reason : null)),
    column((v) => (v.verdict === 'hold' ? v.expiresAt : null)),
    column((v) => (v.verdict === 'send' ? v.tracked : null)),
  ]);
  await recordDrops(tx, lane, judged, now);
}

async function recordDrops(tx: Transaction, lane: OpenLane, judged: readonly Judged[], now: Date): Promise<void> {
  const dropped = judged.flatMap(({ row, verdict }) => (verdict.verdict === 'drop' ? [{ row, reason: verdict.reason }] : []));
  const source = (row: PickedRow) => ({ workspaceId: lane.workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step });
  await appendEvents(tx, dropped.map(({ row, reason }) => ({
    ...source(row), kind: 'message.dropped', at: now, messageId: row.id, contactId: row.contact_id, reason,
  })));
  await changeRollups(tx, dropped.map(({ row }) => ({ ...source(row), metric: 'dropped', at: now, change: 1 })));
}
