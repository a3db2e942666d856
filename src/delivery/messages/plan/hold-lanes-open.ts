import { statement, type Transaction } from '../../../platform/db/index.ts';

// A message goes back to planned unless its lane was closed; then it is cancelled. The lanes' rows
// are held first: a lane that closes right after finds the message planned, and cancels it.
const holdLanes = statement('messages.hold-lanes', `
  select 1 from lanes l where (l.workspace_id, l.id) in (
    select workspace_id, lane_id from messages where claimed_by = $1 and state in ('claimed', 'handing'))
  order by l.workspace_id, l.id for share of l`);

/** Keeps the state of every lane that this sender has messages of until `tx` ends. */
export async function holdLanesOf(tx: Transaction, instanceId: number): Promise<void> {
  await holdLanes.run(tx, [instanceId]);
}
