import { readCountsByStep } from '../../../delivery/events/index.ts';
import { clickThroughRate, delivered, noCounts, openRate, openToClickRate, positiveReplyRate, replyRate, sent } from '../../../delivery/metrics/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import type { StepFigures } from '../contract.ts';
import { canLead } from '../permissions.ts';
import { findSequence, sequenceSource } from '../queries.ts';

const countHere = statement<{ at_step: number; count: number }>('sequences.count-here', `
  select at_step, count(*)::int as count from enrolments where workspace_id = $1 and sequence_id = $2 and state <> 'finished' and at_step is not null group by at_step`);

/** What came of each step of a sequence; rates by the dictionary. */
export async function stepFigures(db: Database, actor: Actor, sequenceId: number): Promise<StepFigures[]> {
  const sequence = await findSequence.one(db, [actor.workspaceId, sequenceId, actor.memberId, canLead(actor)], 'sequence');
  const [counts, here] = await Promise.all([readCountsByStep(db, actor.workspaceId, sequenceSource, sequenceId), countHere.rows(db, [actor.workspaceId, sequenceId])]);
  const hereAt = new Map(here.map((row) => [row.at_step, row.count]));
  return sequence.steps.map(({ id }) => {
    const c = counts.get(id) ?? noCounts();
    return {
      step: id, here: hereAt.get(id) ?? 0, sent: sent(c), delivered: delivered(c),
      open: openRate.of(c), openToClick: openToClickRate.of(c), clickThrough: clickThroughRate.of(c), reply: replyRate.of(c), positiveReply: positiveReplyRate.of(c),
    };
  });
}

type Did = 'here' | 'sent' | 'delivered' | 'opened' | 'clicked' | 'replied' | 'positive';
type PersonRow = { contact_id: number | null; name: string | null; address: string | null; at: Date | null; cursor: number };

const standing = statement<PersonRow>('sequences.people-here', `
  select c.id as contact_id, trim(c.first_name || ' ' || c.last_name) as name, c.email as address, e.next_at as at, e.id as cursor
  from enrolments e left join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id and c.erased_at is null
  where e.workspace_id = $1 and e.sequence_id = $2 and e.at_step = $3 and e.state <> 'finished' and ($4::bigint is null or e.id < $4) order by e.id desc limit $5`);

// The same conditions as the counts have: delivered is accepted without a bounce, opened and clicked are of what was delivered.
const conditions: Record<Exclude<Did, 'here'>, { where: string; at: string }> = {
  sent: { where: `(m.state = 'accepted' or m.state = 'refused' and m.bounce is not null)`, at: 'coalesce(m.accepted_at, m.ended_at)' },
  delivered: { where: `m.state = 'accepted' and m.bounce is null`, at: 'm.accepted_at' },
  opened: { where: `m.state = 'accepted' and m.bounce is null and g.opened_at is not null`, at: 'g.opened_at' },
  clicked: { where: `m.state = 'accepted' and m.bounce is null and g.clicked_at is not null`, at: 'g.clicked_at' },
  replied: { where: `m.state = 'accepted' and m.bounce is null and g.replied_at is not null`, at: 'g.replied_at' },
  positive: { where: `m.state = 'accepted' and m.bounce is null and g.positive_at is not null`, at: 'g.positive_at' },
};
const doing = new Map(Object.entries(conditions).map(([did, { where, at }]) => [did, statement<PersonRow>(`sequences.people-${did}`, `
  select c.id as contact_id, trim(c.first_name || ' ' || c.last_name) as name, c.email as address, ${at} as at, m.id as cursor
  from messages m left join engagements g on g.workspace_id = m.workspace_id and g.message_id = m.id
  left join contacts c on c.workspace_id = m.workspace_id and c.id = m.recipient_id and c.erased_at is null
  where m.workspace_id = $1 and m.source_kind = '${sequenceSource}' and m.source_id = $2 and m.step = $3 and m.recipient_kind = 'contact' and ${where}
    and ($4::bigint is null or m.id < $4) order by m.id desc limit $5`)]));

/** The people behind a number, newest first; one more than `limit` when there are more. Erased ones are in it without a name. */
export async function stepPeople(db: Database, actor: Actor, asked: { sequenceId: number; step: number; did: Did; beforeId: number | null; limit: number }): Promise<PersonRow[]> {
  await findSequence.one(db, [actor.workspaceId, asked.sequenceId, actor.memberId, canLead(actor)], 'sequence');
  return (doing.get(asked.did) ?? standing).rows(db, [actor.workspaceId, asked.sequenceId, asked.step, asked.beforeId, asked.limit + 1]);
}
