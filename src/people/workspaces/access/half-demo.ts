import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';

// The demo is written in many transactions. A kill between two of them leaves a company marked as being invented:
// nobody is let in, and whoever opens the demo next begins anew.

const lockKey = 4_400_003;
const finish = statement('workspaces.finish-demo', 'update workspaces set inventing = false where workspace_id = $1');
const halfDemos = statement<{ workspace_id: number }>('workspaces.half-demos', 'select workspace_id from workspaces where is_demo and inventing for update');
const tablesOfWorkspaces = statement<{ name: string }>('workspaces.tables-of', `
  select format('%I', c.relname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`);

/** Runs `work` while nobody else, in any process, invents a demo. The lock is a connection's: it ends with whoever is killed. */
export async function demoAlone<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    return await work();
  } finally {
    client.release(true);
  }
}

/** The demo is whole: from now on there is a door into it. */
export const finishDemo = async (db: Database, workspaceId: number): Promise<void> => void await finish.run(db, [workspaceId]);

/** Takes away what a killed process had invented so far. Within `demoAlone`. */
export async function removeHalfDemo(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { workspace_id: workspaceId } of await halfDemos.rows(tx, [])) await removeAll(tx, workspaceId);
  });
}

/** Every row of a workspace, whoever owns the table. One statement: what points at what is asked at its end, when both are gone. */
async function removeAll(tx: Transaction, workspaceId: number): Promise<void> {
  const tables = await tablesOfWorkspaces.rows(tx, []);
  const gone = tables.map(({ name }, index) => `t${index} as (delete from ${name} where workspace_id = $1)`);
  await tx.query({ text: `with ${gone.join(', ')} select`, values: [workspaceId] });
}
