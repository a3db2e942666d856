import { statement, type Transaction } from '../../platform/db/index.ts';

// An address has one live suppression, the first that was said of it: a bounce or a complaint that came before the opt-out stands by itself.
const takeBack = statement<{ id: number; created_at: Date }>('suppressions.take-back', `
  update suppressions set lifted_at = $5, lifted_by = null
  where workspace_id = $1 and lifted_at is null and reason = 'unsubscribed' and by_member is null and created_at > $4
    and (address_hash = sha256(convert_to($2, 'UTF8')) or message_id = $3)
  returning id, created_at`);

/**
 * Takes back an opt-out that its own person pressed after `since`: of this address, and of the mail it was pressed in.
 * What came of bounces, complaints, members, imports or an erasure stays. Answers the ids, and when the last was made; null when there was nothing of theirs.
 */
export async function takeBackOptOut(tx: Transaction, workspaceId: number, left: { addressKey: string; messageId: number | null; since: Date }, now: Date): Promise<{ ids: number[]; leftAt: Date } | null> {
  const rows = await takeBack.rows(tx, [workspaceId, left.addressKey, left.messageId, left.since, now]);
  const [first] = rows;
  return first ? { ids: rows.map((row) => row.id), leftAt: rows.reduce((last, row) => (row.created_at > last ? row.created_at : last), first.created_at) } : null;
}
