import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { freshDatabase } from '../../test/support/database.ts';
import { checkCounts, foldRollups } from '../delivery/events/index.ts';
import { startJudge } from '../delivery/tracking/index.ts';
import { findDemoDoor } from '../people/workspaces/index.ts';
import { movableClock } from '../platform/clock/index.ts';
import { createDemo } from './index.ts';

const { db, url } = await freshDatabase();
const asOf = new Date('2026-11-23T09:00:00Z');
const small = { asOf, trackingUrl: 'http://localhost:4400', contacts: 300 };

/** Invents the demo in a process of its own, and kills that once it writes the reps' mail. */
async function killHalfWay(): Promise<void> {
  const program = `
    const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, '../platform/db/index.ts'))});
    const { createDemo } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
    await createDemo({ db: openDatabase(${JSON.stringify(url)}), asOf: new Date(${asOf.getTime()}), trackingUrl: 'http://localhost:4400', contacts: 300, onProgress: ({ part }) => console.log(part) });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
    if (said.includes('mails')) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL', said);
}

test('a demo whose making was killed is no door, and the next press begins it anew', async () => {
  await killHalfWay();
  const { rows: [half] } = await db.pool.query('select count(*)::int as messages from messages');
  assert.ok(half.messages > 0, 'it was half-way');
  assert.equal(await findDemoDoor(db), undefined);

  // A running worker judges meanwhile, in other orders: nobody may lock the other out.
  const errors: unknown[] = [];
  const judge = startJudge({ db, clock: movableClock(asOf), onError: (error) => errors.push(error) });
  const [door, same] = await Promise.all([createDemo({ ...small, db }), createDemo({ ...small, db })]);
  await judge.stop();
  assert.deepEqual(errors, []);
  assert.deepEqual(same, door, 'two presses make one demo');
  assert.deepEqual(await findDemoDoor(db), door);
  const { rows } = await db.pool.query('select count(*)::int as contacts, count(distinct workspace_id)::int as workspaces from contacts');
  assert.deepEqual(rows, [{ contacts: 300, workspaces: 1 }]);
});

test('what was invented counts as a recount does', async () => {
  while (await foldRollups(db) > 0);
  await db.pool.query('analyze');
  const { differences, messages, engagements } = await checkCounts(db);
  assert.deepEqual(differences, []);
  assert.ok(messages > 500 && engagements > 100, `${messages} messages, ${engagements} engagements`);
});

test('a step that fails leaves nothing that counts as a demo either', async () => {
  const other = await freshDatabase();
  const failing = (part: string) => createDemo({ ...small, db: other.db, onProgress: (now) => { if (now.part === part) throw new Error('the disk is full'); } });
  await assert.rejects(failing('campaigns'), /the disk is full/);
  await assert.rejects(failing('returns'), /the disk is full/);
  assert.equal(await findDemoDoor(other.db), undefined);
  const { rows } = await other.db.pool.query('select count(*)::int as n from workspaces');
  assert.equal(rows[0].n, 1, 'the first half was taken away before the second');
});
