import { statement, type Transaction } from '../../../platform/db/index.ts';
import { readEngagements, recordBounce, type BounceKind, type Source } from '../../events/index.ts';
import { acceptUnknown } from '../unknown/accept-unknown.ts';

interface Row {
  source_kind: string; source_id: number; step: number; state: string; tracked: boolean; bounce: BounceKind | null; contact_id: number | null;
}

const lock = statement<Row>('messages.lock-for-bounce', `
  select source_kind, source_id, step, state, tracked, bounce, case when recipient_kind = 'contact' then recipient_id end as contact_id
  from messages where workspace_id = $1 and id = $2 for update`);
const write = statement('messages.write-bounce', `
  update messages set bounce = $3, bounced_at = case when $3::text is null then null else coalesce(bounced_at, $4) end where workspace_id = $1 and id = $2`);

export interface BounceReport {
  workspaceId: number;
  messageId: number;
  bounce: BounceKind;
  at: Date;
  /** In words. */
  reason: string;
}

/**
 * An accepted message came back: bounce, event and counts in `tx`. What was of unknown fate had been accepted, then. For good
 * outweighs for now; a mail that somebody answered has arrived. False when nothing changed.
 */
export async function markBounced(tx: Transaction, report: BounceReport): Promise<boolean> {
  const { workspaceId, messageId, bounce, at, reason } = report;
  await acceptUnknown(tx, workspaceId, [messageId], 'it came back, so a server had taken it', at);
  const row = await lock.maybe(tx, [workspaceId, messageId]);
  if (!row || row.state !== 'accepted' || row.bounce === 'permanent' || row.bounce === bounce) return false;
  const [engagement] = await readEngagements(tx, [report]);
  if (engagement && (engagement.repliedAt ?? engagement.unsubscribedAt ?? engagement.complainedAt) !== null) return false;
  await write.run(tx, [workspaceId, messageId, bounce, at]);
  await recordBounce(tx, { ...sourceOf(report, row), before: row.bounce, after: bounce, at, reason });
  return true;
}

/** Somebody answered what was said to have come back: it arrived after all. False when it had not bounced. */
export async function takeBackBounce(tx: Transaction, { workspaceId, messageId, at }: Pick<BounceReport, 'workspaceId' | 'messageId' | 'at'>): Promise<boolean> {
  const row = await lock.maybe(tx, [workspaceId, messageId]);
  if (row?.state !== 'accepted' || row.bounce === null) return false;
  await write.run(tx, [workspaceId, messageId, null, at]);
  await recordBounce(tx, { ...sourceOf({ workspaceId, messageId }, row), before: row.bounce, after: null, at, reason: '' });
  return true;
}

const sourceOf = ({ workspaceId, messageId }: { workspaceId: number; messageId: number }, row: Row): Source & { messageId: number; contactId: number | null; tracked: boolean } =>
  ({ workspaceId, messageId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step, contactId: row.contact_id, tracked: row.tracked });
