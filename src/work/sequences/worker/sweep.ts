import { statement, type Database } from '../../../platform/db/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { lockEnrolments } from '../queries.ts';
import { hearFor } from './hear-events.ts';

// By enrolments_live_member and the key of suppressions: nobody sent word of these, so they are looked for.
const ofMembersGone = statement<{ workspace_id: WorkspaceId; id: number }>('sequences.of-members-gone', `
  select e.workspace_id, e.id from members b
  join enrolments e on e.workspace_id = b.workspace_id and e.member_id = b.id and e.state <> 'finished' and e.reason is distinct from 'member-left'
  where b.left_at is not null order by e.workspace_id, e.id limit $1`);
const ofOptedOut = statement<{ workspace_id: WorkspaceId; id: number }>('sequences.of-opted-out', `
  select e.workspace_id, e.id from suppressions s
  join contacts c on c.workspace_id = s.workspace_id and c.email_key = s.address
  join enrolments e on e.workspace_id = c.workspace_id and e.contact_id = c.id and e.state <> 'finished'
  where s.lifted_at is null and s.created_at > $2::timestamptz - interval '1 hour' order by e.workspace_id, e.id limit $1`);

/** Pauses what members who left had going, and ends what people opted out of lately. Answers whether there is more. */
export async function sweepEnrolments(db: Database, now: Date, batch = 500): Promise<boolean> {
  const left = await ofMembersGone.rows(db, [batch]);
  const out = await ofOptedOut.rows(db, [batch, now]);
  for (const [rows, event] of [[left, 'member-left'], [out, 'opted-out']] as const) {
    for (const [workspaceId, some] of Map.groupBy(rows, (row) => row.workspace_id)) {
      await db.transaction(async (tx) => hearFor(tx, await lockEnrolments.rows(tx, [workspaceId, some.map(({ id }) => id)]), event, now));
    }
  }
  return left.length === batch || out.length === batch;
}
