import { openLane, planAgain, planOne, takeBackMessages } from '../../../delivery/messages/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { CompiledEmailId, MessageId } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import type { Advanced } from '../moves/advance.ts';
import { isFinished } from '../moves/enrolment.ts';
import { nextStep } from '../moves/steps.ts';
import type { SequenceMailbox } from '../ports.ts';
import { columnsOf, insertMoves, sequenceSource, updateEnrolment, type EnrolmentRow, type SequenceRow } from '../queries.ts';

/** What is sent for a step that is planned. */
export interface StepMail {
  mailbox: SequenceMailbox;
  compiledId: CompiledEmailId;
  vars: Record<string, unknown> | null;
  /** It begins a conversation that follow-ups answer. */
  begins: boolean;
}

export interface Change {
  row: EnrolmentRow;
  advanced: Advanced;
  /** Given where `advanced.plan` is. */
  mail?: StepMail;
}

/** Writes down what became of enrolments that are locked, with their messages planned and taken back, in one transaction. */
export async function writeAdvanced(tx: Transaction, workspaceId: EnrolmentRow['workspace_id'], sequences: ReadonlyMap<number, SequenceRow>, changes: readonly Change[], now: Date, byMember: number | null = null): Promise<void> {
  await takeBackMessages(tx, workspaceId, changes.flatMap(({ row, advanced }) => (advanced.cancel && row.message_id !== null ? [row.message_id] : [])), now);
  for (const change of changes) await writeOne(tx, change, sequences, now);
  const lines = changes.flatMap(({ row, advanced }) => advanced.moves.map((move) => ({ id: row.id, ...move })));
  if (lines.length === 0) return;
  await insertMoves.run(tx, [
    workspaceId, now, byMember, lines.map((l) => l.id), lines.map((l) => l.event), lines.map((l) => l.from), lines.map((l) => l.to), lines.map((l) => l.step), lines.map((l) => l.detail),
  ]);
  await notify(tx, 'kindred_live', { w: workspaceId, t: 'sequence' });
}

async function writeOne(tx: Transaction, { row, advanced, mail }: Change, sequences: ReadonlyMap<number, SequenceRow>, now: Date): Promise<void> {
  const { enrolment, plan } = advanced;
  const paused = sequences.get(row.sequence_id)?.paused_at != null;
  let messageId = enrolment.openStep === row.open_step && enrolment.standing !== 'waiting-member' ? row.message_id : null;
  let threadMessageId = row.thread_message_id;
  if (plan && mail) {
    messageId = await planMail(tx, row, sequences.get(row.sequence_id)!, plan, mail, now);
    if (mail.begins) threadMessageId = messageId;
  }
  const detail = advanced.moves.at(-1)?.detail ?? (enrolment.standing.includes('/') ? row.detail : null);
  const serverId = row.reason === 'mailbox' && enrolment.standing === 'active' ? null : row.server_id;
  const columns = columnsOf(paused ? { ...enrolment, lookAtMs: null } : enrolment, now);
  await updateEnrolment.run(tx, [row.workspace_id, row.id, ...columns, messageId, threadMessageId, mail?.mailbox.serverId ?? serverId, detail, stepOf(enrolment, sequences.get(row.sequence_id))]);
}

const stepOf = ({ standing, openStep, path }: Advanced['enrolment'], sequence: SequenceRow | undefined): number | null =>
  (isFinished(standing) ? null : openStep ?? nextStep(sequence?.steps ?? [], path)?.id ?? null);

async function planMail(tx: Transaction, row: EnrolmentRow, sequence: SequenceRow, { step, dueAtMs }: { step: number; dueAtMs: number }, mail: StepMail, now: Date): Promise<MessageId> {
  const { workspace_id: workspaceId } = row;
  const dueAt = new Date(dueAtMs);
  const laneId = await openLane(tx, {
    workspaceId, sourceKind: sequenceSource, sourceId: sequence.id, serverId: mail.mailbox.serverId, purpose: sequence.team, team: sequence.team, window: sequence.send_window,
  });
  const planned = { workspaceId, laneId, compiledId: mail.compiledId, vars: mail.vars, dueAt, now };
  const messageId = await planOne(tx, {
    ...planned, sourceKind: sequenceSource, sourceId: sequence.id, step, recipientKind: 'contact', recipientId: row.contact_id, expiresAt: null,
  });
  // One that was taken back at a pause stands there cancelled: it is planned anew, so that there is never a second.
  await planAgain(tx, { ...planned, messageId });
  return messageId;
}
