// What stands in contact_habits, and how it is counted again from what it was kept from. Pure text.

const acts = ['sent', 'opened', 'clicked', 'replied', 'unsubscribed'] as const;
export type HabitAct = (typeof acts)[number];
const teams = ['marketing', 'sales'] as const;

/** `marketing_sent_at`, ...; the `last_...` of both teams follow by themselves. */
export const habitColumns: readonly string[] = teams.flatMap((team) => acts.map((act) => `${team}_${act}_at`));

/** A select list that turns acts (team, sent_at, opened_at, ...) into a contact's row; group by contact. */
export const lastOfEach = teams.flatMap((team) => acts.map((act) => `max(a.${act}_at) filter (where a.team = '${team}') as ${team}_${act}_at`)).join(', ');

/**
 * Every act of contacts as rows (contact_id, team, sent_at, ...), each from where it is kept: mail from touches, the rest
 * from engagements. `$1` is the workspace; `which` narrows the contacts, for instance `= any($2::bigint[])`. A click tells of
 * an open, and so does a reply, where opens may be counted: as in `engagement.ts`.
 */
export const actsOf = (which: string): string => `
  select contact_id, team, at as sent_at, null::timestamptz as opened_at, null::timestamptz as clicked_at, null::timestamptz as replied_at, null::timestamptz as unsubscribed_at
  from touches where workspace_id = $1 and kind = 'message' and contact_id ${which}
  union all
  select e.contact_id, l.team, null, case when e.opened_at is not null then greatest(e.opened_at, e.last_at, e.replied_at) end, e.last_clicked_at, e.replied_at, e.unsubscribed_at
  from engagements e
  join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
  join lanes l on l.workspace_id = m.workspace_id and l.id = m.lane_id
  where e.workspace_id = $1 and e.contact_id ${which} and l.team is not null`;

/** The set list of an upsert that only moves forward. `h` is the row that is there. */
export const forward = habitColumns.map((column) => `${column} = greatest(h.${column}, excluded.${column})`).join(', ');
/** Whether that changes anything: a row written for nothing is a dead row. */
export const moves = habitColumns.map((column) => `excluded.${column} > h.${column} or (h.${column} is null and excluded.${column} is not null)`).join(' or ');
/** The set list of an upsert that states anew. */
export const anew = habitColumns.map((column) => `${column} = excluded.${column}`).join(', ');
