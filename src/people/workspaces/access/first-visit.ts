import { statement, type Queryable, type Transaction } from '../../../platform/db/index.ts';

export const countWorkspaces = statement<{ real: boolean; demo: boolean }>('first-visit.workspaces', `
  select exists (select from workspaces where not is_demo) as real, exists (select from workspaces where is_demo and not inventing) as demo`);

/** Whether a company was set up here, and whether the demo stands, whole. */
export async function readSetup(on: Queryable): Promise<{ real: boolean; demo: boolean }> {
  return countWorkspaces.one(on, [], 'answer');
}

const lockDoor = statement('first-visit.lock', 'select pg_advisory_xact_lock(4400002)');

/** One at a time decides whether a first company may be set up. */
export async function lockFirstVisit(tx: Transaction): Promise<void> {
  await lockDoor.run(tx, []);
}
