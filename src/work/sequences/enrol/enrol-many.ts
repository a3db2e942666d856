import { statement, type Database } from '../../../platform/db/index.ts';
import { invalid, notFound } from '../../../platform/errors/index.ts';
import type { Actor, WorkspaceId } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { freezeConditions, nextContacts, nobody, type FrozenConditions } from '../../campaigns/index.ts';
import { sequencesOf } from '../queries.ts';
import { enrolChunk, mayEnrol, presentEnrolled } from './enrol-contacts.ts';

export type BatchRow = {
  workspace_id: WorkspaceId; id: number; sequence_id: number; member_id: number; list_id: number | null; segment_id: number | null; conditions: FrozenConditions | null; also_elsewhere: boolean;
  cursor: number; looked: number; enrolled: number; left_out: Record<string, number>; created_at: Date; created_by: number; finished_at: Date | null; source_name: string | null;
};
const columns = `b.workspace_id, b.id, b.sequence_id, b.member_id, b.list_id, b.segment_id, b.conditions, b.also_elsewhere, b.cursor, b.looked, b.enrolled, b.left_out, b.created_at, b.created_by, b.finished_at,
  coalesce((select l.name from lists l where l.workspace_id = b.workspace_id and l.id = b.list_id), (select s.name from segments s where s.workspace_id = b.workspace_id and s.id = b.segment_id)) as source_name`;
const insert = statement<{ id: number }>('sequences.insert-batch', `
  insert into enrolment_batches (workspace_id, sequence_id, member_id, list_id, segment_id, conditions, also_elsewhere, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`);
const find = statement<BatchRow>('sequences.find-batch', `select ${columns} from enrolment_batches b where b.workspace_id = $1 and b.id = $2`);
const listOf = statement<BatchRow>('sequences.list-batches', `select ${columns} from enrolment_batches b where b.workspace_id = $1 and b.sequence_id = $2 order by b.id desc limit 20`);
const listOpen = statement<{ workspace_id: WorkspaceId; id: number }>('sequences.open-batches', 'select workspace_id, id from enrolment_batches where finished_at is null order by workspace_id, id limit 100');
const lock = statement<BatchRow>('sequences.lock-batch', `select ${columns} from enrolment_batches b where b.workspace_id = $1 and b.id = $2 and b.finished_at is null for update of b skip locked`);
const write = statement('sequences.write-batch', `
  update enrolment_batches set cursor = $3, looked = looked + $4, enrolled = enrolled + $5, left_out = $6, finished_at = $7 where workspace_id = $1 and id = $2`);
const listExists = statement<{ id: number }>('sequences.list-exists', 'select id from lists where workspace_id = $1 and id = $2');

export interface EnrolMany {
  actor: Actor;
  sequenceId: number;
  listId: number | null;
  segmentId: number | null;
  memberId?: number | undefined;
  alsoElsewhere: boolean;
  now: Date;
}

/** Begins to enrol everybody of a list or a segment, as it stands now; the worker does it chunk by chunk. Throws as `enrolContacts` does. */
export async function enrolMany(db: Database, asked: EnrolMany): Promise<BatchRow> {
  const { actor, listId, segmentId, now } = asked;
  if ((listId === null) === (segmentId === null)) throw invalid('list_or_segment', t('Choose a list or a segment. Nobody was enrolled.'));
  const { sequence, memberId } = await mayEnrol(db, actor, asked.sequenceId, asked.memberId);
  if (listId !== null && !(await listExists.maybe(db, [actor.workspaceId, listId]))) throw notFound('list');
  const conditions = await freezeConditions(db, actor.workspaceId, { ...nobody, segments: segmentId === null ? [] : [segmentId] });
  return db.transaction(async (tx) => {
    const { id } = await insert.one(tx, [
      actor.workspaceId, sequence.id, memberId, listId, segmentId, conditions && JSON.stringify(conditions), asked.alsoElsewhere, now, actor.memberId,
    ], 'batch');
    await notify(tx, 'kindred_due');
    return find.one(tx, [actor.workspaceId, id], 'batch');
  });
}

/** A chunk of each list and segment being enrolled; answers whether there is more. The cursor moves in the same transaction. */
export async function workOnBatches(db: Database, now: Date, chunk = 1000): Promise<boolean> {
  let more = false;
  for (const { workspace_id: workspaceId, id } of await listOpen.rows(db, [])) more = (await enrolNext(db, workspaceId, id, now, chunk)) || more;
  return more;
}

async function enrolNext(db: Database, workspaceId: WorkspaceId, id: number, now: Date, chunk: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const row = await lock.maybe(tx, [workspaceId, id]);
    if (!row) return false;
    const audience = { ...nobody, lists: row.list_id === null ? [] : [row.list_id], segments: row.segment_id === null ? [] : [row.segment_id] };
    const next = await nextContacts(tx, { workspaceId, audience, conditions: row.conditions, asOf: row.created_at, afterId: row.cursor, limit: chunk });
    const wanted = next.filter((contact) => contact.wanted).map(({ contact_id: contactId }) => contactId);
    const [sequence] = await sequencesOf.rows(tx, [workspaceId, [row.sequence_id]]);
    const counts = await enrolChunk(tx, { workspaceId, sequence: sequence!, contactIds: wanted, memberId: row.member_id, alsoElsewhere: row.also_elsewhere, by: row.created_by, now });
    const { enrolled = 0, ...left } = counts;
    const leftOut = { ...row.left_out };
    for (const [reason, count] of Object.entries(left)) leftOut[reason] = (leftOut[reason] ?? 0) + count;
    const more = next.length === chunk && sequence!.archived_at === null;
    await write.run(tx, [workspaceId, id, next.at(-1)?.contact_id ?? row.cursor, wanted.length, enrolled, JSON.stringify(leftOut), more ? null : now]);
    return more;
  });
}

/** The newest lists and segments that were enrolled. */
export const listBatches = (db: Database, workspaceId: number, sequenceId: number): Promise<BatchRow[]> => listOf.rows(db, [workspaceId, sequenceId]);

export const presentBatch = (row: BatchRow) => ({
  ...presentEnrolled({ ...row.left_out, enrolled: row.enrolled }), id: row.id, of: row.source_name ?? '', looked: row.looked,
  createdAt: row.created_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
});
