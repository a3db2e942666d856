import type { SendingWindow } from '../../delivery/messages/index.ts';
import { statement } from '../../platform/db/index.ts';
import type { MemberId, MessageId, ServerId, Team, WorkspaceId } from '../../platform/identity/index.ts';
import { joinStanding, splitStanding } from './moves/enrolment.ts';
import type { Enrolment } from './moves/advance.ts';
import type { WaitReason } from './moves/next-move.ts';
import type { Done, Step } from './moves/steps.ts';

/** Source of its messages: a message is unique for sequence, step and person. */
export const sequenceSource = 'sequence';

export type SequenceRow = {
  workspace_id: WorkspaceId; id: number; name: string; team: Team; owner_id: MemberId; owner_name: string; shared: boolean; version: number;
  send_window: SendingWindow; stop_on_colleague: boolean; created_at: Date; paused_at: Date | null; archived_at: Date | null; steps: Step[]; saved_at: Date | null;
};

const sequenceColumns = `s.workspace_id, s.id, s.name, s.team, s.owner_id, o.name as owner_name, s.shared, s.version, s.send_window, s.stop_on_colleague, s.created_at, s.paused_at,
  s.archived_at, coalesce(v.steps, '[]') as steps, v.saved_at`;
const sequenceJoins = `join members o on o.workspace_id = s.workspace_id and o.id = s.owner_id
  left join sequence_versions v on v.workspace_id = s.workspace_id and v.sequence_id = s.id and v.version = s.version`;

/** A sequence with its newest steps. $3: who asks; somebody's own is for them, and for whoever leads ($4). */
export const findSequence = statement<SequenceRow>('sequences.find', `
  select ${sequenceColumns} from sequences s ${sequenceJoins}
  where s.workspace_id = $1 and s.id = $2 and (s.shared or s.owner_id = $3 or $4::boolean)`);
/** Saves and moves of one sequence come one after the other. */
export const lockSequence = statement<SequenceRow>('sequences.lock', `
  select ${sequenceColumns} from sequences s ${sequenceJoins} where s.workspace_id = $1 and s.id = $2 for update of s`);
/** What the worker goes by. */
export const sequencesOf = statement<SequenceRow>('sequences.of', `
  select ${sequenceColumns} from sequences s ${sequenceJoins} where s.workspace_id = $1 and s.id = any($2::bigint[])`);
export const listSequenceRows = statement<SequenceRow>('sequences.list', `
  select ${sequenceColumns} from sequences s ${sequenceJoins}
  where s.workspace_id = $1 and (s.shared or s.owner_id = $2 or $3::boolean) and (s.archived_at is not null) = $4
    and ($5::text is null or strpos(lower(s.name), lower($5)) > 0) and ($6::bigint is null or s.id < $6)
  order by s.id desc limit $7`);

export type EnrolmentRow = {
  workspace_id: WorkspaceId; id: number; sequence_id: number; contact_id: number; member_id: MemberId; server_id: ServerId | null; state: string; reason: string | null; detail: string | null;
  path: Done[]; open_step: number | null; message_id: MessageId | null; thread_message_id: MessageId | null; not_before: Date | null; look_at: Date | null; next_at: Date | null;
  why: WaitReason | null; enrolled_at: Date; ended_at: Date | null;
};
export const enrolmentColumns = `e.workspace_id, e.id, e.sequence_id, e.contact_id, e.member_id, e.server_id, e.state, e.reason, e.detail, e.path, e.open_step, e.message_id,
  e.thread_message_id, e.not_before, e.look_at, e.next_at, e.why, e.enrolled_at, e.ended_at`;

/** Enrolments that are due to be looked at, locked: by enrolments_due. Two workers share them out. */
export const pickDueEnrolments = statement<EnrolmentRow>('sequences.pick-due', `
  select ${enrolmentColumns} from enrolments e where e.workspace_id = $1 and e.look_at <= $2 order by e.look_at, e.id limit $3 for update skip locked`);
/** Which workspaces have any due? One look at an index for each. */
export const workspacesDue = statement<{ workspace_id: WorkspaceId }>('sequences.workspaces-due', `
  select w.workspace_id from workspaces w where exists (select from enrolments e where e.workspace_id = w.workspace_id and e.look_at <= $1)`);
/** Always in the order of their ids, so that two never wait for each other in a circle. */
export const lockEnrolments = statement<EnrolmentRow>('sequences.lock-enrolments', `
  select ${enrolmentColumns} from enrolments e where e.workspace_id = $1 and e.id = any($2::bigint[]) order by e.id for update`);
/** Everywhere a contact is still on their way. */
export const lockLiveOfContact = statement<EnrolmentRow>('sequences.lock-of-contact', `
  select ${enrolmentColumns} from enrolments e where e.workspace_id = $1 and e.contact_id = $2 and e.state <> 'finished' order by e.id for update`);
/** Colleagues at the same company on their way through a sequence that a reply from there ends. */
export const lockColleagues = statement<EnrolmentRow>('sequences.lock-colleagues', `
  select ${enrolmentColumns} from enrolments e
  join sequences s on s.workspace_id = e.workspace_id and s.id = e.sequence_id and s.stop_on_colleague
  join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
  where e.workspace_id = $1 and e.state <> 'finished' and e.contact_id <> $2
    and c.company_id = (select company_id from contacts where workspace_id = $1 and id = $2)
  order by e.id for update of e`);

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** A row as the pure functions take it. */
export const enrolmentOf = (row: EnrolmentRow): Enrolment => ({
  standing: joinStanding(row.state, row.reason), enrolledAtMs: row.enrolled_at.getTime(), path: row.path, notBeforeMs: row.not_before?.getTime() ?? null, openStep: row.open_step,
  lookAtMs: row.look_at?.getTime() ?? null, nextAtMs: row.next_at?.getTime() ?? null, why: row.why,
});

/** The columns that follow from an enrolment's value, in the order `updateEnrolment` takes them. */
export function columnsOf({ standing, path, notBeforeMs, openStep, lookAtMs, nextAtMs, why }: Enrolment, now: Date): unknown[] {
  const { state, reason } = splitStanding(standing);
  return [state, reason, JSON.stringify(path), dateOf(notBeforeMs), openStep, dateOf(lookAtMs), dateOf(nextAtMs), why, state === 'finished' ? now : null];
}

export const updateEnrolment = statement('sequences.update-enrolment', `
  update enrolments set state = $3, reason = $4, path = $5, not_before = $6, open_step = $7, look_at = $8, next_at = $9, why = $10, ended_at = $11,
    message_id = $12, thread_message_id = $13, server_id = $14, detail = $15, at_step = $16
  where workspace_id = $1 and id = $2`);
export const insertMoves = statement('sequences.insert-moves', `
  insert into enrolment_moves (workspace_id, enrolment_id, at, event, from_standing, to_standing, step, detail, by_member)
  select $1, m.enrolment_id, $2, m.event, m.from_standing, m.to_standing, m.step, m.detail, $3
  from unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[]) as m (enrolment_id, event, from_standing, to_standing, step, detail)`);
