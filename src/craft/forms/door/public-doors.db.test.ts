import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { startToken } from '../sign-up/start-token.ts';
import { addForm, addWorkspace, countOf, linksTo, openFormsWorld, testKeys, typed } from '../testing/forms-world.ts';
import { secondsOf, signToken } from '../tokens.ts';
import { bodyAtMost } from './exchange.ts';

// Strangers at the doors: forged links, robots, floods, bodies without end.

const { db } = await freshDatabase();
const world = await openFormsWorld(db);
const w = await addWorkspace(db);
const form = await addForm(world, w);
const submissions = (where = 'true') => countOf(db, 'form_submissions', `workspace_id = $1 and ${where}`, [w]);
let place = 0;
/** Somebody else's network each time, so that the limit of one test is not another's. */
const from = (network = (place += 1)) => ({ 'x-forwarded-for': `198.51.100.${network}` });

test('forged, cut, swapped and foreign tokens open nothing, by any method', async () => {
  const other = await addWorkspace(db, 'Rival');
  const foreignKeys = [{ id: 1, secret: Buffer.alloc(32, 1) }];
  const later = secondsOf(world.clock.now()) + 1000;
  const own = form.path.slice('/f/'.length);
  const tokens = [
    '', 'x', own.slice(0, -1), `${own}x`, own.toUpperCase(), own.replace('-', '--'), `${own}%00`, '..%2f..%2f', 'f-1-1-1-'.padEnd(200, 'a'), '%ff%fe', encodeURIComponent('🦄'),
    signToken(foreignKeys, 'form', [w, form.id]), signToken(testKeys, 'preferences', [w, form.id]), signToken(testKeys, 'start', [w, form.id, later]),
    // Signed by us, of a workspace that has no such row.
    signToken(testKeys, 'confirmation', [other, 1, later]), signToken(testKeys, 'form', [other, form.id]), signToken(testKeys, 'form', [999_999, 1]),
  ];
  for (const token of tokens) {
    for (const prefix of ['/f/', '/p/']) {
      for (const answer of [await world.get(`${prefix}${token}`), await world.post(`${prefix}${token}`, { ...typed(world, w, form.id), action: 'leave' }, from())]) {
        if (prefix === '/p/' && token.startsWith('p-')) continue;
        assert.ok([404, 410].includes(answer.status), `${prefix}${token} answers ${answer.status}`);
        assert.match(answer.text, /<h1>This (link does not work|form is closed)/);
      }
    }
  }
  assert.equal(await submissions(), 0);
});

test('every page is kept nowhere, found by no search, framed by nobody and runs nothing', async () => {
  for (const path of [form.path, `/p/${signToken(testKeys, 'preferences', [w, 1])}`, '/f/forged']) {
    const { headers, text } = await world.get(path);
    assert.match(headers.get('content-security-policy')!, /^default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
    assert.equal(headers.get('x-robots-tag'), 'noindex');
    assert.match(headers.get('cache-control')!, /no-store/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(/<script|\son\w+=|javascript:|<link|@import|url\(/i.test(text), false, path);
  }
});

test('a robot that fills what nobody sees hears what everybody hears, and leaves one count', async () => {
  const trapped = await world.post(form.path, typed(world, w, form.id, { website: 'https://spam.example', email: 'robot@example.com' }), from());
  const honest = await world.post(form.path, typed(world, w, form.id, { email: 'honest@example.com' }), from());
  assert.equal(trapped.status, 200);
  assert.equal(trapped.text, honest.text);
  assert.equal(await submissions(`email_key = 'robot@example.com'`), 0);
  assert.equal(await countOf(db, 'form_days', 'workspace_id = $1 and trapped = 1', [w]), 1);
});

test('filled in faster than a person, without a start, with an old or another form’s: shown once more with all that was typed, nothing kept', async () => {
  const second = await addForm(world, w);
  const at = (seconds: number, id = form.id) => startToken(testKeys, { workspaceId: w, id }, new Date(world.clock.now().getTime() + seconds * 1000));
  for (const start of ['', 'forged', at(0), at(-2), at(60), at(-25 * 3600), at(-20, second.id), signToken(testKeys, 'form', [w, form.id])]) {
    const answer = await world.post(form.path, typed(world, w, form.id, { start, email: 'quick@example.com' }), from());
    assert.equal(answer.status, 200);
    assert.match(answer.text, /Please look over it/);
    assert.match(answer.text, /value="quick@example\.com"/);
    assert.match(answer.text, /name="agree" value="yes" id="f-agree" required checked/);
  }
  assert.equal(await submissions(`email_key = 'quick@example.com'`), 0);
  const again = await world.post(form.path, typed(world, w, form.id, { start: '', email: 'quick@example.com' }), from());
  const start = /name="start" value="([^"]+)"/.exec(again.text)![1]!;
  world.clock.advanceMs(4000);
  await world.post(form.path, typed(world, w, form.id, { start, email: 'quick@example.com' }), from());
  assert.equal(await submissions(`email_key = 'quick@example.com'`), 1, 'a person presses once more');
});

test('a flood from one place is answered politely and stores little; others go on', async () => {
  const flood = from();
  const before = await submissions();
  const answers = [];
  for (let n = 0; n < 40; n += 1) answers.push(await world.post(form.path, typed(world, w, form.id, { email: `flood${n}@example.com` }), flood));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200, 429]);
  assert.equal(answers.filter(({ status }) => status === 200).length, 10);
  assert.match(answers.at(-1)!.text, /try again in a quarter of an hour/);
  assert.equal(answers.at(-1)!.headers.get('retry-after'), '900');
  assert.equal(await submissions() - before, 10);
  assert.equal((await world.post(form.path, typed(world, w, form.id, { email: 'other@example.com' }), from())).status, 200);
  world.clock.advanceMs(16 * 60_000);
  assert.equal((await world.post(form.path, typed(world, w, form.id, { email: 'later@example.com' }), flood)).status, 200);
});

test('an IPv6 household is one place, whatever address of it speaks', async () => {
  const statuses = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await world.post(form.path, typed(world, w, form.id, { email: `six${n}@example.com` }), { 'x-forwarded-for': `2001:db8:1:2::${n + 1}` })).status);
  assert.deepEqual(statuses.slice(9), [200, 429, 429]);
});

test('nothing typed gets into headers or into the mail to whoever was named', async () => {
  const nasty = 'Jane\r\nBcc: all@example.com\r\n\r\nBuy <b>pills</b> https://spam.example';
  for (const email of ['jane@example.com\r\nBcc: x@example.com', 'a@example.com,b@example.com', '"x\ny"@example.com', '<jane@example.com>', `${'a'.repeat(70)}@example.com`, 'jane@example.com%0aBcc:x']) {
    assert.equal((await world.post(form.path, typed(world, w, form.id, { email }), from())).status, 422, email);
  }
  await world.post(form.path, typed(world, w, form.id, { email: 'named@example.com', first_name: nasty.slice(0, 150) }), from());
  const { rows } = await db.pool.query<{ content: string; first: string }>(`
    select e.content::text as content, s."values" -> 'fields' ->> 'first_name' as first from form_submissions s join messages m on m.workspace_id = s.workspace_id and m.recipient_id = s.id and m.recipient_kind = 'address'
    join compiled_emails e on e.workspace_id = m.workspace_id and e.id = m.compiled_id where s.workspace_id = $1 and s.email_key = 'named@example.com'`, [w]);
  assert.equal(/pills|spam|Bcc|Jane/.test(rows[0]!.content), false);
  assert.equal(/[\r\n]/.test(rows[0]!.first), false);
});

test('a body without end is cut off; one of another kind is not read', async () => {
  const huge = await world.post(form.path, `email=${'a'.repeat(bodyAtMost + 10)}`, from()).catch(() => null);
  assert.ok(huge === null || huge.status === 413);
  for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', '']) assert.equal((await world.post(form.path, '{}', { 'content-type': type, ...from() })).status, 415, type);
  const port = Number(new URL(world.url).port);
  const ended = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => { said += chunk; });
    socket.on('close', () => resolve(said));
    socket.on('error', () => {});
    socket.write(`POST ${form.path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000000\r\n\r\n`);
    const more = setInterval(() => { if (socket.writable) socket.write('a'.repeat(20_000)); }, 5);
    socket.on('close', () => clearInterval(more));
  });
  assert.match(ended, /^HTTP\/1\.1 413 /);
});

test('methods that change are refused, and a thousand fields are only fields', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    const status = await new Promise<number>((resolve, reject) => request(`${world.url}${form.path}`, { method }, (answer) => { answer.resume(); resolve(answer.statusCode!); }).on('error', reject).end());
    assert.equal(status, 405);
  }
  const many = `${new URLSearchParams(Object.entries(typed(world, w, form.id, { email: 'many@example.com' })) as [string, string][])}&${'topic=1&'.repeat(5000)}__proto__=x&constructor=y`;
  assert.equal((await world.post(form.path, many, from())).status, 200);
  assert.equal(await submissions(`email_key = 'many@example.com'`), 1);
});

test('what a visitor typed stands on the page as text, whatever it is', async () => {
  const nasty = `"><script>alert(1)</script>`;
  const answer = await world.post(form.path, typed(world, w, form.id, { email: nasty, first_name: nasty, language: nasty, start: nasty }), from());
  assert.equal(answer.text.includes('<script'), false);
  assert.match(answer.text, /value="&quot;&gt;&lt;script&gt;/);
});

test('the small script learns when it may go on, is answered in JSON, and any site may read that', async () => {
  const script = await world.get('/f/embed.js');
  assert.match(script.headers.get('content-type')!, /javascript/);
  const { start } = JSON.parse((await world.get(`${form.path}/start`)).text) as { start: string };
  world.clock.advanceMs(4000);
  const json = { accept: 'application/json', ...from() };
  const wrong = await world.post(form.path, typed(world, w, form.id, { email: 'no', start }), json);
  assert.deepEqual([wrong.status, Object.keys((JSON.parse(wrong.text) as { problems: object }).problems)], [422, ['email']]);
  const taken = await world.post(form.path, typed(world, w, form.id, { email: 'script@example.com', start }), json);
  assert.equal(taken.headers.get('access-control-allow-origin'), '*');
  assert.equal((JSON.parse(taken.text) as { title: string }).title, 'One more step');
  assert.equal((await linksTo(world, w, 'script@example.com')).length, 1);
});

test('nothing failed unexpectedly on the way', () => assert.deepEqual(world.failures, []));
