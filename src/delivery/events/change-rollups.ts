import { statement, type Queryable } from '../../platform/db/index.ts';
import type { RollupChange } from './event.ts';

const hourMs = 3_600_000;

const insertChanges = statement('events.change-rollups', `
  insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, link, hour, change)
  select * from unnest($1::int[], $2::text[], $3::bigint[], $4::int[], $5::text[], $6::int[], $7::timestamptz[], $8::bigint[])`);

/**
 * Appends signed changes to the counts, in the transaction of what they count. Changes of one metric
 * and hour are added up first: a batch of thousands writes a few rows. Nothing is locked; a worker folds them.
 */
export async function changeRollups(tx: Queryable, changes: readonly RollupChange[]): Promise<void> {
  const summed = [...sumChanges(changes).values()].filter((change) => change.change !== 0);
  if (summed.length === 0) return;
  const column = <T>(value: (change: RollupChange) => T): T[] => summed.map(value);
  await insertChanges.run(tx, [
    column((c) => c.workspaceId), column((c) => c.sourceKind), column((c) => c.sourceId), column((c) => c.step),
    column((c) => c.metric), column((c) => c.link ?? -1), column((c) => c.at), column((c) => c.change),
  ]);
}

function sumChanges(changes: readonly RollupChange[]): Map<string, RollupChange> {
  const sums = new Map<string, RollupChange>();
  for (const change of changes) {
    const hour = Math.floor(change.at.getTime() / hourMs) * hourMs;
    const key = `${change.workspaceId} ${change.sourceKind} ${change.sourceId} ${change.step} ${change.metric} ${change.link ?? -1} ${hour}`;
    const sum = sums.get(key);
    if (sum) sum.change += change.change;
    else sums.set(key, { ...change, at: new Date(hour) });
  }
  return sums;
}
