import type { z } from 'zod';
import { statement, type Queryable } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { describeReason } from '../../delivery/messages/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { tell } from '../../platform/words/contract.ts';
import { movesOf } from './campaign.ts';
import type { ProgressView, timetable } from './contract.ts';
import { perMinute as paceOf } from './pace.ts';
import { factsOf, findCampaignRow } from './queries.ts';
import { listTimetable } from './timing/timetable.ts';
import { campaignCounts, campaignSource, readStatus, refused } from './read-status.ts';

/** Why is what held, and when is it looked at again? Served by messages_held alone. */
export const listHeld = statement<{ reason: string; count: number; next_look_at: Date | null }>('campaigns.held', `
  select hold_reason as reason, count(*) as count, min(due_at) as next_look_at from messages
  where workspace_id = $1 and source_kind = $2 and source_id = $3 and state = 'planned' and hold_reason is not null
  group by hold_reason order by count(*) desc`);
/** Why was what dropped? messages_odd serves it. */
const listDropped = statement<{ reason: string; count: number }>('campaigns.dropped', `
  select coalesce(reason, '') as reason, count(*) as count from messages
  where workspace_id = $1 and source_kind = $2 and source_id = $3 and state = 'dropped' group by 1 order by 2 desc`);
const answers = `from events where workspace_id = $1 and kind in ('message.accepted', 'message.refused') and source_kind = $2 and source_id = $3`;
/** What is on its way, how fast it goes, and what comes next? Recent events are found by their time, the next message by messages_due. */
const readPace = statement<{ in_flight: number; answered: number; first_at: Date | null; was_going: boolean; next_due_at: Date | null; paused_until: Date | null; paused_reason: string | null }>('campaigns.pace', `
  select
    (select count(*)::int from messages where workspace_id = $1 and lane_id = $4 and state in ('claimed', 'handing')) as in_flight,
    r.answered, r.first_at, exists (select ${answers} and at > $5::timestamptz - interval '1 minute' and at <= $5) as was_going,
    (select min(due_at) from messages where workspace_id = $1 and lane_id = $4 and state = 'planned') as next_due_at,
    greatest(s.paused_until, l.held_until) as paused_until,
    case when l.held_until > $6 then l.held_reason else s.paused_reason end as paused_reason
  from lanes l join servers s on s.workspace_id = l.workspace_id and s.id = l.server_id
  cross join (select count(*)::int as answered, min(at) as first_at ${answers} and at > $5 and at <= $6) r
  where l.workspace_id = $1 and l.id = $4`);

const aMinuteMs = 60_000;

/** How far a campaign is, how fast it goes, and what is held and why. */
export async function readProgress(on: Queryable, actor: Actor, campaignId: number, now: Date): Promise<ProgressView> {
  const row = await findCampaignRow.one(on, [actor.workspaceId, campaignId], 'campaign');
  const source = [row.workspace_id, campaignSource, row.id] as const;
  const [{ counts, status }, held, dropped, pace] = await Promise.all([
    readStatus(on, row, now),
    listHeld.rows(on, source),
    listDropped.rows(on, source),
    row.lane_id === null ? undefined : readPace.maybe(on, [...source, row.lane_id, new Date(now.getTime() - aMinuteMs), now]),
  ]);
  const { open } = campaignCounts(counts);
  const inFlight = pace?.in_flight ?? 0;
  const heldCount = held.reduce((sum, { count }) => sum + count, 0);
  const perMinute = pace ? paceOf({ answered: pace.answered, firstAt: pace.first_at, wasGoing: pace.was_going }, now) : 0;
  const waiting = Math.max(0, open - inFlight - heldCount);
  const isGoing = status === 'sending' || status === 'preparing';
  return {
    status, moves: movesOf(actor, { ...factsOf(row), team: row.team }, status), at: now.toISOString(),
    audience: { size: row.audience_size, frozen: row.audience_frozen_at !== null },
    planned: counts.planned, waiting, inFlight,
    held: held.map(({ reason, count, next_look_at: at }) => ({ reason, title: describeReason(reason), count, nextLookAt: at?.toISOString() ?? null })),
    accepted: counts.accepted, refused: refused(counts), unknown: counts.unknown, cancelled: counts.cancelled,
    dropped: dropped.map(({ reason, count }) => ({ reason, title: describeReason(reason), count })),
    perMinute,
    secondsLeft: isGoing && row.audience_frozen_at && perMinute ? Math.ceil(waiting / perMinute * 60) : null,
    nextDueAt: pace?.next_due_at?.toISOString() ?? null,
    ...(row.standstill !== null && status === 'paused' ? { serverPausedUntil: null, serverPausedReason: tell(row.standstill) } : trouble(pace, now)),
  };
}

/** How many of a campaign's messages fall due when, by zone; empty while its audience is not looked at, and for one that goes at once. */
export async function readTimetable(on: Queryable, { workspaceId }: Actor, campaignId: number): Promise<z.infer<typeof timetable>> {
  const row = await findCampaignRow.one(on, [workspaceId, campaignId], 'campaign');
  const [lines, { timeZone }] = await Promise.all([listTimetable.rows(on, [workspaceId, row.id]), readSettings(on, workspaceId)]);
  return { zone: timeZone, lines: lines.map(({ zone, at, count }) => ({ zone, at: at.toISOString(), count })) };
}

function trouble(pace: { paused_until: Date | null; paused_reason: string | null } | undefined, now: Date): Pick<ProgressView, 'serverPausedUntil' | 'serverPausedReason'> {
  if (!pace?.paused_until || pace.paused_until <= now) return { serverPausedUntil: null, serverPausedReason: null };
  return { serverPausedUntil: pace.paused_until.toISOString(), serverPausedReason: pace.paused_reason === null ? null : tell(pace.paused_reason) };
}
