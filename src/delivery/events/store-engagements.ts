import { statement, type Queryable } from '../../platform/db/index.ts';
import type { Engagement } from './engagement.ts';
import type { HitClass, Source } from './event.ts';
import { followEngagements } from './habits/keep-habits.ts';

/** A message's engagement, as read, judged and written back. */
export interface EngagementRow extends Engagement, Source {
  messageId: number;
  contactId: number | null;
  rules: number | null;
  /** Of the row it was made from; 0 when there was none. */
  revision: number;
}

/** Somebody else wrote one of the rows since it was read: nothing may be kept of this try. */
export class EngagementChanged extends Error {}

const upsert = statement('events.store-engagements', `
  insert into engagements as e (workspace_id, message_id, contact_id, source_kind, source_id, step, opened_at, opened_class, machine_opened_at, opens, machine_opens,
    clicked_at, machine_clicked_at, clicks, machine_clicks, links, machine_links, last_at, replied_at, unsubscribed_at, complained_at, rules, last_clicked_at, positive_at, bounced_at, revision)
  select workspace_id, message_id, contact_id, source_kind, source_id, step, opened_at, opened_class, machine_opened_at, opens, machine_opens,
    clicked_at, machine_clicked_at, clicks, machine_clicks, links::int[], machine_links::int[], last_at, replied_at, unsubscribed_at, complained_at, rules, last_clicked_at, positive_at, bounced_at, revision + 1
  from unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::int[], $11::int[],
    $12::timestamptz[], $13::timestamptz[], $14::int[], $15::int[], $16::text[], $17::text[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::int[], $23::timestamptz[], $24::timestamptz[], $25::timestamptz[], $26::int[])
    as n (workspace_id, message_id, contact_id, source_kind, source_id, step, opened_at, opened_class, machine_opened_at, opens, machine_opens,
      clicked_at, machine_clicked_at, clicks, machine_clicks, links, machine_links, last_at, replied_at, unsubscribed_at, complained_at, rules, last_clicked_at, positive_at, bounced_at, revision)
  order by workspace_id, message_id
  on conflict (workspace_id, message_id) do update set
    opened_at = excluded.opened_at, opened_class = excluded.opened_class, machine_opened_at = excluded.machine_opened_at,
    opens = excluded.opens, machine_opens = excluded.machine_opens, clicked_at = excluded.clicked_at, machine_clicked_at = excluded.machine_clicked_at,
    clicks = excluded.clicks, machine_clicks = excluded.machine_clicks, links = excluded.links, machine_links = excluded.machine_links,
    last_at = excluded.last_at, replied_at = excluded.replied_at, unsubscribed_at = excluded.unsubscribed_at, complained_at = excluded.complained_at,
    rules = excluded.rules, last_clicked_at = excluded.last_clicked_at, positive_at = excluded.positive_at, bounced_at = excluded.bounced_at, revision = excluded.revision
  where e.revision = excluded.revision - 1`);

/**
 * Writes rows back, and what their contacts did last with them (contact_habits); `before` says what each message's row was.
 * Throws `EngagementChanged` when any was written by another since; the transaction must then be undone.
 */
export async function storeEngagements(tx: Queryable, rows: readonly EngagementRow[], before: (row: EngagementRow) => Engagement | null): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(value: (row: EngagementRow) => T): T[] => rows.map(value);
  const times = (value: (row: EngagementRow) => number | null) => rows.map((row) => { const at = value(row); return at === null ? null : new Date(at); });
  const sets = (value: (row: EngagementRow) => number[]) => rows.map((row) => `{${value(row).join(',')}}`);
  const written = await upsert.run(tx, [
    column((r) => r.workspaceId), column((r) => r.messageId), column((r) => r.contactId), column((r) => r.sourceKind), column((r) => r.sourceId), column((r) => r.step),
    times((r) => r.openedAt), column((r) => r.openedClass), times((r) => r.machineOpenedAt), column((r) => r.opens), column((r) => r.machineOpens),
    times((r) => r.clickedAt), times((r) => r.machineClickedAt), column((r) => r.clicks), column((r) => r.machineClicks), sets((r) => r.links), sets((r) => r.machineLinks),
    times((r) => r.lastAt), times((r) => r.repliedAt), times((r) => r.unsubscribedAt), times((r) => r.complainedAt), column((r) => r.rules), times((r) => r.lastClickedAt), times((r) => r.positiveAt), times((r) => r.bouncedAt), column((r) => r.revision),
  ]);
  if (written !== rows.length) throw new EngagementChanged();
  await followEngagements(tx, rows.map((row) => ({ workspaceId: row.workspaceId, messageId: row.messageId, before: before(row), after: row })));
}

interface StoredRow {
  workspace_id: number; message_id: number; contact_id: number | null; source_kind: string; source_id: number; step: number;
  opened_at: Date | null; opened_class: HitClass | null; machine_opened_at: Date | null; opens: number; machine_opens: number;
  clicked_at: Date | null; last_clicked_at: Date | null; machine_clicked_at: Date | null; clicks: number; machine_clicks: number; links: number[]; machine_links: number[];
  last_at: Date | null; replied_at: Date | null; unsubscribed_at: Date | null; complained_at: Date | null; positive_at: Date | null; bounced_at: Date | null; rules: number | null; revision: number;
}

const select = statement<StoredRow>('events.read-engagements', `
  select e.* from unnest($1::int[], $2::bigint[]) k (workspace_id, message_id) join engagements e using (workspace_id, message_id)`);

/** Engagements of these messages; those that have none yet are left out. */
export async function readEngagements(on: Queryable, keys: readonly { workspaceId: number; messageId: number }[]): Promise<EngagementRow[]> {
  const rows = await select.rows(on, [keys.map((key) => key.workspaceId), keys.map((key) => key.messageId)]);
  const ms = (at: Date | null) => at?.getTime() ?? null;
  return rows.map((row) => ({
    workspaceId: row.workspace_id, messageId: row.message_id, contactId: row.contact_id, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step,
    openedAt: ms(row.opened_at), openedClass: row.opened_class, machineOpenedAt: ms(row.machine_opened_at), opens: row.opens, machineOpens: row.machine_opens,
    clickedAt: ms(row.clicked_at), lastClickedAt: ms(row.last_clicked_at), machineClickedAt: ms(row.machine_clicked_at), clicks: row.clicks, machineClicks: row.machine_clicks, links: row.links, machineLinks: row.machine_links,
    lastAt: ms(row.last_at), repliedAt: ms(row.replied_at), unsubscribedAt: ms(row.unsubscribed_at), complainedAt: ms(row.complained_at), positiveAt: ms(row.positive_at), bouncedAt: ms(row.bounced_at), rules: row.rules, revision: row.revision,
  }));
}
