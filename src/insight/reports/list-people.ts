import { z } from 'zod';
import type { Queryable } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, pageFrom } from '../../platform/http/index.ts';
import { campaignSource } from '../../work/campaigns/index.ts';
import type { Did, RecipientView } from './contract.ts';
import { presentRecipient, type RecipientRow } from './present-recipient.ts';

// The lists behind the numbers. Each is walked along an index of its own, by a cursor: a page costs the
// same at the end of a million as at the beginning, and none is counted to be shown.

export interface PeopleRequest {
  workspaceId: number;
  campaignId: number;
  laneId: number | null;
  did: Did;
  link?: number | undefined;
  reason?: string | undefined;
}

/** Where a page ended: the order's value as text (a time to the microsecond, a reason, a contact) and the message. */
type Cursor = readonly [string, number];
type FoundRow = RecipientRow & { cursor: string };

/** How one list is found: candidates in order, each with `sort` and `message_id`. */
interface Walk {
  /** Ends before the cursor's condition. $1 workspace, $2 source, $3 campaign. */
  branches: { from: string; where: string; sort: string }[];
  direction: 'asc' | 'desc';
  sortType: 'timestamptz' | 'bigint' | 'text';
  idColumn: string;
}

const engaged = (...branches: [sort: string, where: string][]): Walk => ({
  branches: branches.map(([sort, where]) => ({ from: 'engagements e', where: `e.workspace_id = $1 and e.source_kind = $2 and e.source_id = $3 and ${where}`, sort: `e.${sort}` })),
  direction: 'desc', sortType: 'timestamptz', idColumn: 'e.message_id',
});
const written = (where: string, sort: string, sortType: Walk['sortType'], direction: Walk['direction'] = 'asc'): Walk => ({
  branches: [{ from: 'messages m', where: `m.workspace_id = $1 and m.source_kind = $2 and m.source_id = $3 and ${where}`, sort: `m.${sort}` }],
  direction, sortType, idColumn: 'm.id',
});
/** Along messages_once: most of a campaign's messages are in such a list, so that few are passed over. */
const most = (where: string) => written(`m.step = 0 and m.recipient_kind = 'contact' and ${where}`, 'recipient_id', 'bigint');
/** Along messages_odd. */
const odd = (state: string) => written(`m.state = '${state}'`, 'id', 'bigint');

const opened: [string, string] = ['opened_at', 'e.opened_at is not null'];
const machineOnly: [string, string] = ['machine_opened_at', 'e.machine_opened_at is not null and e.opened_at is null'];
const clicked: [string, string] = ['clicked_at', 'e.clicked_at is not null'];
const machineClicked: [string, string] = ['machine_clicked_at', 'e.machine_clicked_at is not null and e.clicked_at is null'];

const walks: Record<Did, Walk> = {
  planned: most('true'),
  // Along messages_due: what waits and what is on its way is few at the end of a campaign.
  waiting: written(`m.lane_id = $4 and m.state = 'planned' and m.hold_reason is null`, 'due_at', 'timestamptz'),
  held: written(`m.state = 'planned' and m.hold_reason is not null`, 'hold_reason', 'text'),
  'in-flight': written(`m.lane_id = $4 and m.state in ('claimed', 'handing')`, 'id', 'bigint'),
  accepted: most(`m.state = 'accepted'`),
  delivered: most(`m.state = 'accepted' and m.bounce is null`),
  refused: odd('refused'),
  unknown: odd('unknown'),
  dropped: odd('dropped'),
  cancelled: odd('cancelled'),
  opened: engaged(opened),
  'opened-all': engaged(opened, machineOnly),
  'machine-only': engaged(machineOnly),
  'not-opened': most(`m.state = 'accepted' and m.bounce is null and m.tracked and not exists (
    select from engagements e where e.workspace_id = $1 and e.message_id = m.id and e.opened_at is not null)`),
  clicked: engaged(clicked),
  'clicked-all': engaged(clicked, machineClicked),
  unsubscribed: engaged(['unsubscribed_at', 'e.unsubscribed_at is not null']),
  complained: engaged(['complained_at', 'e.complained_at is not null']),
  replied: engaged(['replied_at', 'e.replied_at is not null']),
  bounced: written('m.bounce is not null', 'bounced_at', 'timestamptz', 'desc'),
  'bounced-permanent': written(`m.bounce = 'permanent'`, 'bounced_at', 'timestamptz', 'desc'),
  'bounced-temporary': written(`m.bounce = 'temporary'`, 'bounced_at', 'timestamptz', 'desc'),
};

/** A page of the people who did something, and where the next one begins. */
export async function listPeople(on: Queryable, request: PeopleRequest, page: { after?: string | undefined; limit: number }): Promise<{ items: RecipientView[]; next: string | null }> {
  const rows = await findPeople(on, request, readCursor(walks[request.did].sortType, page.after), page.limit + 1);
  return pageFrom(rows, page.limit, presentRecipient, (row) => encodeCursor(row.cursor, row.message_id));
}

function readCursor(sortType: Walk['sortType'], after: string | undefined): Cursor | undefined {
  const sort = sortType === 'timestamptz' ? z.iso.datetime() : sortType === 'bigint' ? z.string().regex(/^\d{1,16}$/) : z.string().max(500).refine((text) => !text.includes('\0'));
  return decodeCursor(after, [sort, z.number().int().min(0)]);
}

async function findPeople(on: Queryable, request: PeopleRequest, cursor: Cursor | undefined, limit: number): Promise<FoundRow[]> {
  const walk = walks[request.did];
  const values: unknown[] = [request.workspaceId, campaignSource, request.campaignId, request.laneId, limit];
  const value = (given: unknown) => `$${values.push(given)}`;
  const conditions = conditionsOf(request, value);
  if (cursor) conditions.push(`(SORT, ${walk.idColumn}) ${walk.direction === 'desc' ? '<' : '>'} (${value(cursor[0])}::${walk.sortType}, ${value(cursor[1])}::bigint)`);
  const { rows } = await on.query<FoundRow>({
    text: `
      with page as materialized (${candidates(walk, conditions)})
      select ${cursorSql(walk.sortType)} as cursor, p.message_id, m.recipient_id, m.state, m.reason, m.hold_reason, m.due_at, m.accepted_at, m.ended_at, m.bounce, m.bounced_at,
        g.opened_at, g.opened_class, g.machine_opened_at, g.opens, g.clicked_at, g.machine_clicked_at, g.clicks, g.links, g.replied_at,
        g.unsubscribed_at, g.complained_at, a.answer, v.reason as opened_reason, c.id as contact_id, c.first_name, c.last_name, c.email, c.time_zone, o.name as company_name
      from page p
      join messages m on m.workspace_id = $1 and m.id = p.message_id
      left join engagements g on g.workspace_id = $1 and g.message_id = p.message_id
      left join attempts a on a.workspace_id = $1 and a.message_id = p.message_id and a.number = m.attempts
      left join contacts c on c.workspace_id = $1 and c.id = m.recipient_id and c.erased_at is null
      left join companies o on o.workspace_id = $1 and o.id = c.company_id
      -- Why that class: the conclusion of the first open, found by its message within its month.
      left join lateral (
        select e.reason from standing_events e
        where e.workspace_id = $1 and e.message_id = p.message_id and e.kind = 'message.opened'
          and e.at = coalesce(g.opened_at, g.machine_opened_at) and e.class = coalesce(g.opened_class, 'machine')
        limit 1) v on true
      where $4::bigint is null or true
      order by p.sort ${walk.direction}, p.message_id ${walk.direction}`,
    values,
  });
  return rows;
}

/** Times to the microsecond, which a Date does not hold. */
const cursorSql = (sortType: Walk['sortType']) =>
  (sortType === 'timestamptz' ? `to_char(p.sort at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : 'p.sort::text');

/** Several branches never hold the same message, so that their merge is the list. */
function candidates({ branches, direction, idColumn }: Walk, conditions: readonly string[]): string {
  const each = branches.map(({ from, where, sort }) => `(
    select ${sort} as sort, ${idColumn} as message_id from ${from}
    where ${[where, ...conditions].join(' and ').replaceAll('SORT', sort)}
    order by ${sort} ${direction}, ${idColumn} ${direction} limit $5)`);
  return `select sort, message_id from (${each.join(' union all ')}) as u order by sort ${direction}, message_id ${direction} limit $5`;
}

function conditionsOf({ did, link, reason }: PeopleRequest, value: (given: unknown) => string): string[] {
  const conditions: string[] = [];
  if (link !== undefined && did === 'clicked') conditions.push(`e.links @> array[${value(link)}::int]`);
  if (link !== undefined && did === 'clicked-all') conditions.push(`(e.links || e.machine_links) @> array[${value(link)}::int]`);
  if (reason !== undefined && did === 'held') conditions.push(`m.hold_reason = ${value(reason)}`);
  if (reason !== undefined && (did === 'dropped' || did === 'refused' || did === 'unknown')) conditions.push(`m.reason = ${value(reason)}`);
  return conditions;
}
