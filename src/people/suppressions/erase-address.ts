import { statement, type Queryable, type Transaction } from '../../platform/db/index.ts';
import type { SuppressionReason } from './suppression.ts';

const findLive = statement<{ id: number; reason: SuppressionReason; note: string; created_at: Date; by_name: string | null }>('suppressions.find-live', `
  select s.id, s.reason, s.note, s.created_at, b.name as by_name from suppressions s left join members b on b.workspace_id = s.workspace_id and b.id = s.by_member
  where s.workspace_id = $1 and s.lifted_at is null and s.address_hash = sha256(convert_to($2, 'UTF8'))`);
const forgetAddress = statement('suppressions.forget-address', `
  update suppressions set address = null, note = '', reason = case when lifted_at is null then 'erased' else reason end
  where workspace_id = $1 and address_hash = sha256(convert_to($2, 'UTF8'))`);
const insertErased = statement('suppressions.add-erased', `
  insert into suppressions (workspace_id, address_hash, address, reason, by_member, created_at) values ($1, sha256(convert_to($2, 'UTF8')), null, 'erased', $3, $4)
  on conflict (workspace_id, address_hash) where lifted_at is null do nothing`);

/** What keeps an address from being written to now, by its key; undefined when nothing does. */
export const liveSuppressionOf = (on: Queryable, workspaceId: number, addressKey: string) => findLive.maybe(on, [workspaceId, addressKey]);

/** Keeps only a hash of an erased person's address, under a reason that no import and no form may pass over. */
export async function suppressErased(tx: Transaction, workspaceId: number, addressKey: string, byMember: number | null, now: Date): Promise<void> {
  await forgetAddress.run(tx, [workspaceId, addressKey]);
  await insertErased.run(tx, [workspaceId, addressKey, byMember, now]);
}
