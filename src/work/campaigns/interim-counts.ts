import { statement, type Queryable } from '../../platform/db/index.ts';
import { countsOf, type Counts } from '../../delivery/metrics/index.ts';

const sum = statement<{ metric: string; count: number }>('interim.counts', `
  select metric, sum(count)::bigint as count from (
    select metric, count from rollups where workspace_id = $1 and source_kind = $2 and source_id = $3 and link = -1
    union all select metric, change from rollup_changes where workspace_id = $1 and source_kind = $2 and source_id = $3 and link = -1) x group by metric`);
export async function readCounts(on: Queryable, workspaceId: number, sourceKind: string, sourceId: number): Promise<Counts> {
  return countsOf(await sum.rows(on, [workspaceId, sourceKind, sourceId]));
}
