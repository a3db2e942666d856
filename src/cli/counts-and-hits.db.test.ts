import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, test } from 'node:test';
import { freshDatabase } from '../../test/support/database.ts';
import { addMailing } from '../../test/support/mailing.ts';
import { run as checkCounts } from './check-counts.ts';
import type { RunCommand } from './commands.ts';
import { run as inspectHit } from './inspect-hit.ts';

const folder = await mkdtemp(join(tmpdir(), 'kindred-cli-'));
after(() => rm(folder, { recursive: true, force: true }));
const { db, url } = await freshDatabase();

/** Runs a command as the shell would. */
async function shell(command: RunCommand, args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const into = (name: 'out' | 'err') => new Writable({ write(chunk, _, done) { written[name] += String(chunk); done(); } });
  const code = await command(args, { stdin: Readable.from([input]), stdout: into('out'), stderr: into('err'), environment: { DATABASE_URL: url, KINDRED_DATA: folder } });
  return { code, ...written };
}

const line = (message: string, over = {}) => JSON.stringify({ message, kind: 'open', method: 'GET', agent: 'Mozilla/5.0', address: '192.0.2.1', secondsSinceAccepted: 5, ...over });

test('inspect-hit reads lines from standard input and answers in their order', async () => {
  const { code, out, err } = await shell(inspectHit, ['--json'], `\uFEFF${line('a')}\r\n\n${line('b', { agent: 'curl/8.5.0' })}\n`);
  assert.deepEqual([code, err], [0, '']);
  assert.deepEqual(out.trim().split('\n').map((text) => { const { message, class: verdict, rules } = JSON.parse(text); return [message, verdict, rules]; }), [['a', 'machine', 1], ['b', 'machine', 1]]);
});

test('inspect-hit names a broken line, judges the others and ends with 1', async () => {
  const file = join(folder, 'hits.jsonl');
  await writeFile(file, `${line('a')}\n{"message":\n${line('c')}\n`);
  const { code, out, err } = await shell(inspectHit, ['--json', file]);
  assert.equal(code, 1);
  assert.match(err, /^line 2: not JSON/);
  assert.equal(out.trim().split('\n').length, 2);
  assert.equal((await shell(inspectHit, ['--json', join(folder, 'none')])).code, 1);
});

test('check-counts ends with 0 while all agrees, names what does not, and mends it', async () => {
  const mailing = await addMailing(db, { contacts: 3 });
  const agreed = await shell(checkCounts, ['--json']);
  assert.equal(agreed.code, 0);
  assert.deepEqual([JSON.parse(agreed.out).ok, JSON.parse(agreed.out).messages], [true, 3]);
  await db.pool.query(`insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, hour, change) values ($1, 'campaign', 1, 0, 'accepted', '2026-11-23T09:00:00Z', 5)`, [mailing.workspaceId]);
  const differing = await shell(checkCounts, []);
  assert.equal(differing.code, 1);
  assert.match(differing.out, /campaign 1 step 0: accepted: counted 8, recounted 3/);
  assert.equal((await shell(checkCounts, ['--repair'])).code, 1);
  assert.equal((await shell(checkCounts, [])).code, 0);
});
