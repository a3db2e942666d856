import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { systemClock } from '../../platform/clock/index.ts';
import type { Actor, MemberId, WorkspaceId } from '../../platform/identity/index.ts';
import { askForRun, uploadImport } from './change-import.ts';
import { importPlan } from './contract.ts';
import { findImport } from './queries.ts';
import { uploadFiles } from './upload-files.ts';
import { workOnImport } from './work-imports.ts';

const { db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'kindred-killed-'));
after(() => rm(folder, { recursive: true, force: true }));
const worker = { db, files: uploadFiles(folder), clock: systemClock };
const rows = 50_000;

/** A worker in a process of its own. */
const startWorker = () => spawn(process.execPath, ['--input-type=module', '-e', `
  import { openDatabase } from '${join(import.meta.dirname, '../../platform/db/index.ts')}';
  import { systemClock } from '${join(import.meta.dirname, '../../platform/clock/index.ts')}';
  import { uploadFiles } from '${join(import.meta.dirname, 'upload-files.ts')}';
  import { workOnImport } from '${join(import.meta.dirname, 'work-imports.ts')}';
  const db = openDatabase(${JSON.stringify(url)}, { applicationName: 'killed worker' });
  await workOnImport({ db, files: uploadFiles(${JSON.stringify(folder)}), clock: systemClock }, new AbortController().signal);
  await db.close();
`], { stdio: ['ignore', 'inherit', 'inherit'] });

test('a worker killed with -9 again and again brings every row once', async () => {
  await db.query({ text: `insert into workspaces (name) values ('A')` });
  await db.query({ text: `insert into members (workspace_id, email, name, team, role) values (1, 'a@example.com', 'A', 'both', 'owner')` });
  const actor: Actor = { workspaceId: 1 as WorkspaceId, memberId: 1 as MemberId, name: 'A', team: 'both', role: 'owner' };
  async function* sheet() {
    yield Buffer.from('email,first name\n');
    for (let at = 0; at < rows; at += 1000) {
      yield Buffer.from(Array.from({ length: 1000 }, (_, each) => (each === 13 ? `no address ${at},x\n` : each === 77 && at > 0 ? `p76@b.example,again ${at}\n` : `p${at + each}@b.example,n${at + each}\n`)).join(''));
    }
  }
  const id = await uploadImport(db, worker.files, actor, 'contacts', Object.assign(sheet(), { filename: 'p.csv' }), new Date());
  await workOnImport(worker, new AbortController().signal);
  await askForRun(db, actor, id, importPlan.parse({ columns: [{ index: 0, to: 'email' }, { index: 1, to: 'first_name' }] }), new Date());

  let reached = 0;
  for (let kills = 0; kills < 3; kills++) {
    const child = startWorker();
    const ended = once(child, 'exit');
    // Killed in the middle of whatever it does once it is a chunk further.
    for (;;) {
      const row = await findImport.one(db, [1, id], 'import');
      if (row.at_row > reached || row.finished_at || child.exitCode !== null) { reached = row.at_row; break; }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    await ended;
  }
  assert.ok(reached > 0 && reached < rows, 'the workers were killed in the middle');
  // The lock of the last one goes with its connection, which the server notices a moment later.
  for (let again = true, tries = 0; again && tries < 200; tries++) {
    await workOnImport(worker, new AbortController().signal);
    again = !(await findImport.one(db, [1, id], 'import')).finished_at;
  }

  const done = await findImport.one(db, [1, id], 'import');
  const { rowsPerSecond: _rows, bytesPerSecond: _bytes, ...counts } = done.counts;
  const unique = rows - rows / 1000 - (rows / 1000 - 1);
  assert.deepEqual(counts, { rows, new: unique, changed: 0, unchanged: 0, duplicates: rows / 1000 - 1, refused: rows / 1000, suppressed: 0 });
  const kept = await db.query<{ all: number; keys: number; refused: number; last: string }>({ text: `
    select (select count(*) from contacts) as all, (select count(distinct email_key) from contacts) as keys, (select count(*) from import_refusals) as refused,
           (select first_name from contacts where email_key = 'p76@b.example') as last` });
  assert.deepEqual(kept.rows[0], { all: unique, keys: unique, refused: rows / 1000, last: 'again 49000' });
});
