import { statement, type Database } from '../../../platform/db/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { keep, t } from '../../../platform/words/contract.ts';
import { changeRollups } from '../../events/index.ts';
import { acceptUnknown } from './accept-unknown.ts';

export type UnknownDecision = 'resend' | 'accepted';

interface Row { id: number; state: string; source_kind: string; source_id: number; step: number }
const resend = statement<Row>('messages.resend-unknown', `
  update messages m set state = case when l.state = 'closed' then 'cancelled' else 'planned' end,
    due_at = $3, claimed_by = null, reason = null, ended_at = case when l.state = 'closed' then $3::timestamptz end, expires_at = null
  from lanes l
  where m.workspace_id = $1 and m.id = $2 and m.state = 'unknown' and l.workspace_id = $1 and l.id = m.lane_id
  returning m.id, m.state, m.source_kind, m.source_id, m.step`);

/**
 * A member's decision about a message of unknown fate: send it again (the Message-ID stays the same, so most programs
 * show one copy), or take it as accepted. Throws `not_unknown` when evidence has settled it meanwhile.
 */
export async function resolveUnknown(db: Database, input: { workspaceId: number; messageId: number; decision: UnknownDecision; memberName: string; now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    const { workspaceId, messageId, now } = input;
    if (input.decision === 'accepted') {
      const settled = await acceptUnknown(tx, workspaceId, [messageId], keep('{name} took it as accepted', { name: input.memberName }), now);
      if (settled.length === 0) throw notUnknown();
      return;
    }
    const row = await resend.maybe(tx, [workspaceId, messageId, now]);
    if (!row) throw notUnknown();
    const source = { workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step };
    await changeRollups(tx, [
      { ...source, metric: 'unknown', at: now, change: -1 },
      ...(row.state === 'cancelled' ? [{ ...source, metric: 'cancelled' as const, at: now, change: 1 }] : []),
    ]);
    await notify(tx, 'kindred_due');
  });
}

const notUnknown = () => conflict('not_unknown', t('The fate of this mail is known by now. Nothing was changed; look at it again.'));
