import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { databaseLine } from '../../../test/support/database-line.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { addMailing, type Mailing } from '../../../test/support/mailing.ts';
import { trackingHost, type TrackingHost } from '../../../test/support/tracking-host.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { createMetricsRegistry } from '../../platform/metrics-registry/index.ts';
import { readCounts } from '../events/index.ts';
import { loadSigningKeys, rotateSigningKey } from './index.ts';

const root = await mkdtemp(join(tmpdir(), 'kindred-outage-'));
const hosts: TrackingHost[] = [];
after(async () => {
  for (const host of hosts) await host.close();
  await rm(root, { recursive: true, force: true });
});
const { db, url } = await freshDatabase();
const line = await databaseLine(url);
let folders = 0;
const newFolder = () => join(root, String(folders += 1));
const start = async (spoolFolder: string, metrics = createMetricsRegistry()) => {
  const host = await trackingHost({ databaseUrl: line.url, spoolFolder, metrics, patienceMs: 400 });
  hosts.push(host);
  return host;
};
const stored = async (mailing: Mailing) => (await db.pool.query('select count(*)::int as n from hits where workspace_id = $1', [mailing.workspaceId])).rows[0].n as number;
const until = async (condition: () => Promise<boolean>) => {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    assert.ok(Date.now() < end, 'it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

for (const trouble of ['cut', 'hang'] as const) {
  test(`while the database is away (${trouble}), readers are redirected; afterwards every hit is there once`, async () => {
    const host = await start(newFolder());
    const mailing = await addMailing(db, { contacts: 40 });
    let acknowledged = 0;
    const readers = async (from: number, count: number) => Promise.all(Array.from({ length: count }, async (_, n) => {
      const mail = host.mail(mailing, (from + n) % 40);
      const answer = await host.fetch(n % 2 ? mail.pixel : mail.click(0));
      assert.equal(answer.status, n % 2 ? 200 : 302);
      acknowledged += 1;
    }));
    await readers(0, 40);
    const underWay = readers(0, 40);
    line[trouble]();
    await underWay;
    await readers(0, 40);
    assert.ok(host.hits.counts.spooled >= 40);
    assert.ok(await host.hits.waitingBytes() > 0);
    line.mend();
    await readers(0, 40);
    await until(async () => (await host.hits.waitingBytes()) === 0);
    assert.equal(await stored(mailing), acknowledged);
    assert.equal((await db.pool.query('select count(*)::int as n from unsettled where workspace_id = $1', [mailing.workspaceId])).rows[0].n, 40);
    assert.equal(host.hits.counts.lost, 0);
  });
}

test('an opt-out is answered while the database is away, and acts once it is back', async () => {
  const host = await start(newFolder());
  const mailing = await addMailing(db);
  await db.pool.query(`update contacts set tracking = 'refused' where workspace_id = $1`, [mailing.workspaceId]);
  line.cut();
  const page = await host.fetch(host.mail(mailing).unsubscribe);
  assert.equal(page.status, 200);
  assert.match(page.body.toString(), /<button/);
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await host.fetch(host.mail(mailing).unsubscribe, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
    assert.equal(answer.status, 200);
    assert.match(answer.body.toString(), /You are unsubscribed/);
  }
  await host.fetch(host.mail(mailing).pixel);
  line.mend();
  await until(async () => (await db.pool.query('select 1 from suppressions where workspace_id = $1', [mailing.workspaceId])).rows.length === 1);
  await until(async () => (await host.hits.waitingBytes()) === 0);
  const counts = await readCounts(db, mailing.workspaceId, 'campaign', 1);
  assert.deepEqual([counts.unsubscribed, counts.openAnonymous], [1, 1]);
});

test('what a killed process left on disk is stored by the next, once, also when it was stored in part', async () => {
  const folder = newFolder();
  const mailing = await addMailing(db, { contacts: 3 });
  await db.pool.query(`update contacts set tracking = 'refused' where id = $1`, [mailing.contactIds[2]]);
  const first = await start(folder);
  line.cut();
  for (let n = 0; n < 9; n += 1) await first.fetch(first.mail(mailing, n % 3).pixel);
  // Dead: nothing of it runs any more. What it had is copied aside, to be found again after a first replay.
  const { readdir, copyFile } = await import('node:fs/promises');
  const [name] = await readdir(folder);
  await copyFile(join(folder, name!), join(root, 'kept'));
  line.mend();
  await until(async () => (await first.hits.waitingBytes()) === 0);
  await copyFile(join(root, 'kept'), join(folder, 'hits-again.replay'));
  const second = await start(folder);
  await until(async () => second.hits.counts.replayed === 9);
  assert.equal(await stored(mailing), 6);
  assert.equal((await readCounts(db, mailing.workspaceId, 'campaign', 1)).openAnonymous, 3);
});

test('when neither the database nor the disk takes a hit, readers are redirected, and the loss is counted and said', async () => {
  const folder = newFolder();
  await writeFile(folder, 'a file where the folder should be');
  const metrics = createMetricsRegistry();
  const host = await start(folder, metrics);
  const mailing = await addMailing(db);
  line.cut();
  assert.equal((await host.fetch(host.mail(mailing).click(0))).status, 302);
  const optOut = await host.fetch(host.mail(mailing).unsubscribe, { method: 'POST' });
  assert.equal(optOut.status, 503, 'nobody is told that an opt-out was kept when it was not');
  assert.equal(host.hits.counts.lost, 2);
  assert.match(await metrics.render(), /^kindred_hits_lost 2$/m);
  assert.ok(host.logged.some((fields) => (fields as { lost?: number }).lost === 1));
  line.mend();
  await rm(folder);
});

test('keys are kept beside, for their owner alone, so that a start without the database still redirects', async () => {
  const folder = newFolder();
  const keys = await loadSigningKeys(db, folder);
  assert.equal((await loadSigningKeys(db, folder)).length, keys.length, 'the first is made once');
  await rotateSigningKey(db);
  const rotated = await loadSigningKeys(db, folder);
  assert.deepEqual(rotated.slice(1), keys, 'the newest signs, the older ones verify');
  assert.equal((await stat(join(folder, 'signing-keys.json'))).mode & 0o777, 0o600);
  const away = openDatabase('postgres://nobody@127.0.0.1:1/none');
  assert.deepEqual(await loadSigningKeys(away, folder), rotated);
  await assert.rejects(loadSigningKeys(away, newFolder()));
  await chmod(join(folder, 'signing-keys.json'), 0o600);
  assert.ok((await readFile(join(folder, 'signing-keys.json'), 'utf8')).includes('secret'));
  await away.close();
});
