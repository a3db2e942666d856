import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { startSink } from '../../../bench/smtp-sink.ts';
import { openMailConnection } from '../mail-connection.ts';
import { openWire } from './connection.ts';
import { stuffDots } from './hand-over.ts';
import type { SmtpProblem } from './problem.ts';
import { ReplyReader } from './reply.ts';

const timeouts = { connect: 2000, command: 1500, content: 1500 };
const closers: (() => unknown)[] = [];
after(async () => { for (const close of closers.toReversed()) await close(); });

const mail = (body = 'Hello', to = 'ann@people.example') => ({ envelopeFrom: 'b@sender.example', to, bytes: Buffer.from(`Subject: x\r\n\r\n${body}\r\n`) });
const plain = (port: number) => ({ host: '127.0.0.1', port, security: 'none' as const, helloName: 'test.example', timeouts });

/** A server that answers each line as the table says; `[\0, text]` is its greeting. */
async function scripted(answer: (line: string, socket: Socket) => string | null): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('220 hello\r\n');
    let inMail = false;
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const end = inMail ? (text.startsWith('.\r\n') ? 0 : text.indexOf('\r\n.\r\n') + 2 || -1) : text.indexOf('\r\n');
        if (end < 0 || (inMail && end === 1)) return;
        const line = inMail ? '.' : text.slice(0, end);
        text = text.slice(inMail ? end + 3 : end + 2);
        const said = answer(line, socket);
        inMail = line === 'DATA' && said !== null && said.startsWith('354');
        if (said !== null) socket.write(`${said}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => { server.close(); });
  return (server.address() as AddressInfo).port;
}

const usual: Record<string, string> = { EHLO: '250-x\r\n250 PIPELINING', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go', '.': '250 2.0.0 taken', RSET: '250 ok', QUIT: '221 bye' };
const answering = (more: Record<string, string | null>) => scripted((line) => ({ ...usual, ...more })[line.slice(0, 4)] ?? null);

async function outcomeOf(more: Record<string, string | null>) {
  const connection = await openMailConnection(plain(await answering(more)));
  const answer = await connection.handOver(mail());
  connection.close();
  return answer;
}

test('answers become outcomes: whose fault, at which step', async () => {
  for (const pipelining of ['250-x\r\n250 PIPELINING', '250 x']) {
    const say = (more: Record<string, string | null>) => outcomeOf({ EHLO: pipelining, ...more });
    assert.deepEqual(await say({}), { outcome: 'accepted', stage: 'content', code: 250, enhanced: '2.0.0', answer: '250 2.0.0 taken', lineLost: false });
    assert.partialDeepStrictEqual(await say({ RCPT: '550-5.1.1 no such\r\n550 5.1.1 user' }), { outcome: 'refused', stage: 'recipient', code: 550, enhanced: '5.1.1', answer: '550 5.1.1 no such 5.1.1 user' });
    assert.partialDeepStrictEqual(await say({ RCPT: '450 4.2.0 greylisted', DATA: '503 no' }), { outcome: 'deferred', stage: 'recipient', enhanced: '4.2.0' });
    assert.partialDeepStrictEqual(await say({ MAIL: '553 not yours', RCPT: '503 no', DATA: '503 no' }), { outcome: 'refused', stage: 'sender', code: 553 });
    assert.partialDeepStrictEqual(await say({ '.': '554 5.7.1 spam' }), { outcome: 'refused', stage: 'content', enhanced: '5.7.1' });
    assert.partialDeepStrictEqual(await say({ '.': '451 4.3.0 later' }), { outcome: 'deferred', stage: 'content' });
    assert.partialDeepStrictEqual(await say({ MAIL: '421 4.7.0 too many' }), { outcome: 'deferred', stage: 'sender', code: 421, lineLost: true });
  }
});

test('a line lost before the final dot is a mail not handed over; after it, nobody knows', async () => {
  const breaking = async (at: string) => {
    const port = await scripted((line, socket) => {
      if (line.slice(0, 4) !== at) return usual[line.slice(0, 4)] ?? null;
      socket.destroy();
      return null;
    });
    const connection = await openMailConnection(plain(port));
    return connection.handOver(mail());
  };
  for (const at of ['MAIL', 'RCPT', 'DATA']) assert.partialDeepStrictEqual(await breaking(at), { outcome: 'deferred', lineLost: true }, at);
  assert.partialDeepStrictEqual(await breaking('.'), { outcome: 'unknown', lineLost: true });
  assert.partialDeepStrictEqual(await outcomeOf({ '.': null }), { outcome: 'unknown', lineLost: true });
  assert.partialDeepStrictEqual(await outcomeOf({ RCPT: null, DATA: null }), { outcome: 'deferred', lineLost: true });
});

test('a connection carries many mails, a refused one does not spoil the next, and it ends after as many as it may', async () => {
  const got: string[] = [];
  const sink = await startSink({ answer: (at, address) => (at === 'recipient' && address.startsWith('no') ? '550 5.1.1 no' : '250 ok'), onMail: ({ to }) => got.push(to) });
  closers.push(sink.close);
  const connection = await openMailConnection({ ...plain(sink.port), mailsAtMost: 5 });
  const outcomes = [];
  for (const to of ['a@x.example', 'no@x.example', 'b@x.example', 'no2@x.example', 'c@x.example']) outcomes.push((await connection.handOver(mail('Hi', to))).outcome);
  assert.deepEqual(outcomes, ['accepted', 'refused', 'accepted', 'refused', 'accepted']);
  assert.deepEqual(got, ['a@x.example', 'b@x.example', 'c@x.example']);
  assert.equal(connection.isUsable, false);
  connection.close();
});

test('a line that begins with a dot arrives whole, and no mail ends early', async () => {
  const raws: string[] = [];
  const sink = await startSink({ keep: true, onMail: ({ raw }) => raws.push(raw) });
  closers.push(sink.close);
  const connection = await openMailConnection(plain(sink.port));
  await connection.handOver(mail('.hidden\r\n..\r\n.\r\nMAIL FROM:<eve@evil.example>\r\nend'));
  connection.close();
  assert.equal(raws.length, 1);
  assert.equal(raws[0]!.split('\r\n').map((line) => line.replace(/^\./, '')).join('\n'), 'Subject: x\n\n.hidden\n..\n.\nMAIL FROM:<eve@evil.example>\nend\n');
  assert.equal(stuffDots(Buffer.from('.a\r\n.b')).toString(), '..a\r\n..b');
});

test('an address can never become a second command', async () => {
  const sink = await startSink();
  closers.push(sink.close);
  const connection = await openMailConnection(plain(sink.port));
  for (const to of ['a@x.example>\r\nRCPT TO:<b@x.example', 'a@x.example\nDATA', 'a b@x.example', 'ä@x.example']) {
    await assert.rejects(connection.handOver(mail('Hi', to)), TypeError, to);
  }
  assert.equal(sink.count(), 0);
  connection.close();
});

test('what is wrong with reaching a server is said by step and in words', async () => {
  const closed = await scripted(() => null);
  const problem = (options: Parameters<typeof openWire>[0]): Promise<Pick<SmtpProblem, 'stage' | 'code' | 'message'>> =>
    openWire(options).then(() => assert.fail('it opened'), ({ stage, code, message }: SmtpProblem) => ({ stage, code, message }));
  assert.partialDeepStrictEqual(await problem({ ...plain(1), host: '127.0.0.1' }), { stage: 'connect' });
  assert.match((await problem(plain(1))).message, /refuses connections/);
  assert.partialDeepStrictEqual(await problem({ ...plain(closed), host: 'no-such-host.invalid' }), { stage: 'resolve' });
  assert.partialDeepStrictEqual(await problem(plain(closed)), { stage: 'hello', message: 'The server gave no answer within 2 seconds.' });
  assert.partialDeepStrictEqual(await problem({ ...plain(await answering({})), security: 'starttls' }), { stage: 'encrypt' });
  assert.partialDeepStrictEqual(await problem({ ...plain(await answering({ EHLO: '554 go away', HELO: '554 go away' })) }), { stage: 'hello', code: 554 });
  const web = await scripted(() => 'HTTP/1.1 400 Bad Request');
  assert.match((await problem(plain(web))).message, /does not speak SMTP/);
});

// --- Encryption, against smtp-server with certificates of every kind ---------

const folder = mkdtempSync(join(tmpdir(), 'kindred-certificates-'));
after(() => rmSync(folder, { recursive: true }));
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

/** A certificate for `name`, by an authority of the test's own unless it signs itself. */
function certificate(file: string, name: string, { expired = false, selfSigned = false } = {}): { key: Buffer; cert: Buffer } {
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${file}.key`, '-out', `${file}.csr`, '-subj', `/CN=${name}`);
  const days = expired ? ['-not_before', '20200101000000Z', '-not_after', '20200201000000Z'] : ['-days', '2'];
  const signer = selfSigned ? ['-key', `${file}.key`] : ['-CA', 'ca.pem', '-CAkey', 'ca.key'];
  openssl('x509', '-req', '-in', `${file}.csr`, '-out', `${file}.pem`, ...(selfSigned ? ['-signkey', `${file}.key`] : signer), ...(expired ? ['-days', '-1'] : days), '-extfile', extension(name));
  return { key: readFileSync(join(folder, `${file}.key`)), cert: readFileSync(join(folder, `${file}.pem`)) };
}

function extension(name: string): string {
  const path = join(folder, `${name}.ext`);
  execFileSync('sh', ['-c', `printf 'subjectAltName=DNS:${name}' > '${path}'`]);
  return path;
}

async function secure(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ authOptional: true, disableReverseLookup: true, logger: false, onData: (stream, _session, done) => { stream.resume(); stream.on('end', () => done(null)); }, ...options });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.server.address() as AddressInfo).port;
}

test('certificates are checked and their fault is named; a good one lets mail and login through', async () => {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority', '-days', '2');
  const ca = readFileSync(join(folder, 'ca.pem'), 'utf8');
  const reach = async (made: { key: Buffer; cert: Buffer }, security: 'tls' | 'starttls', trust = true) => {
    const port = await secure({ ...made, secure: security === 'tls' });
    const options = { host: 'localhost', port, security, helloName: 'test.example', timeouts, ...(trust ? { ca } : {}) };
    return openWire(options).then((wire) => { wire.quit(); return 'good'; }, (error: SmtpProblem) => error.message);
  };
  const good = certificate('good', 'localhost');
  for (const security of ['tls', 'starttls'] as const) {
    assert.equal(await reach(good, security), 'good');
    assert.match(await reach(good, security, false), /issuer that this machine does not know/);
    assert.match(await reach(certificate('self', 'localhost', { selfSigned: true }), security), /self-signed/);
    assert.match(await reach(certificate('other', 'mail.example.com'), security), /made out to another name \(mail\.example\.com\)/);
    assert.match(await reach(certificate('old', 'localhost', { expired: true }), security), /has expired/);
  }
  const port = await secure({ ...good, authOptional: false, onAuth: (auth, _session, done) => (auth.password === 'right' ? done(null, { user: 'ann' }) : done(new Error('no'))) });
  const login = (password: string) => openMailConnection({ host: 'localhost', port, security: 'starttls', helloName: 'test.example', timeouts, ca, login: { username: 'ann', password } });
  const connection = await login('right');
  assert.equal((await connection.handOver(mail())).outcome, 'accepted');
  connection.close();
  await assert.rejects(login('wrong'), { stage: 'login', code: 535 });
});

test('text slipped in before encryption begins ends the connection', async () => {
  const port = await scripted((line) => (line === 'STARTTLS' ? '220 go\r\n250 injected' : line.startsWith('EHLO') ? '250-x\r\n250 STARTTLS' : null));
  await assert.rejects(openWire({ ...plain(port), security: 'starttls' }), { stage: 'encrypt', message: /slips text/ });
});

test('replies are read across chunks, and what has no end is refused', () => {
  const reader = new ReplyReader();
  assert.deepEqual(reader.push(Buffer.from('250-a\r\n25')), []);
  assert.equal(reader.isMidReply, true);
  assert.deepEqual(reader.push(Buffer.from('0 2.1.0 b\r\n550\r\n')), [
    { code: 250, enhanced: null, lines: ['a', '2.1.0 b'] }, { code: 550, enhanced: null, lines: [''] },
  ]);
  assert.equal(reader.isMidReply, false);
  assert.throws(() => reader.push(Buffer.from('x'.repeat(5000))), /without end/);
  assert.throws(() => new ReplyReader().push(Buffer.from('250-a\r\n251 b\r\n')), /changes its code/);
  const endless = new ReplyReader();
  assert.throws(() => { for (let line = 0; line < 300; line++) endless.push(Buffer.from('250-a\r\n')); }, /without end/);
});
