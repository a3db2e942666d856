import { z } from 'zod';
import { statement, type Queryable } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, pageFrom } from '../../platform/http/index.ts';
import type { HitClass } from './event.ts';

// The people behind a number: as long as the number, erased ones as a counted line at the end.

export type EngagedWhat = 'opened' | 'opened_machine' | 'clicked' | 'clicked_machine' | 'unsubscribed' | 'replied' | 'complained' | 'link';

export interface EngagedPerson {
  messageId: number;
  contactId: number;
  name: string;
  email: string | null;
  /** The first time. */
  at: Date;
  openedClass: HitClass | null;
  opens: number;
  clicks: number;
  /** Links a person followed. */
  links: number[];
}

export interface EngagedPage {
  items: EngagedPerson[];
  next: string | null;
  /** How many more the number counts whose names are gone. */
  erased: number;
}

interface Row {
  message_id: number; contact_id: number; name: string; email: string | null; at: Date; cursor: string;
  opened_class: HitClass | null; opens: number; clicks: number; links: number[];
}

// Each is served by the partial index of its column on engagements, newest first. `machine` lists are those who did it
// only as machines: person's and machine's lists together are the number "all".
const conditions: Record<EngagedWhat, { at: string; where: string }> = {
  opened: { at: 'opened_at', where: 'e.opened_at is not null' },
  opened_machine: { at: 'machine_opened_at', where: 'e.machine_opened_at is not null and e.opened_at is null' },
  clicked: { at: 'clicked_at', where: 'e.clicked_at is not null' },
  clicked_machine: { at: 'machine_clicked_at', where: 'e.machine_clicked_at is not null and e.clicked_at is null' },
  unsubscribed: { at: 'unsubscribed_at', where: 'e.unsubscribed_at is not null' },
  replied: { at: 'replied_at', where: 'e.replied_at is not null' },
  complained: { at: 'complained_at', where: 'e.complained_at is not null' },
  link: { at: 'clicked_at', where: 'e.clicked_at is not null and e.links @> array[$4::int]' },
};

// To the microsecond, which a Date does not hold.
const cursorText = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const listStatements = Object.fromEntries(Object.entries(conditions).map(([what, { at, where }]) => [what, statement<Row>(`events.list-${what}`, `
  select e.message_id, e.contact_id, e.${at} as at, ${cursorText(`e.${at}`)} as cursor, e.opened_class, e.opens, e.clicks, e.links, c.email,
         coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.email, '') as name
  from engagements e join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
  where e.workspace_id = $1 and e.source_kind = $2 and e.source_id = $3 and ${where} and $4::int is not distinct from $4
    and ($5::timestamptz is null or (e.${at}, e.message_id) < ($5, $6::bigint))
  order by e.${at} desc, e.message_id desc limit $7`)]));
const erasedStatements = Object.fromEntries(Object.entries(conditions).map(([what, { where }]) => [what, statement<{ count: number }>(`events.erased-${what}`, `
  select count(*)::int as count from engagements e
  where e.workspace_id = $1 and e.source_kind = $2 and e.source_id = $3 and e.contact_id is null and ${where} and $4::int is not distinct from $4`)]));

/** A page of who did it, newest first. `link` goes with what `link`: the index of the link. Throws `invalid_cursor` for a cursor not made here. */
export async function listEngaged(
  on: Queryable, workspaceId: number, sourceKind: string, sourceId: number, what: EngagedWhat, page: { after?: string | undefined; limit?: number; link?: number } = {},
): Promise<EngagedPage> {
  const { limit = 50, link = null } = page;
  const after = decodeCursor(page.after, [z.iso.datetime(), z.number()]);
  const source = [workspaceId, sourceKind, sourceId, link];
  const rows = await listStatements[what]!.rows(on, [...source, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
  const erased = await erasedStatements[what]!.maybe(on, source);
  const { items, next } = pageFrom(rows, limit, present, (row) => encodeCursor(row.cursor, row.message_id));
  return { items, next, erased: erased?.count ?? 0 };
}

const present = (row: Row): EngagedPerson => ({
  messageId: row.message_id, contactId: row.contact_id, name: row.name, email: row.email, at: row.at,
  openedClass: row.opened_class, opens: row.opens, clicks: row.clicks, links: row.links,
});
