import { statement, type Queryable, type Transaction } from '../../../platform/db/index.ts';
import type { Engagement } from '../engagement.ts';
import { actsOf, anew, forward, habitColumns, lastOfEach, moves } from './habit-columns.ts';

// What each contact did last, kept in the transaction that says so. Forward it costs one upsert; where a judgement takes
// something back, the contact's row is made again from all there is.

const columns = `workspace_id, contact_id, ${habitColumns.join(', ')}`;

// By the keys of engagements, messages and lanes: the engagement knows whose it is after a merge, the lane which team's.
const moveForward = statement('events.habits-forward', `
  insert into contact_habits as h (${columns})
  select a.workspace_id, a.contact_id, ${lastOfEach} from (
    select e.workspace_id, e.contact_id, l.team, null::timestamptz as sent_at, n.opened_at, n.clicked_at, n.replied_at, n.unsubscribed_at
    from unnest($1::int[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[]) n (workspace_id, message_id, opened_at, clicked_at, replied_at, unsubscribed_at)
    join engagements e on e.workspace_id = n.workspace_id and e.message_id = n.message_id
    join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
    join lanes l on l.workspace_id = m.workspace_id and l.id = m.lane_id
    where e.contact_id is not null and l.team is not null) a
  group by a.workspace_id, a.contact_id order by a.workspace_id, a.contact_id
  on conflict (workspace_id, contact_id) do update set ${forward} where ${moves}`);

const noteSent = statement('events.habits-sent', `
  insert into contact_habits as h (${columns})
  select a.workspace_id, a.contact_id, ${lastOfEach} from (
    select $1::int as workspace_id, contact_id, team, sent_at, null::timestamptz as opened_at, null::timestamptz as clicked_at, null::timestamptz as replied_at, null::timestamptz as unsubscribed_at
    from unnest($2::bigint[], $3::text[], $4::timestamptz[]) n (contact_id, team, sent_at)) a
  group by a.workspace_id, a.contact_id order by a.workspace_id, a.contact_id
  on conflict (workspace_id, contact_id) do update set ${forward} where ${moves}`);

// In order of the key, before anything else of these rows is written: judges and merges wait for each other, never in a ring.
const lockOfMessages = statement<{ workspace_id: number; contact_id: number }>('events.habits-lock-messages', `
  select h.workspace_id, h.contact_id from contact_habits h
  where (h.workspace_id, h.contact_id) in (
    select e.workspace_id, e.contact_id from unnest($1::int[], $2::bigint[]) n (workspace_id, message_id)
    join engagements e on e.workspace_id = n.workspace_id and e.message_id = n.message_id)
  order by h.workspace_id, h.contact_id for update`);
const lockContacts = statement('events.habits-lock-contacts', `
  select from contact_habits where workspace_id = $1 and contact_id = any($2::bigint[]) order by contact_id for update`);

const contactsOf = statement<{ workspace_id: number; contact_id: number }>('events.habits-contacts-of', `
  select distinct e.workspace_id, e.contact_id from unnest($1::int[], $2::bigint[]) n (workspace_id, message_id)
  join engagements e on e.workspace_id = n.workspace_id and e.message_id = n.message_id
  where e.contact_id is not null order by 1, 2`);
const makeAgain = statement('events.habits-again', `
  insert into contact_habits as h (${columns})
  select $1, a.contact_id, ${lastOfEach} from (select id as contact_id, null as team, null::timestamptz as sent_at, null::timestamptz as opened_at, null::timestamptz as clicked_at,
      null::timestamptz as replied_at, null::timestamptz as unsubscribed_at from unnest($2::bigint[]) id union all ${actsOf('= any($2::bigint[])')}) a
  group by a.contact_id order by a.contact_id
  on conflict (workspace_id, contact_id) do update set ${anew}`);

const takeOver = statement('events.habits-take-over', `
  insert into contact_habits as h (${columns})
  select workspace_id, $3, ${habitColumns.join(', ')} from contact_habits where workspace_id = $1 and contact_id = $2
  on conflict (workspace_id, contact_id) do update set ${forward}`);
const forget = statement('events.habits-forget', 'delete from contact_habits where workspace_id = $1 and contact_id = $2');

export interface EngagementChange {
  workspaceId: number;
  messageId: number;
  before: Engagement | null;
  after: Engagement;
}

/** Follows engagements that were just written, in their transaction. */
export async function followEngagements(tx: Queryable, changes: readonly EngagementChange[]): Promise<void> {
  const moved = changes.filter(({ before, after }) => before === null || habitsOf(before).some((at, act) => at !== habitsOf(after)[act]));
  if (moved.length === 0) return;
  const back = moved.filter(({ before, after }) => before !== null && habitsOf(before).some((at, act) => at !== null && (habitsOf(after)[act] ?? -Infinity) < at));
  if (back.length > 0) await lockOfMessages.run(tx, keysOf(moved));
  const times = (act: number) => moved.map(({ after }) => { const at = habitsOf(after)[act] ?? null; return at === null ? null : new Date(at); });
  await moveForward.run(tx, [...keysOf(moved), times(0), times(1), times(2), times(3)]);
  for (const [workspaceId, rows] of Map.groupBy(back.length === 0 ? [] : await contactsOf.rows(tx, keysOf(back)), (row) => row.workspace_id)) {
    await makeAgain.run(tx, [workspaceId, rows.map((row) => row.contact_id)]);
  }
}

const keysOf = (changes: readonly EngagementChange[]) => [changes.map((change) => change.workspaceId), changes.map((change) => change.messageId)];

/** When it was last opened, clicked, replied to and unsubscribed from, in milliseconds. */
function habitsOf(e: Engagement): (number | null)[] {
  return [e.openedAt === null ? null : Math.max(e.openedAt, e.lastAt ?? 0, e.repliedAt ?? 0), e.lastClickedAt, e.repliedAt, e.unsubscribedAt];
}

/** Notes mail that went out to contacts, beside its touches and in their transaction. */
export async function recordSent(tx: Queryable, workspaceId: number, sent: readonly { contactId: number; team: 'sales' | 'marketing'; at: Date }[]): Promise<void> {
  if (sent.length === 0) return;
  await noteSent.run(tx, [workspaceId, sent.map((one) => one.contactId), sent.map((one) => one.team), sent.map((one) => one.at)]);
}

/** Merge: what the loser did last, the winner did, unless they did it later themselves. */
export async function moveHabits(tx: Transaction, workspaceId: number, loserId: number, winnerId: number): Promise<void> {
  await lockContacts.run(tx, [workspaceId, [loserId, winnerId]]);
  await takeOver.run(tx, [workspaceId, loserId, winnerId]);
  await forget.run(tx, [workspaceId, loserId]);
}

/** Erasure. */
export async function forgetHabits(tx: Transaction, workspaceId: number, contactId: number): Promise<void> {
  await forget.run(tx, [workspaceId, contactId]);
}
