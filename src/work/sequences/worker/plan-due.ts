import type { Database, Queryable, Transaction } from '../../../platform/db/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { advance, hear, type Advanced } from '../moves/advance.ts';
import type { MailStep } from '../moves/steps.ts';
import type { SequenceMailbox, SequencesDeps } from '../ports.ts';
import { enrolmentOf, pickDueEnrolments, sequencesOf, workspacesDue, type EnrolmentRow, type SequenceRow } from '../queries.ts';
import { findThread } from './find-thread.ts';
import { gatherFacts } from './gather-facts.ts';
import { makeMail } from './make-mail.ts';
import { writeAdvanced, type Change, type StepMail } from './write-advanced.ts';

/** One round over every workspace that has enrolments due: a batch of each, so that none waits for another. Answers whether there is more. */
export async function planDue(deps: SequencesDeps, now: Date, { batch = 200, signal }: { batch?: number; signal?: AbortSignal } = {}): Promise<boolean> {
  let more = false;
  for (const { workspace_id: workspaceId } of await workspacesDue.rows(deps.db, [now])) {
    if (signal?.aborted) return false;
    more = (await planBatch(deps, workspaceId, now, batch)) === batch || more;
  }
  return more;
}

/** Looks at a workspace's next enrolments that are due; answers how many. */
export async function planBatch({ db, keys, mailboxOf }: SequencesDeps, workspaceId: WorkspaceId, now: Date, batch: number): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await pickDueEnrolments.rows(tx, [workspaceId, now, batch]);
    if (rows.length === 0) return 0;
    const sequences = await readSequences(tx, workspaceId, rows);
    const mailboxes = rememberMailboxes((row) => mailboxOf(tx, workspaceId, row.member_id, row.server_id));
    const found = new Map<number, SequenceMailbox | null>();
    for (const row of rows) found.set(row.id, await mailboxes(row));
    const facts = await gatherFacts(tx, workspaceId, rows, sequences, (row) => found.get(row.id) !== null);
    const changes: Change[] = [];
    for (const row of rows) {
      const sequence = sequences.get(row.sequence_id)!;
      if (sequence.paused_at) {
        changes.push({ row, advanced: unchanged(row) });
        continue;
      }
      const advanced = advance(enrolmentOf(row), sequence.steps, facts.get(row.id)!, now.getTime());
      changes.push(advanced.plan ? await withMail(db, tx, { keys, row, sequence, advanced, mailbox: found.get(row.id)!, now }) : { row, advanced });
    }
    await writeAdvanced(tx, workspaceId, sequences, changes, now);
    return rows.length;
  });
}

/** Of a paused sequence: nobody looks until it goes on. */
const unchanged = (row: EnrolmentRow): Advanced => ({ enrolment: enrolmentOf(row), moves: [], plan: null, cancel: false });

export async function readSequences(on: Queryable, workspaceId: WorkspaceId, rows: readonly EnrolmentRow[]): Promise<Map<number, SequenceRow>> {
  const ids = [...new Set(rows.map(({ sequence_id: id }) => id))];
  return new Map((await sequencesOf.rows(on, [workspaceId, ids])).map((row) => [row.id, row]));
}

/** A batch asks once for each member and mailbox. */
function rememberMailboxes(find: (row: EnrolmentRow) => Promise<SequenceMailbox | null>): (row: EnrolmentRow) => Promise<SequenceMailbox | null> {
  const known = new Map<string, Promise<SequenceMailbox | null>>();
  return (row) => {
    const key = `${row.member_id} ${row.server_id}`;
    return known.get(key) ?? known.set(key, find(row)).get(key)!;
  };
}

interface Asked {
  keys: SequencesDeps['keys'];
  row: EnrolmentRow;
  sequence: SequenceRow;
  advanced: Advanced;
  mailbox: SequenceMailbox;
  now: Date;
}

/** The mail of a step to be planned; where it cannot be made, the enrolment stands and says so. */
export async function withMail(db: Database, tx: Transaction, { keys, row, sequence, advanced, mailbox, now }: Asked): Promise<Change> {
  const step = sequence.steps.find(({ id }) => id === advanced.plan!.step) as MailStep;
  // Outside of the transaction: a mail is made once for all who get it, and stays made.
  const compiledId = await makeMail(db, { workspaceId: row.workspace_id, sequenceId: sequence.id, step, mailbox });
  if (compiledId === null) {
    const failed = hear({ ...advanced.enrolment, openStep: step.id }, 'mail-failed', { nowMs: now.getTime(), detail: 'content_failed' });
    return { row, advanced: failed ? { ...failed, moves: [...advanced.moves.filter(({ event }) => event !== 'mail-planned'), ...failed.moves] } : unchanged(row) };
  }
  const first = row.thread_message_id;
  const thread = step.inThread && first !== null
    ? await findThread(tx, keys, { workspaceId: row.workspace_id, sequenceId: sequence.id, contactId: row.contact_id, firstMessageId: first }) : null;
  const mail: StepMail = { mailbox, compiledId, vars: thread && { thread }, begins: thread === null };
  return { row, advanced, mail };
}
