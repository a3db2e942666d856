// A worker, a folder for uploads and a workspace for each test, for whoever tries imports.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import type { Actor, MemberId, WorkspaceId } from '../../../platform/identity/index.ts';
import { listAttributes } from '../../contacts/index.ts';
import { askForCheck, askForRun, uploadImport } from '../change-import.ts';
import { importPlan, type ImportPlan } from '../contract.ts';
import { presentImport } from '../present-import.ts';
import { findImport } from '../queries.ts';
import { refusedFile } from '../refused-file.ts';
import { uploadFiles } from '../upload-files.ts';
import { workOnImport } from '../work-imports.ts';

export const { db } = await freshDatabase();
export const folder = await mkdtemp(join(tmpdir(), 'kindred-imports-'));
after(() => rm(folder, { recursive: true, force: true }));
export const clock = movableClock('2026-11-23T09:00:00Z');
export const worker = { db, files: uploadFiles(folder), clock };
export const never = new AbortController().signal;

/** A workspace of its own for each test. */
export async function newActor(role: Actor['role'] = 'owner'): Promise<Actor> {
  const { rows } = await db.query<{ workspace_id: number }>({ text: `insert into workspaces (name) values ('A') returning workspace_id` });
  const workspaceId = rows[0]!.workspace_id;
  const member = await db.query<{ id: number }>({ text: `insert into members (workspace_id, email, name, team, role) values ($1, 'Ana@example.com', 'Ana', 'both', 'owner') returning id`, values: [workspaceId] });
  return { workspaceId: workspaceId as WorkspaceId, memberId: member.rows[0]!.id as MemberId, name: 'Ana', team: 'both', role };
}

export async function* bytesOf(text: string | Buffer) { yield Buffer.from(text); }
export const work = () => workOnImport(worker, never);

export async function upload(actor: Actor, text: string | Buffer, kind: 'contacts' | 'suppressions' = 'contacts'): Promise<number> {
  const id = await uploadImport(db, worker.files, actor, kind, Object.assign(bytesOf(text), { filename: 'people.csv' }), clock.now());
  await work();
  return id;
}
export const view = async (actor: Actor, id: number) => presentImport(await findImport.one(db, [actor.workspaceId, id], 'import'), await listAttributes(db, actor.workspaceId));

/** The plan we guess, with what a test wants otherwise. */
export async function guessed(actor: Actor, id: number, change: Partial<ImportPlan> = {}): Promise<ImportPlan> {
  const { found } = await view(actor, id);
  return importPlan.parse({ columns: found!.columns.map(({ index, to, dates, decimal }) => ({ index, to, dates, decimal })), ...change });
}
export async function check(actor: Actor, id: number, change: Partial<ImportPlan> = {}) {
  await askForCheck(db, actor, id, await guessed(actor, id, change), clock.now());
  await work();
  return (await view(actor, id)).check!;
}
export async function runIt(actor: Actor, id: number, change: Partial<ImportPlan> = {}) {
  await askForRun(db, actor, id, await guessed(actor, id, change), clock.now());
  await work();
  return view(actor, id);
}
export const contactsOf = async (actor: Actor) => (await db.query<Record<string, any>>({
  text: `select c.*, k.name as company from contacts c left join companies k on k.workspace_id = c.workspace_id and k.id = c.company_id where c.workspace_id = $1 and c.deleted_at is null order by email_key`, values: [actor.workspaceId] })).rows;
export const refusedOf = async (actor: Actor, id: number) => (await Array.fromAsync(refusedFile(db, await findImport.one(db, [actor.workspaceId, id], 'import')))).join('');
