import { statement, type Database } from '../../platform/db/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';

const onlyOne = statement<{ mine: boolean }>('events.fold-lock', `select pg_try_advisory_xact_lock(hashtext('kindred fold rollups')) as mine`);
// The sums are written in the order of their key; whoever else folds waits at the lock above and never here.
const fold = statement<{ taken: number }>('events.fold', `
  with taken as (
    delete from rollup_changes where (workspace_id, id) in (select workspace_id, id from rollup_changes order by workspace_id, id limit $1)
    returning workspace_id, source_kind, source_id, step, metric, link, hour, change
  ), written as (
    insert into rollups (workspace_id, source_kind, source_id, step, metric, link, hour, count)
    select workspace_id, source_kind, source_id, step, metric, link, hour, sum(change) from taken
    group by 1, 2, 3, 4, 5, 6, 7 having sum(change) <> 0 order by 1, 2, 3, 4, 5, 6, 7
    on conflict (workspace_id, source_kind, source_id, step, metric, link, hour) do update set count = rollups.count + excluded.count
  )
  select count(*)::int as taken from taken`);

const batch = 20_000;

/** Moves changes into the rollups; answers how many. Nothing when another process is at it. */
export async function foldRollups(db: Database, atMost = batch): Promise<number> {
  return db.transaction(async (tx) => {
    if (!(await onlyOne.maybe(tx, []))?.mine) return 0;
    return (await fold.maybe(tx, [atMost]))?.taken ?? 0;
  });
}

/** Folds every two seconds, as long as it runs. */
export function startFolding({ db, onError }: { db: Database; onError: (error: unknown) => void }): Loop {
  return startLoop({ name: 'fold rollups', everyMs: 2000, onError, run: async () => (await foldRollups(db)) === batch });
}
