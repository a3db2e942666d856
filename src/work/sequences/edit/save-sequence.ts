import { findEmail, hasErrors, compileEmail, draftOf } from '../../../craft/emails/index.ts';
import { openLane, setLaneState, type SendingWindow } from '../../../delivery/messages/index.ts';
import { readSettings } from '../../../people/workspaces/index.ts';
import { statement, type Database, type Queryable, type Transaction } from '../../../platform/db/index.ts';
import { conflict, forbidden, invalid } from '../../../platform/errors/index.ts';
import type { Actor, LaneId, ServerId, Team, WorkspaceId } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';
import { officeHours } from '../contract.ts';
import { findFlaw, type Step, type StepFlaw } from '../moves/steps.ts';
import { canChangeSequence, canLead, canSendFor } from '../permissions.ts';
import { findSequence, lockSequence, sequenceSource, type SequenceRow } from '../queries.ts';

export interface SequenceSettings {
  name: string;
  team: Team;
  shared: boolean;
  window: SendingWindow;
  stopOnColleague: boolean;
}

const insert = statement<{ id: number }>('sequences.insert', `
  insert into sequences (workspace_id, name, team, owner_id, shared, send_window, stop_on_colleague, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`);
const update = statement('sequences.update', `
  update sequences set name = $3, team = $4, shared = $5, send_window = $6, stop_on_colleague = $7, paused_at = $8, paused_by = $9, archived_at = $10 where workspace_id = $1 and id = $2`);
const lanesOf = statement<{ id: LaneId; server_id: ServerId }>('sequences.lanes', `select id, server_id from lanes where workspace_id = $1 and source_kind = '${sequenceSource}' and source_id = $2 and state <> 'closed'`);
const lookAtAll = statement('sequences.look-at-all', `
  update enrolments set look_at = $3 where workspace_id = $1 and sequence_id = $2 and (state = 'active' or reason in ('away', 'missing-value'))`);
const insertVersion = statement('sequences.insert-version', `
  insert into sequence_versions (workspace_id, sequence_id, version, steps, saved_at, saved_by) values ($1, $2, $3, $4, $5, $6)`);
const setVersion = statement('sequences.set-version', 'update sequences set version = $3 where workspace_id = $1 and id = $2');

/** Begins a sequence without steps; answers its id. Throws `forbidden` for another team's. */
export async function createSequence(db: Database, actor: Actor, given: Partial<SequenceSettings> & { name: string }, now: Date): Promise<number> {
  const team = given.team ?? (actor.team === 'marketing' ? 'marketing' : 'sales');
  if (!canSendFor(actor, team)) throw forbidden(t('You write sequences for your own team. Nothing was made.'));
  const { id } = await insert.one(db, [
    actor.workspaceId, given.name.trim(), team, actor.memberId, given.shared ?? true, JSON.stringify(given.window ?? officeHours), given.stopOnColleague ?? false, now,
  ], 'sequence');
  return id;
}

/** Locks a sequence that the actor may change. Throws `not_found` or `forbidden`. */
export async function lockForChange(tx: Transaction, actor: Actor, sequenceId: number): Promise<SequenceRow> {
  await findSequence.one(tx, [actor.workspaceId, sequenceId, actor.memberId, canLead(actor)], 'sequence');
  const row = await lockSequence.one(tx, [actor.workspaceId, sequenceId], 'sequence');
  if (!canChangeSequence(actor, { ownerId: row.owner_id, shared: row.shared, team: row.team })) throw forbidden(t('This sequence belongs to others. Nothing was changed.'));
  return row;
}

export interface SequenceChange extends Partial<SequenceSettings> {
  paused?: boolean;
  archived?: boolean;
}

/** Changes settings at once, for what is planned as well: the gate keeps the hours. A pause stops the handing over and the planning; nobody loses their place. */
export async function changeSequence(db: Database, actor: Actor, sequenceId: number, change: SequenceChange, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockForChange(tx, actor, sequenceId);
    const { workspaceId } = actor;
    const team = change.team ?? row.team;
    if (!canSendFor(actor, team)) throw forbidden(t('You write sequences for your own team. Nothing was changed.'));
    const window = change.window ?? row.send_window;
    const archived = change.archived ?? row.archived_at !== null;
    const paused = (change.paused ?? row.paused_at !== null) || archived;
    await update.run(tx, [
      workspaceId, sequenceId, change.name?.trim() ?? row.name, team, change.shared ?? row.shared, JSON.stringify(window), change.stopOnColleague ?? row.stop_on_colleague,
      paused ? row.paused_at ?? now : null, paused ? actor.memberId : null, archived ? row.archived_at ?? now : null,
    ]);
    const lanes = await lanesOf.rows(tx, [workspaceId, sequenceId]);
    if (change.window) for (const lane of lanes) await openLane(tx, { workspaceId, sourceKind: sequenceSource, sourceId: sequenceId, serverId: lane.server_id, purpose: team, team, window });
    if (paused !== (row.paused_at !== null)) for (const lane of lanes) await setLaneState(tx, workspaceId, lane.id, paused ? 'paused' : 'open', now);
    await lookAtAll.run(tx, [workspaceId, sequenceId, paused ? null : now]);
    await notify(tx, 'kindred_due');
  });
}

const flawWords: Readonly<Record<StepFlaw, Phrase>> = {
  doubled: phrase('Two steps have the same number.'), 'arm-without-branch': phrase('A step stands in an arm of a branch that is not before it.'),
  'branch-without-mail': phrase('A branch asks about a mail that is not before it.'), empty: phrase('A sequence needs a mail, a call or a task.'),
};

/**
 * Saves steps as a new version, with the newest words of each email. It is for whatever is not planned yet: a mail
 * that is planned goes as it is. Throws `sequence_changed`, `steps_flawed`, `email_has_errors`.
 */
export async function saveSteps(db: Database, actor: Actor, sequenceId: number, { steps, expectedVersion }: { steps: readonly Step[]; expectedVersion: number }, now: Date): Promise<void> {
  const pinned = await pinEmails(db, actor.workspaceId, steps);
  await db.transaction(async (tx) => {
    const row = await lockForChange(tx, actor, sequenceId);
    if (row.version !== expectedVersion) throw conflict('sequence_changed', t('Somebody saved this sequence since you opened it. Nothing was saved: look at theirs first.'), { version: row.version });
    await insertVersion.run(tx, [actor.workspaceId, sequenceId, row.version + 1, JSON.stringify(pinned), now, actor.memberId]);
    await setVersion.run(tx, [actor.workspaceId, sequenceId, row.version + 1]);
    if (!row.paused_at) await lookAtAll.run(tx, [actor.workspaceId, sequenceId, now]);
    await notify(tx, 'kindred_due');
  });
}

/** Mail steps with the version of their email that will go out; what could not be sent is named. */
async function pinEmails(on: Queryable, workspaceId: WorkspaceId, steps: readonly Step[]): Promise<Step[]> {
  const flaw = findFlaw(steps);
  if (flaw) throw invalid('steps_flawed', `${t(flawWords[flaw.flaw])} ${t('Nothing was saved.')}`, [{ path: `body.steps.${flaw.at}`, message: t(flawWords[flaw.flaw]) }]);
  const { name, postalAddress } = await readSettings(on, workspaceId);
  const pinned: Step[] = [];
  for (const [at, step] of steps.entries()) {
    if (step.kind !== 'mail') {
      pinned.push(step);
      continue;
    }
    const email = await findEmail.one(on, [workspaceId, step.emailId], 'email');
    const compiled = await compileEmail({ version: draftOf(email), from: { name: 'Sender', address: 'sender@example.com' }, replyTo: null, workspace: { name, postalAddress }, definitions: [] });
    const problem = compiled.findings.find(({ level }) => level === 'error');
    if (hasErrors(compiled.findings) || !compiled.content) {
      throw invalid('email_has_errors', t('The mail of step {place} cannot be sent as it is: {message} Nothing was saved.', { place: at + 1, message: problem?.message ?? t('it is empty') }), [{ path: `body.steps.${at}`, message: problem?.message ?? '' }]);
    }
    pinned.push({ ...step, emailVersion: email.version });
  }
  return pinned;
}
