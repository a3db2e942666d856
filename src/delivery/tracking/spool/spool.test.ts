import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Hit } from '../taking/hit.ts';
import { hitLine, readHitLines } from './hit-lines.ts';
import { openSpool } from './spool.ts';

const root = await mkdtemp(join(tmpdir(), 'kindred-spool-'));
after(() => rm(root, { recursive: true }));
let folders = 0;
const newFolder = () => join(root, String(folders += 1));
const hit = (id: number): Hit => ({ id, workspaceId: 1, messageId: id, at: 1_700_000_000_000 + id, kind: 'open', link: null, method: 'GET', agent: `ä\n"${id}`, address: '192.0.2.1', headers: null, ownMember: null, robot: false });
const hits = (from: number, count: number) => Array.from({ length: count }, (_, n) => hit(from + n));

test('what was appended is handed over once, in order, and is then gone', async () => {
  const spool = openSpool(newFolder());
  assert.deepEqual(await Promise.all([spool.append(hits(1, 3)), spool.append(hits(4, 2))]), [true, true]);
  assert.ok(await spool.waitingBytes() > 0);
  const got: Hit[] = [];
  assert.deepEqual(await spool.replay(async (part) => void got.push(...part)), { replayed: 5, damaged: 0 });
  assert.deepEqual(got, hits(1, 5));
  assert.deepEqual(await spool.replay(async () => assert.fail('nothing is left')), { replayed: 0, damaged: 0 });
  assert.equal(await spool.waitingBytes(), 0);
  await spool.close();
});

test('what could not be stored waits for the next time', async () => {
  const spool = openSpool(newFolder());
  await spool.append(hits(1, 2500));
  let calls = 0;
  await assert.rejects(spool.replay(async () => { if ((calls += 1) === 2) throw new Error('down again'); }), /down again/);
  const ids = new Set<number>();
  await spool.replay(async (part) => { for (const one of part) ids.add(one.id); });
  assert.equal(ids.size, 2500);
  await spool.close();
});

test('a file cut at any byte gives every whole hit before the cut, and nothing else', () => {
  const all = hits(1, 12);
  const text = all.map(hitLine).join('');
  const bytes = Buffer.from(text);
  fc.assert(fc.property(fc.nat(bytes.length), (cut) => {
    const read = readHitLines(bytes.subarray(0, cut).toString());
    const whole = all.filter((_, index) => Buffer.byteLength(all.slice(0, index + 1).map(hitLine).join('')) - 1 <= cut);
    assert.deepEqual(read, { hits: whole, damaged: 0 });
  }));
});

test('a damaged line costs that line alone, and the file is kept for a look', async () => {
  const folder = newFolder();
  const spool = openSpool(folder);
  await spool.append(hits(1, 3));
  const [name] = await readdir(folder);
  const lines = (await readFile(join(folder, name!), 'utf8')).split('\n');
  lines[1] = lines[1]!.replace('"messageId":2', '"messageId":9');
  await writeFile(join(folder, name!), lines.join('\n'));
  const got: Hit[] = [];
  assert.deepEqual(await spool.replay(async (part) => void got.push(...part)), { replayed: 2, damaged: 1 });
  assert.deepEqual(got, [hit(1), hit(3)]);
  assert.match((await readdir(folder)).join(), /\.damaged$/);
  await spool.close();
});

test('a process that died leaves its hits to the next one', async () => {
  const folder = newFolder();
  const died = openSpool(folder);
  await died.append(hits(1, 4)); // and is not closed in time
  const got: Hit[] = [];
  const next = openSpool(folder, { staleMs: 0 });
  await next.replay(async (part) => void got.push(...part));
  assert.equal(got.length, 4);
  await Promise.all([died.close(), next.close()]);
});

test('appends and replays of several processes over one folder lose nothing', async () => {
  const folder = newFolder();
  const spools = [1, 2, 3].map(() => openSpool(folder, { staleMs: 3 }));
  const acknowledged = new Set<number>();
  const stored = new Set<number>();
  const replayAll = () => Promise.all(spools.map((spool) => spool.replay(async (part) => { for (const one of part) stored.add(one.id); })));
  const appending = spools.map(async (spool, which) => {
    for (let n = 0; n < 60; n += 1) {
      const id = which * 1000 + n;
      if (await spool.append([hit(id)])) acknowledged.add(id);
    }
  });
  let busy = true;
  const replaying = (async () => { while (busy) await replayAll(); })();
  await Promise.all(appending);
  busy = false;
  await replaying;
  const last = openSpool(folder, { staleMs: 0 });
  await last.replay(async (part) => { for (const one of part) stored.add(one.id); });
  assert.equal(acknowledged.size, 180);
  assert.deepEqual([...acknowledged].filter((id) => !stored.has(id)), []);
  await Promise.all(spools.map((spool) => spool.close()));
});

test('a disk that takes nothing is said, and heals', async () => {
  const folder = newFolder();
  await writeFile(folder, 'a file where the folder should be');
  const spool = openSpool(folder);
  assert.equal(await spool.append([hit(1)]), false);
  await rm(folder);
  await mkdir(folder);
  assert.equal(await spool.append([hit(2)]), true);
  await spool.close();
});
