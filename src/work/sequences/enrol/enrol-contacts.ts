import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { conflict, forbidden, notFound } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';
import type { EnrolledView } from '../contract.ts';
import { canChangeSequence, canLead, canSpeakFor } from '../permissions.ts';
import { findSequence, type SequenceRow } from '../queries.ts';

/** Why somebody asked for is not enrolled. */
export const leftOutWords: Readonly<Record<string, Phrase>> = {
  already: phrase('Went through this sequence before, or are in it'),
  elsewhere: phrase('Are in another sequence'),
  'no-address': phrase('Have no address'),
  suppressed: phrase('Must not be written to'),
  gone: phrase('Are not here any more'),
};

// Each is looked up by its key. The unique index has the last word: two who enrol at once enrol each person once.
const enrolSome = statement<{ verdict: string; count: number }>('sequences.enrol', `
  with asked as (select distinct a.id from unnest($4::bigint[]) as a (id)),
  judged as (
    select a.id, case
      when c.id is null then 'gone'
      when exists (select from enrolments e where e.workspace_id = $1 and e.sequence_id = $2 and e.contact_id = a.id) then 'already'
      when c.email_key is null then 'no-address'
      when c.consent = 'withdrawn' or exists (select from suppressions s where s.workspace_id = $1 and s.lifted_at is null and s.address_hash = sha256(convert_to(c.email_key, 'UTF8'))) then 'suppressed'
      when not $5::boolean and exists (select from enrolments e where e.workspace_id = $1 and e.contact_id = a.id and e.state <> 'finished') then 'elsewhere'
      else 'enrolled' end as verdict
    from asked a left join contacts c on c.workspace_id = $1 and c.id = a.id and c.deleted_at is null),
  made as (
    insert into enrolments (workspace_id, sequence_id, contact_id, member_id, look_at, next_at, enrolled_at, enrolled_by)
    select $1, $2, j.id, $3, case when $8::boolean then null else $6::timestamptz end, $6, $6, $7 from judged j where j.verdict = 'enrolled' order by j.id
    on conflict (workspace_id, sequence_id, contact_id) do nothing
    returning contact_id)
  select case when j.verdict = 'enrolled' and m.contact_id is null then 'already' else j.verdict end as verdict, count(*)::int as count
  from judged j left join made m on m.contact_id = j.id group by 1`);

export interface Enrolling {
  workspaceId: number;
  sequence: Pick<SequenceRow, 'id' | 'paused_at'>;
  contactIds: readonly number[];
  memberId: number;
  alsoElsewhere: boolean;
  by: number;
  now: Date;
}

/** Enrols these contacts, each once; answers how many by verdict. */
export async function enrolChunk(tx: Transaction, enrolling: Enrolling): Promise<Record<string, number>> {
  const { workspaceId, sequence, memberId, contactIds, alsoElsewhere, now, by } = enrolling;
  if (contactIds.length === 0) return {};
  const rows = await enrolSome.rows(tx, [workspaceId, sequence.id, memberId, contactIds, alsoElsewhere, now, by, sequence.paused_at !== null]);
  return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]));
}

/** Counts by verdict for people. */
export function presentEnrolled(counts: Readonly<Record<string, number>>): EnrolledView {
  return {
    enrolled: counts['enrolled'] ?? 0,
    leftOut: Object.entries(leftOutWords).flatMap(([reason, words]) => (counts[reason] ? [{ reason, title: t(words), count: counts[reason] }] : [])),
  };
}

/** Enrols contacts in a sequence, in a member's voice. Throws `forbidden`, `not_found`, `sequence_not_ready`. */
export async function enrolContacts(db: Database, asked: { actor: Actor; sequenceId: number; contactIds: readonly number[]; memberId?: number | undefined; alsoElsewhere: boolean; now: Date }): Promise<EnrolledView> {
  const { actor, now } = asked;
  const { sequence, memberId } = await mayEnrol(db, actor, asked.sequenceId, asked.memberId);
  return db.transaction(async (tx) => presentEnrolled(await enrolChunk(tx, {
    workspaceId: actor.workspaceId, sequence, contactIds: asked.contactIds, memberId, alsoElsewhere: asked.alsoElsewhere, by: actor.memberId, now,
  })));
}

const findMember = statement<{ id: number }>('sequences.find-member', 'select id from members where workspace_id = $1 and id = $2 and left_at is null');

/** The sequence, and in whose voice. */
export async function mayEnrol(db: Database, actor: Actor, sequenceId: number, asMember: number | undefined): Promise<{ sequence: SequenceRow; memberId: number }> {
  const sequence = await findSequence.one(db, [actor.workspaceId, sequenceId, actor.memberId, canLead(actor)], 'sequence');
  const memberId = asMember ?? actor.memberId;
  if (!canChangeSequence(actor, { ownerId: sequence.owner_id, shared: sequence.shared, team: sequence.team }) || !canSpeakFor(actor, memberId)) {
    throw forbidden(t('You enrol people in your own name, in sequences of your team. Nobody was enrolled.'));
  }
  if (!(await findMember.maybe(db, [actor.workspaceId, memberId]))) throw notFound('member');
  if (sequence.version === 0 || sequence.archived_at) throw conflict('sequence_not_ready', t('This sequence has no steps yet, or was put away. Nobody was enrolled: save its steps first.'));
  return { sequence, memberId };
}
