import { statement, type Queryable } from '../../platform/db/index.ts';
import type { EventInput } from './event.ts';

// One statement however many: arrays cost a parse, rows cost a round trip each.
const insertEvents = statement<{ id: number }>('events.append', `
  insert into events (workspace_id, at, kind, message_id, contact_id, source_kind, source_id, step, class, reason, rules, link, count, sign, takes_back, detail)
  select workspace_id, at, kind, message_id, contact_id, source_kind, source_id, step, class, reason, rules, link, count,
         case when takes_back is null then 1 else -1 end, takes_back, detail
  from unnest($1::int[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[], $8::int[],
              $9::text[], $10::text[], $11::int[], $12::int[], $13::int[], $14::bigint[], $15::jsonb[])
    as e (workspace_id, at, kind, message_id, contact_id, source_kind, source_id, step, class, reason, rules, link, count, takes_back, detail)`);

/** Writes conclusions into the log, in the transaction they were drawn in. Counts are the caller's: see `changeRollups`. */
export async function appendEvents(tx: Queryable, events: readonly EventInput[]): Promise<void> {
  if (events.length === 0) return;
  const column = <T>(value: (event: EventInput) => T): T[] => events.map(value);
  await insertEvents.run(tx, [
    column((e) => e.workspaceId), column((e) => e.at), column((e) => e.kind), column((e) => e.messageId), column((e) => e.contactId),
    column((e) => e.sourceKind), column((e) => e.sourceId), column((e) => e.step),
    column((e) => e.class ?? null), column((e) => e.reason ?? null), column((e) => e.rules ?? null), column((e) => e.link ?? null),
    column((e) => e.count ?? 1), column((e) => e.takesBack ?? null), column((e) => (e.detail ? JSON.stringify(e.detail) : null)),
  ]);
}
