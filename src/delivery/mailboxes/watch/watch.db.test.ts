import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { addCompany } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { startMailAccounts, type MailAccounts } from '../../../../test/support/mail-account.ts';
import { systemClock } from '../../../platform/clock/index.ts';
import { until } from '../../messages/testing/sending-world.ts';
import { connectMailbox } from '../own/connect-mailbox.ts';
import { createAccessTokens } from '../sign-in/access-tokens.ts';
import { mailboxAccount } from '../contract.ts';
import { rawAtMost, type InboundMail, type TakeMail } from './read-folder.ts';
import { reconnectWait } from './reconnect-wait.ts';
import { startMailboxWatches, type WatchesOptions } from './watch-mailboxes.ts';

const { db } = await freshDatabase();
const secret = 'a secret of more than thirty-two characters';
const started = await startMailAccounts();
const skip = typeof started === 'string' ? started : false;
const mail = started as MailAccounts;
const tokens = createAccessTokens({ db, secret });

const raw = (subject: string, body = 'Hello') => `From: ann@people.example\r\nTo: seller@sellers.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '-')}@people.example>\r\n\r\n${body}\r\n`;
const subjectOf = ({ raw: bytes }: Pick<InboundMail, 'raw'>) => /^Subject: (.*?)\r?$/m.exec(bytes.subarray(0, 2000).toString('latin1'))?.[1] ?? '';

async function mailboxOf(name: string, imapPort = mail.imapPort) {
  const company = await addCompany(db);
  const { password, ...account } = mail.account(name);
  const row = await connectMailbox({ db, secret, ports: { helloName: 'test.example' } }, company.seller,
    mailboxAccount.parse({ ...account, incoming: { host: '127.0.0.1', port: imapPort, security: 'none' } }), { password }, new Date());
  return { ...company, id: row.id, row };
}
const state = async (mailboxId: number) => (await db.query<{ checked_at: Date | null; failing_since: Date | null; failing_reason: string | null }>({ text: 'select checked_at, failing_since, failing_reason from mailboxes where id = $1', values: [mailboxId] })).rows[0]!;
const others = async (mailboxId: number) => void (await db.query({ text: 'update mailboxes set disconnected_at = now() where id <> $1 and disconnected_at is null', values: [mailboxId] }));

/** Watches that one mailbox alone; what it gives is kept, and answered by `take` if given. */
function watching(options: Partial<WatchesOptions> & { also?: TakeMail } = {}) {
  const given: InboundMail[] = [];
  const watches = startMailboxWatches({
    db, secret, clock: systemClock, tokens, onError: (error) => { throw error; }, lookEveryMs: 60_000, keepEveryMs: 200,
    take: async (one) => {
      await options.also?.(one);
      given.push(one);
    },
    ...options,
  });
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= watches.stop());
  after(stop);
  return { given, subjects: () => given.map(subjectOf), wake: () => watches.wake(), stop };
}

test('a mail that comes in is heard at once over IDLE; what the member sent themselves is told apart', { skip }, async () => {
  const mailbox = await mailboxOf('ida');
  await others(mailbox.id);
  const watch = watching({ lookEveryMs: 600_000 });
  await until(async () => (await state(mailbox.id)).checked_at !== null);
  await mail.deliver('ida', raw('First'));
  await until(() => watch.given.length === 1, 5000);
  assert.deepEqual({ ...watch.given[0], raw: null, receivedAt: null, uidValidity: null }, { workspaceId: mailbox.workspaceId, mailboxId: mailbox.id, folder: 'INBOX', role: 'inbox', uid: 1, raw: null, receivedAt: null, uidValidity: null });
  assert.ok(Math.abs(watch.given[0]!.receivedAt.getTime() - Date.now()) < 60_000);
  await mail.deliver('ida', raw('Mine'), 'Sent');
  await mail.deliver('ida', raw('Astray'), 'Junk');
  await mail.deliver('ida', raw('Second'));
  await until(() => watch.given.length === 4, 5000);
  assert.deepEqual(watch.given.slice(1).map((one) => [subjectOf(one), one.role]).toSorted(), [['Astray', 'junk'], ['Mine', 'sent'], ['Second', 'inbox']]);
  await watch.stop();
});

test('away for days, it catches up in order, by number, and gives nothing twice', { skip }, async () => {
  const mailbox = await mailboxOf('cara');
  await others(mailbox.id);
  const before = watching();
  await until(async () => (await state(mailbox.id)).checked_at !== null);
  await mail.deliver('cara', raw('Seen before'));
  before.wake();
  await until(() => before.given.length === 1);
  await before.stop();
  for (let number = 1; number <= 45; number++) await mail.deliver('cara', raw(`Mail ${number}`));
  const watch = watching();
  await until(() => watch.given.length >= 45);
  assert.equal(new Set(watch.subjects()).size, 45);
  assert.ok(!watch.subjects().includes('Seen before'));
  const uids = watch.given.map(({ uid }) => uid);
  assert.deepEqual(uids, uids.toSorted((a, b) => a - b));
  await watch.stop();
});

test('when the folder has new numbers, it is looked through anew from before what was surely read', { skip }, async () => {
  const mailbox = await mailboxOf('uma');
  await others(mailbox.id);
  await mail.deliver('uma', raw('One'));
  const before = watching();
  await until(() => before.given.length === 1);
  await until(async () => (await state(mailbox.id)).checked_at !== null);
  await before.stop();
  await mail.forgetNumbers('uma');
  await mail.deliver('uma', raw('Two'));
  const watch = watching();
  await until(() => watch.subjects().includes('Two'));
  assert.notEqual(watch.given.at(-1)!.uidValidity, before.given[0]!.uidValidity);
  assert.deepEqual(watch.subjects().toSorted(), ['One', 'Two'], 'both once: whoever takes them knows One by its Message-ID');
  await watch.stop();
});

test('of a huge mail only the first 2 MB are read', { skip }, async () => {
  const mailbox = await mailboxOf('huge');
  await others(mailbox.id);
  await mail.deliver('huge', raw('Huge', 'x'.repeat(76).concat('\r\n').repeat(650_000)));
  await mail.deliver('huge', raw('After'));
  const watch = watching();
  await until(() => watch.given.length === 2);
  assert.equal(watch.given.find((one) => subjectOf(one) === 'Huge')!.raw.length, rawAtMost);
  await watch.stop();
});

test('a line that breaks in mid-mail costs nothing and doubles nothing', { skip }, async () => {
  const proxy = await breakingProxy(mail.imapPort);
  const mailbox = await mailboxOf('brea', proxy.port);
  await others(mailbox.id);
  const watch = watching();
  await until(async () => (await state(mailbox.id)).checked_at !== null);
  proxy.breakAfter(300_000);
  for (let number = 1; number <= 5; number++) await mail.deliver('brea', raw(`Mail ${number}`, 'y'.repeat(70).concat('\r\n').repeat(2000)));
  await until(() => watch.given.length >= 5);
  assert.ok(proxy.broken() > 0);
  assert.equal(watch.given.length, 5, 'each came once: the place was stored mail by mail');
  assert.ok(watch.given.every(({ raw: bytes }) => bytes.length > 140_000), 'and whole');
  await watch.stop();
});

test('a mail that could not be taken is given again; nothing after it is passed by', { skip }, async () => {
  const mailbox = await mailboxOf('tess');
  await others(mailbox.id);
  let refusals = 0;
  const watch = watching({ also: async (one) => { if (subjectOf(one) === 'Bad moment' && refusals++ === 0) throw new Error('the database is away'); } });
  await until(async () => (await state(mailbox.id)).checked_at !== null);
  await mail.deliver('tess', raw('Bad moment'));
  await until(() => refusals > 0);
  await mail.deliver('tess', raw('Later'));
  await until(() => watch.given.length === 2);
  assert.deepEqual(watch.subjects(), ['Bad moment', 'Later']);
  await watch.stop();
});

test('an account that is refused fails by name, and works again when its password does', { skip }, async () => {
  const mailbox = await mailboxOf('rex');
  await others(mailbox.id);
  const { rows: [good] } = await db.query<{ sealed: Buffer }>({ text: 'select imap_password_sealed as sealed from mailboxes where id = $1', values: [mailbox.id] });
  const { seal } = await import('../../../platform/sealing/index.ts');
  await db.query({ text: 'update mailboxes set imap_password_sealed = $2 where id = $1', values: [mailbox.id, seal(secret, 'changed elsewhere')] });
  const watch = watching();
  await until(async () => (await state(mailbox.id)).failing_since !== null);
  assert.match((await state(mailbox.id)).failing_reason!, /did not accept/);
  await db.query({ text: 'update mailboxes set imap_password_sealed = $2, revision = revision + 1 where id = $1', values: [mailbox.id, good!.sealed] });
  await until(async () => (await state(mailbox.id)).failing_since === null && (await state(mailbox.id)).checked_at !== null);
  await watch.stop();
});

test('of two workers one watches; when it leaves, the other takes over', { skip }, async () => {
  const mailbox = await mailboxOf('duo');
  await others(mailbox.id);
  const first = watching();
  await until(async () => (await state(mailbox.id)).checked_at !== null);
  const second = watching();
  await mail.deliver('duo', raw('To one'));
  await until(() => first.given.length + second.given.length === 1);
  assert.deepEqual([first.given.length, second.given.length], [1, 0]);
  await first.stop();
  await mail.deliver('duo', raw('To the other'));
  await until(() => second.given.length === 1);
  await second.stop();
});

test('waits grow to a bound, are spread by chance, and a refused sign-in is not hammered', () => {
  assert.deepEqual([1, 2, 3, 4].map((failures) => reconnectWait(failures, 1, false)), [1000, 2000, 4000, 8000]);
  assert.equal(reconnectWait(100, 1, false), 300_000);
  assert.equal(reconnectWait(1, 0, false), 500);
  assert.deepEqual([reconnectWait(1, 1, true), reconnectWait(50, 1, true)], [60_000, 1_800_000]);
});

/** Stands between: breaks the line once after so many bytes towards the reader. */
async function breakingProxy(to: number) {
  let left = Infinity;
  let broken = 0;
  const lines = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const line of [near, far]) {
      lines.add(line);
      line.on('error', () => {});
      line.on('close', () => { lines.delete(line); near.destroy(); far.destroy(); });
    }
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      if (chunk.length <= left) {
        left -= chunk.length;
        near.write(chunk);
        return;
      }
      near.write(chunk.subarray(0, left), () => near.destroy());
      left = Infinity;
      broken += 1;
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  after(() => {
    for (const line of lines) line.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, breakAfter: (bytes: number) => { left = bytes; }, broken: () => broken };
}
