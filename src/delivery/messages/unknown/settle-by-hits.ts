import { statement, type Database } from '../../../platform/db/index.ts';
import { keep } from '../../../platform/words/contract.ts';
import { acceptUnknown } from './accept-unknown.ts';

// Through messages_unknown; each looks into the hits by their key. Whoever fetched it, person or machine: it had arrived.
const findHit = statement<{ workspace_id: number; id: number }>('messages.unknown-with-hits', `
  select m.workspace_id, m.id from messages m
  where m.state = 'unknown'
    and exists (select 1 from hits h where h.workspace_id = m.workspace_id and h.message_id = m.id)
  order by m.workspace_id, m.id limit 500`);

/** A hit proves that a mail arrived: settles messages of unknown fate that have one as accepted. */
export async function settleUnknownByHits(db: Database, now: Date): Promise<void> {
  const rows = await findHit.rows(db, []);
  for (const [workspaceId, found] of Map.groupBy(rows, (row) => row.workspace_id)) {
    await db.transaction((tx) => acceptUnknown(tx, workspaceId, found.map((row) => row.id), keep('a hit shows that it arrived'), now));
  }
}
