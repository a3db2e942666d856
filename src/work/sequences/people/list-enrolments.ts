import { firstKnownZone } from '../../../delivery/messages/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { EnrolmentView } from '../contract.ts';
import { joinStanding } from '../moves/enrolment.ts';
import type { Step } from '../moves/steps.ts';
import { canLead } from '../permissions.ts';
import { enrolmentColumns, type EnrolmentRow } from '../queries.ts';
import { eventWords, whyWords } from './why-words.ts';

type ListedRow = EnrolmentRow & {
  at_step: number | null; sequence_name: string; steps: Step[]; contact_name: string; email: string | null; company_name: string | null; contact_zone: string | null; company_zone: string | null;
  workspace_zone: string; member_name: string; hold: string | null; message_due: Date | null;
};
const select = `select ${enrolmentColumns}, e.at_step, s.name as sequence_name, coalesce(v.steps, '[]') as steps, trim(c.first_name || ' ' || c.last_name) as contact_name, c.email, o.name as company_name,
    c.time_zone as contact_zone, o.time_zone as company_zone, w.time_zone as workspace_zone, b.name as member_name,
    case when m.state = 'planned' then m.hold_reason end as hold, case when m.state = 'planned' then m.due_at end as message_due
  from enrolments e
  join workspaces w on w.workspace_id = e.workspace_id
  join sequences s on s.workspace_id = e.workspace_id and s.id = e.sequence_id
  left join sequence_versions v on v.workspace_id = s.workspace_id and v.sequence_id = s.id and v.version = s.version
  join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
  left join companies o on o.workspace_id = c.workspace_id and o.id = c.company_id
  join members b on b.workspace_id = e.workspace_id and b.id = e.member_id
  left join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id`;
const list = statement<ListedRow>('sequences.list-enrolments', `${select}
  where e.workspace_id = $1 and (s.shared or s.owner_id = $2 or e.member_id = $2 or $3::boolean) and ($4::bigint is null or e.sequence_id = $4) and ($5::bigint is null or e.contact_id = $5)
    and ($6::bigint is null or e.member_id = $6) and ($7::text is null or e.state = $7) and ($8::text is null or e.reason = $8) and ($9::bigint is null or e.id < $9)
  order by e.id desc limit $10`);
const findOne = statement<ListedRow>('sequences.find-enrolment', `${select} where e.workspace_id = $1 and e.id = $2 and (s.shared or s.owner_id = $3 or e.member_id = $3 or $4::boolean)`);
const movesOf = statement<{ at: Date; event: string; step: number | null; detail: string | null; by_name: string | null }>('sequences.moves', `
  select m.at, m.event, m.step, m.detail, b.name as by_name from enrolment_moves m left join members b on b.workspace_id = m.workspace_id and b.id = m.by_member
  where m.workspace_id = $1 and m.enrolment_id = $2 order by m.id desc limit 200`);

/** What a step is called: its title, or what it is. */
function titleOf(step: Step): string {
  if (step.kind === 'call' || step.kind === 'task') return step.title;
  return step.kind === 'wait' ? t('Wait') : step.kind === 'branch' ? t('Branch') : t('Mail');
}

function viewOf(row: ListedRow): EnrolmentView {
  const standing = joinStanding(row.state, row.reason);
  const place = row.steps.findIndex(({ id }) => id === row.at_step);
  const step = row.steps[place];
  // The gate may have put it off since the worker looked.
  const nextAt = row.message_due ?? row.next_at;
  const touched = row.path.findLast(({ outcome }) => outcome === 'sent' || outcome === 'done');
  return {
    id: row.id, sequence: { id: row.sequence_id, name: row.sequence_name },
    contact: { id: row.contact_id, name: row.contact_name || (row.email ?? ''), address: row.email, company: row.company_name, zone: firstKnownZone(row.contact_zone, row.company_zone, row.workspace_zone) },
    member: { id: row.member_id, name: row.member_name }, state: row.state as EnrolmentView['state'], reason: row.reason, detail: row.detail,
    step: step ? { id: step.id, kind: step.kind, place: place + 1, title: titleOf(step) } : null,
    nextAt: row.state === 'finished' ? null : nextAt?.toISOString() ?? null, why: whyWords(standing, row.why, row.hold, row.detail),
    enrolledAt: row.enrolled_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null, lastTouchAt: touched ? new Date(touched.atMs).toISOString() : null,
  };
}

export interface EnrolmentFilter {
  sequenceId?: number | undefined;
  contactId?: number | undefined;
  memberId?: number | undefined;
  state?: string | undefined;
  reason?: string | undefined;
}

/** People in sequences, newest first; one more than `limit` when there are more. */
export async function listEnrolments(db: Database, actor: Actor, filter: EnrolmentFilter, beforeId: number | null, limit: number): Promise<EnrolmentView[]> {
  const rows = await list.rows(db, [
    actor.workspaceId, actor.memberId, canLead(actor), filter.sequenceId ?? null, filter.contactId ?? null, filter.memberId ?? null, filter.state ?? null, filter.reason ?? null, beforeId, limit + 1,
  ]);
  return rows.map(viewOf);
}

/** One person in a sequence. Throws `not_found`. */
export async function getEnrolment(db: Database, actor: Actor, enrolmentId: number): Promise<EnrolmentView> {
  return viewOf(await findOne.one(db, [actor.workspaceId, enrolmentId, actor.memberId, canLead(actor)], 'enrolment'));
}

/** The same with everything that happened, newest first. */
export async function enrolmentHistory(db: Database, actor: Actor, enrolmentId: number) {
  const view = await getEnrolment(db, actor, enrolmentId);
  const moves = await movesOf.rows(db, [actor.workspaceId, enrolmentId]);
  return { ...view, moves: moves.map(({ at, event, step, detail, by_name: by }) => ({ at: at.toISOString(), event, title: eventWords[event] ? t(eventWords[event]) : event, step, detail, by })) };
}
