import { statement, type Queryable } from '../../platform/db/index.ts';
import { countsOf, noCounts, type Counts, type RollupMetric } from '../metrics/index.ts';

// Readers add what is not yet folded; in one statement, so that a fold in the same moment is seen whole or not at all.

const counts = statement<{ source_id: number; metric: string; count: number }>('events.read-counts', `
  select source_id, metric, sum(n)::bigint as count from (
    select source_id, metric, sum(count) as n from rollups
    where workspace_id = $1 and source_kind = $2 and source_id = any($3::bigint[]) and link = -1 group by source_id, metric
    union all
    select source_id, metric, sum(change) from rollup_changes
    where workspace_id = $1 and source_kind = $2 and source_id = any($3::bigint[]) and link = -1 group by source_id, metric) parts
  group by source_id, metric`);

/** What a source's messages came to, all steps together. */
export async function readCounts(on: Queryable, workspaceId: number, sourceKind: string, sourceId: number): Promise<Counts> {
  return countsOf(await counts.rows(on, [workspaceId, sourceKind, [sourceId]]));
}

/** The same for many sources of a kind, in one question; one without any count has zeros. */
export async function readCountsOfMany(on: Queryable, workspaceId: number, sourceKind: string, sourceIds: readonly number[]): Promise<Map<number, Counts>> {
  const rows = Map.groupBy(await counts.rows(on, [workspaceId, sourceKind, sourceIds]), (row) => row.source_id);
  return new Map(sourceIds.map((id) => [id, rows.has(id) ? countsOf(rows.get(id)!) : noCounts()]));
}

const byStep = statement<{ step: number; metric: string; count: number }>('events.read-counts-by-step', `
  select step, metric, sum(n)::bigint as count from (
    select step, metric, sum(count) as n from rollups where workspace_id = $1 and source_kind = $2 and source_id = $3 and link = -1 group by step, metric
    union all
    select step, metric, sum(change) from rollup_changes where workspace_id = $1 and source_kind = $2 and source_id = $3 and link = -1 group by step, metric) parts
  group by step, metric`);

/** What a source's messages came to, step by step; a step without any message is not in it. */
export async function readCountsByStep(on: Queryable, workspaceId: number, sourceKind: string, sourceId: number): Promise<Map<number, Counts>> {
  const rows = Map.groupBy(await byStep.rows(on, [workspaceId, sourceKind, sourceId]), (row) => row.step);
  return new Map([...rows].map(([step, metrics]) => [step, countsOf(metrics)]));
}

const series = statement<{ hour: Date; metric: RollupMetric; count: number }>('events.read-series', `
  select hour, metric, sum(n)::bigint as count from (
    select hour, metric, count as n from rollups
    where workspace_id = $1 and source_kind = $2 and source_id = $3 and metric = any($4::text[]) and link = -1
    union all
    select hour, metric, change from rollup_changes
    where workspace_id = $1 and source_kind = $2 and source_id = $3 and metric = any($4::text[]) and link = -1) parts
  where hour >= coalesce($5::timestamptz, '-infinity') and hour < coalesce($6::timestamptz, 'infinity')
  group by hour, metric having sum(n) <> 0 order by hour, metric`);

/** Counts by the hour (UTC) in which they happened; hours without any are left out. `until` is exclusive. */
export async function readSeries(
  on: Queryable, workspaceId: number, sourceKind: string, sourceId: number, metrics: readonly RollupMetric[], range: { from?: Date; until?: Date } = {},
): Promise<{ hour: Date; metric: RollupMetric; count: number }[]> {
  return series.rows(on, [workspaceId, sourceKind, sourceId, metrics, range.from ?? null, range.until ?? null]);
}

const since = statement<{ metric: RollupMetric; count: number }>('events.read-counts-since', `
  select metric, sum(n)::bigint as count from (
    select metric, count as n from rollups where workspace_id = $1 and hour >= date_trunc('hour', $2::timestamptz, 'UTC') and link = -1
    union all
    select metric, change from rollup_changes where workspace_id = $1 and hour >= date_trunc('hour', $2::timestamptz, 'UTC') and link = -1) parts
  group by metric`);

/** What all sources of a workspace came to since the hour (UTC) that `from` lies in. */
export async function readCountsSince(on: Queryable, workspaceId: number, from: Date): Promise<Counts> {
  return countsOf(await since.rows(on, [workspaceId, from]));
}

const links = statement<{ link: number; metric: RollupMetric; count: number }>('events.read-link-counts', `
  select link, metric, sum(n)::bigint as count from (
    select link, metric, sum(count) as n from rollups
    where workspace_id = $1 and source_kind = $2 and source_id = $3 and metric in ('link_clicked', 'link_clicked_all') group by link, metric
    union all
    select link, metric, sum(change) from rollup_changes
    where workspace_id = $1 and source_kind = $2 and source_id = $3 and metric in ('link_clicked', 'link_clicked_all') group by link, metric) parts
  group by link, metric having sum(n) <> 0 order by link`);

export interface LinkCounts {
  /** The link's index in the compiled email. */
  link: number;
  /** Messages in which a person followed it. */
  clicked: number;
  /** The same with machines. */
  clickedAll: number;
}

/** Clicks by link, in the order of the links; a link nobody followed is left out. */
export async function readLinkCounts(on: Queryable, workspaceId: number, sourceKind: string, sourceId: number): Promise<LinkCounts[]> {
  const rows = Map.groupBy(await links.rows(on, [workspaceId, sourceKind, sourceId]), (row) => row.link);
  return [...rows].map(([link, metrics]) => {
    const of = (metric: RollupMetric) => metrics.find((row) => row.metric === metric)?.count ?? 0;
    return { link, clicked: of('link_clicked'), clickedAll: of('link_clicked_all') };
  });
}
