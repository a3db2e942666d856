import { statement, type Queryable, type Transaction } from '../../../platform/db/index.ts';
import { firstKnownZone } from './known-zone.ts';
import { dayStart, gapAfter, hoursOpen, limitOn, localDay, nextDayOpens, type MailboxFacts, type MailboxRules } from './mailbox-pace.ts';

// What the gate asks about a member's mailbox, once a claim. A message takes a turn as it is claimed; a turn counts as
// long as its message went, may have gone, or is on its way.

/** One claim at a time on a mailbox: two at once would not see each other's turns. */
const lockTurns = statement('messages.lock-mailbox-turns', 'select pg_advisory_xact_lock(44003, hashint8($1))');

interface MailboxRow {
  daily_limit: number; ramp_start: number | null; ramp_step: number; ramp_since: string; spacing_seconds: number;
  hours_from: number | null; hours_until: number | null; working_days: number[]; holidays: string[];
  paused_at: Date | null; failing_since: Date | null; failing_reason: string | null; checked_at: Date | null; gone: boolean;
  member_zone: string | null; workspace_zone: string;
}
/** By mailboxes' unique server, and keys. */
const findMailbox = statement<MailboxRow>('messages.mailbox-of-server', `
  select b.daily_limit, b.ramp_start, b.ramp_step, b.ramp_since::text, b.spacing_seconds, b.hours_from, b.hours_until, b.working_days,
    array(select h.day::text from member_holidays h where h.workspace_id = $1 and h.member_id = b.member_id) as holidays,
    b.paused_at, b.failing_since, b.failing_reason, b.checked_at, b.disconnected_at is not null or m.left_at is not null as gone,
    m.time_zone as member_zone, w.time_zone as workspace_zone
  from mailboxes b
  join members m on m.workspace_id = b.workspace_id and m.id = b.member_id
  join workspaces w on w.workspace_id = b.workspace_id
  where b.workspace_id = $1 and b.server_id = $2`);
/** Through mailbox_turns_server; a few hundred rows at most. */
const countTurns = statement<{ today: number; last_at: Date | null; last_id: number | null }>('messages.mailbox-turns', `
  with taken as (
    select t.at, t.message_id from mailbox_turns t join messages m on m.workspace_id = t.workspace_id and m.id = t.message_id
    where t.workspace_id = $1 and t.server_id = $2 and t.at >= least($3::timestamptz, $4::timestamptz - interval '2 hours')
      and m.state in ('claimed', 'handing', 'accepted', 'refused', 'unknown'))
  select (select count(*)::int from taken where at >= $3) as today, l.at as last_at, l.message_id as last_id
  from (select 1) one left join lateral (select * from taken order by at desc, message_id desc limit 1) l on true`);
const insertTurns = statement('messages.take-mailbox-turns', `
  insert into mailbox_turns (workspace_id, message_id, server_id, at)
  select $1, message_id, $2, $3 from unnest($4::bigint[]) as message_id
  on conflict (workspace_id, message_id) do update set server_id = excluded.server_id, at = excluded.at`);

function rulesOf(row: MailboxRow): MailboxRules {
  return {
    dailyLimit: row.daily_limit,
    ramp: row.ramp_start === null ? null : { start: row.ramp_start, step: row.ramp_step, since: row.ramp_since },
    spacingSeconds: row.spacing_seconds,
    hours: row.hours_from === null || row.hours_until === null ? null : { fromMinute: row.hours_from, untilMinute: row.hours_until },
    workingDays: row.working_days,
    holidays: new Set(row.holidays),
    zone: firstKnownZone(row.member_zone, row.workspace_zone),
  };
}

/** How the mailbox behind a server stands now; a server whose mailbox is gone sends nothing. */
export async function readMailboxFacts(on: Queryable, workspaceId: number, serverId: number, now: Date): Promise<MailboxFacts> {
  const row = await findMailbox.maybe(on, [workspaceId, serverId]);
  if (!row) return { state: 'disconnected', reason: null, checkedAt: null, limitToday: 0, sentToday: 0, nextFreeAt: null, opensAt: null, nextDayAt: now, waiting: 0, spacingMs: 0 };
  const rules = rulesOf(row);
  const turns = await countTurns.one(on, [workspaceId, serverId, dayStart(rules.zone, now), now], 'mailbox');
  const spacingMs = rules.spacingSeconds * 1000;
  const freeAt = turns.last_at && spacingMs > 0 ? new Date(turns.last_at.getTime() + gapAfter(turns.last_id!, spacingMs)) : null;
  return {
    state: row.gone ? 'disconnected' : row.paused_at ? 'paused' : row.failing_since ? 'failing' : 'active',
    reason: row.failing_reason, checkedAt: row.checked_at,
    limitToday: limitOn(rules, localDay(rules.zone, now)), sentToday: turns.today,
    nextFreeAt: freeAt && freeAt > now ? freeAt : null,
    opensAt: hoursOpen(rules, now), nextDayAt: nextDayOpens(rules, now), waiting: 0, spacingMs,
  };
}

/** The same for a claim: until it commits, nobody else takes a turn of this mailbox. */
export async function lockMailboxFacts(tx: Transaction, workspaceId: number, serverId: number, now: Date): Promise<MailboxFacts> {
  await lockTurns.run(tx, [serverId]);
  return readMailboxFacts(tx, workspaceId, serverId, now);
}

export async function takeTurns(tx: Transaction, workspaceId: number, serverId: number, messageIds: readonly number[], now: Date): Promise<void> {
  if (messageIds.length > 0) await insertTurns.run(tx, [workspaceId, serverId, now, messageIds]);
}
