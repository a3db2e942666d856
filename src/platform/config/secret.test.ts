import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ensureSecret } from './secret.ts';

async function emptyFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-secret-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('the secret is drawn once, stays, and only its owner can read it', async (context) => {
  const dataFolder = await emptyFolder(context);
  const first = await ensureSecret({ secret: null, dataFolder });
  assert.ok(first.length >= 43);
  assert.equal(await ensureSecret({ secret: null, dataFolder }), first);
  assert.equal((await stat(join(dataFolder, 'secret'))).mode & 0o777, 0o600);
});

test('several first starts agree on one', async (context) => {
  const dataFolder = await emptyFolder(context);
  const secrets = await Promise.all([1, 2, 3, 4].map(() => ensureSecret({ secret: null, dataFolder })));
  assert.equal(new Set(secrets).size, 1);
});

test('one that was set wins, and none is written', async (context) => {
  const dataFolder = await emptyFolder(context);
  assert.equal(await ensureSecret({ secret: 'x'.repeat(40), dataFolder }), 'x'.repeat(40));
  await assert.rejects(readFile(join(dataFolder, 'secret')), { code: 'ENOENT' });
});

test('a damaged file is refused, not replaced', async (context) => {
  const dataFolder = await emptyFolder(context);
  await writeFile(join(dataFolder, 'secret'), 'cut');
  await assert.rejects(ensureSecret({ secret: null, dataFolder }), /does not hold a secret/);
  assert.equal(await readFile(join(dataFolder, 'secret'), 'utf8'), 'cut');
});
