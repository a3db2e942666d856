import { instants, numbers, statement, texts, type Queryable } from '../../platform/db/index.ts';
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
    numbers(column((e) => e.workspaceId)), instants(column((e) => e.at.getTime())), texts(column((e) => e.kind)), numbers(column((e) => e.messageId)), numbers(column((e) => e.contactId)),
    texts(column((e) => e.sourceKind)), numbers(column((e) => e.sourceId)), numbers(column((e) => e.step)),
    texts(column((e) => e.class ?? null)), texts(column((e) => e.reason ?? null)), numbers(column((e) => e.rules ?? null)), numbers(column((e) => e.link ?? null)),
    numbers(column((e) => e.count ?? 1)), numbers(column((e) => e.takesBack ?? null)), texts(column((e) => (e.detail ? JSON.stringify(e.detail) : null))),
  ]);
}
