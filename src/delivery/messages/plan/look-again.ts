import { statement, type Transaction } from '../../../platform/db/index.ts';
import { notify } from '../../../platform/listen/index.ts';

// By messages_due, lane by lane.
const dueNow = statement('messages.look-again', `
  update messages m set due_at = $3 from lanes l
  where l.workspace_id = $1 and l.server_id = $2 and l.state <> 'closed' and m.workspace_id = $1 and m.lane_id = l.id
    and m.state = 'planned' and m.due_at > $3 and m.hold_reason like 'mailbox\\_%'`);

/** Has the gate judge anew, at once, what waits for this mailbox: it works again, or its limits have changed. */
export async function lookAgain(tx: Transaction, workspaceId: number, serverId: number, now: Date): Promise<void> {
  await dueNow.run(tx, [workspaceId, serverId, now]);
  await notify(tx, 'kindred_due');
}
