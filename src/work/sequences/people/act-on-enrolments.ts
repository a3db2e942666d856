import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { conflict, forbidden, notFound } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { answerStep, approveMail, hear, resume, type Advanced } from '../moves/advance.ts';
import { withinWindow } from '../moves/wait-time.ts';
import { canSpeakFor } from '../permissions.ts';
import type { SequencesDeps } from '../ports.ts';
import { enrolmentOf, lockEnrolments, type EnrolmentRow } from '../queries.ts';
import { gatherFacts } from '../worker/gather-facts.ts';
import { hearFor } from '../worker/hear-events.ts';
import { readSequences, withMail } from '../worker/plan-due.ts';
import { writeAdvanced, type Change } from '../worker/write-advanced.ts';

export type Act = 'pause' | 'resume' | 'end';

/** Pauses people, lets them go on or ends it for them; what is planned for them is taken back in the same transaction. Answers how many it changed. */
export async function actOnEnrolments(db: Database, actor: Actor, enrolmentIds: readonly number[], act: Act, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = (await lockEnrolments.rows(tx, [actor.workspaceId, enrolmentIds])).filter(({ member_id: memberId }) => canSpeakFor(actor, memberId));
    if (rows.length === 0) throw forbidden(t('These people are written to by colleagues, or are not here any more. Nothing was changed.'));
    const moved = rows.flatMap((row): Change[] => {
      const advanced = moveOf(row, act, now.getTime());
      return advanced ? [{ row, advanced }] : [];
    });
    await writeAdvanced(tx, actor.workspaceId, await readSequences(tx, actor.workspaceId, rows), moved, now, actor.memberId);
    await notify(tx, 'kindred_due');
    return moved.length;
  });
}

function moveOf(row: EnrolmentRow, act: Act, nowMs: number): Advanced | null {
  const enrolment = enrolmentOf(row);
  if (act === 'resume') return resume(enrolment, nowMs);
  return hear(enrolment, act === 'pause' ? 'paused' : 'ended', { nowMs });
}

/** A member's answer to what they were asked. Throws `not_asked` where that is not open any more. */
export async function answerEnrolment(deps: SequencesDeps, actor: Actor, enrolmentId: number, { step, answer }: { step: number; answer: 'done' | 'approve' | 'skip' }, now: Date): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [row] = await lockEnrolments.rows(tx, [actor.workspaceId, [enrolmentId]]);
    if (!row) throw notFound('enrolment');
    if (!canSpeakFor(actor, row.member_id)) throw forbidden(t('This person is written to by a colleague. Nothing was changed.'));
    const change = row.state === 'waiting-member' && row.open_step === step ? await answered(deps, tx, row, answer, now) : null;
    if (!change) throw conflict('not_asked', t('This is not open any more: something happened in between. Nothing was changed.'));
    await writeAdvanced(tx, actor.workspaceId, await readSequences(tx, actor.workspaceId, [row]), [change], now, actor.memberId);
    await notify(tx, 'kindred_due');
  });
}

async function answered(deps: SequencesDeps, tx: Transaction, row: EnrolmentRow, answer: 'done' | 'approve' | 'skip', now: Date): Promise<Change | null> {
  const sequences = await readSequences(tx, row.workspace_id, [row]);
  const sequence = sequences.get(row.sequence_id)!;
  const isMail = sequence.steps.find(({ id }) => id === row.open_step)?.kind === 'mail';
  const nowMs = now.getTime();
  if (answer !== 'approve') {
    // A mail is not made by saying that it was done.
    const advanced = isMail && answer === 'done' ? null : answerStep(enrolmentOf(row), answer === 'done' ? 'done' : 'skipped', nowMs);
    return advanced && { row, advanced };
  }
  const mailbox = isMail ? await deps.mailboxOf(tx, row.workspace_id, row.member_id, row.server_id) : null;
  if (!mailbox) return null;
  const facts = (await gatherFacts(tx, row.workspace_id, [row], sequences, () => true)).get(row.id)!;
  if (facts.stop) return { row, advanced: hear(enrolmentOf(row), facts.stop, { nowMs })! };
  const advanced = approveMail(enrolmentOf(row), withinWindow(facts.window, facts.windowZone, nowMs), nowMs);
  return advanced && withMail(deps.db, tx, { keys: deps.keys, row, sequence, advanced, mailbox, now });
}

const ofMember = statement<{ id: number }>('sequences.of-member', `
  select id from enrolments where workspace_id = $1 and member_id = $2 and state <> 'finished' and ($3::bigint is null or sequence_id = $3) and id > $4 order by id limit $5`);
const setMember = statement('sequences.set-member', 'update enrolments set member_id = $3, server_id = null where workspace_id = $1 and id = any($2::bigint[])');
const isMember = statement<{ id: number }>('sequences.is-member', 'select id from members where workspace_id = $1 and id = $2 and left_at is null');

/** Hands all that a member has under way to another, whose mailbox it leaves from henceforth: in one transaction, so that nobody is between the two. */
export async function handOverEnrolments(db: Database, actor: Actor, { fromMemberId, toMemberId, sequenceId }: { fromMemberId: number; toMemberId: number; sequenceId?: number | undefined }, now: Date, chunk = 500): Promise<number> {
  if (!canSpeakFor(actor, fromMemberId)) throw forbidden(t('You hand over what is yours. Nothing was changed.'));
  return db.transaction(async (tx) => {
    if (!(await isMember.maybe(tx, [actor.workspaceId, toMemberId]))) throw notFound('member');
    let total = 0;
    for (let afterId = 0; ;) {
      const ids = (await ofMember.rows(tx, [actor.workspaceId, fromMemberId, sequenceId ?? null, afterId, chunk])).map(({ id }) => id);
      if (ids.length === 0) break;
      afterId = ids.at(-1)!;
      const rows = await lockEnrolments.rows(tx, [actor.workspaceId, ids]);
      await setMember.run(tx, [actor.workspaceId, ids, toMemberId]);
      // Their rows are written once more with what they hear: with no mailbox chosen yet.
      await hearFor(tx, rows.map((row) => ({ ...row, member_id: toMemberId as EnrolmentRow['member_id'], server_id: null })), 'handed-over', now, { byMember: actor.memberId });
      total += ids.length;
    }
    await notify(tx, 'kindred_due');
    return total;
  });
}
