import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { conflict } from '../errors/index.ts';
import { endpoint, id, idParam } from './contract.ts';
import { implement, implementPublic } from './route.ts';

const { db } = await freshDatabase();
const company = await addCompany(db);
let made = 0;
let hold: Promise<void> | undefined;

const thing = z.object({ id, name: z.string() });
const routes = [
  implement(endpoint({ method: 'GET', path: '/things/{thingId}', summary: 's', tag: 't', params: z.object({ thingId: idParam }), response: thing }), {
    allow: () => true, scope: 'things:read',
    handle: async ({ params }) => ({ id: params.thingId, name: 'one', secret: 'never leaves' }),
  }),
  implement(endpoint({ method: 'POST', path: '/things', summary: 's', tag: 't', body: z.object({ name: z.string().min(1).max(100) }), response: thing }), {
    allow: (actor) => actor.role !== 'viewer', scope: 'things:write', audit: 'thing.made',
    handle: async ({ body, note }) => {
      await hold;
      if (body.name === 'taken') throw conflict('name_taken', 'That name is taken.');
      if (body.name === 'boom') throw new Error('select secret from innards');
      note({ name: body.name });
      made += 1;
      return { id: made, name: body.name };
    },
  }),
  implement(endpoint({ method: 'POST', path: '/secrets', summary: 's', tag: 't', response: z.object({ secret: z.string() }) }), {
    allow: () => true, scope: null, answersSecret: true, handle: async () => ({ secret: 'shown once' }),
  }),
  implement(endpoint({ method: 'POST', path: '/files', summary: 's', tag: 't', response: z.object({ bytes: z.number(), name: z.string() }) }), {
    allow: () => true, scope: 'files:write', upload: true, bodyLimit: 3_000_000,
    handle: async ({ upload }) => {
      let bytes = 0;
      for await (const chunk of upload!) bytes += chunk.length;
      return { bytes, name: upload!.filename ?? '' };
    },
  }),
  implement(endpoint({ method: 'GET', path: '/sheet', summary: 's', tag: 't', response: z.any() }), {
    allow: () => true, scope: null,
    handle: async () => ({ contentType: 'text/csv', filename: 'Über "all";\r\nX: y.csv', body: (async function* () { yield 'a,b\n'; yield '1,2\n'; })() }),
  }),
  implement(endpoint({ method: 'GET', path: '/broken-sheet', summary: 's', tag: 't', response: z.any() }), {
    allow: () => true, scope: null,
    // oxlint-disable-next-line require-yield
    handle: async () => ({ contentType: 'text/csv', body: (async function* (): AsyncGenerator<string> { throw conflict('not_ready', 'Not yet.'); })() }),
  }),
  implementPublic(endpoint({ method: 'POST', path: '/door', summary: 's', tag: 't', response: z.object({}) }), {
    limit: { times: 3, perMinutes: 5 }, handle: async () => ({}),
  }),
];
const app = await testApp({ db, routes });
const owner = app.as(company.owner);

test('an answer holds what its contract names and nothing else', async () => {
  const { status, body, headers } = await owner.get('/things/7');
  assert.equal(status, 200);
  assert.deepEqual(body, { id: 7, name: 'one' });
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(String(headers['content-security-policy']), /default-src 'none'/);
});

test('a stranger is asked to sign in before anything else is looked at', async () => {
  const answer = await app.anonymous.post('/things', { wrong: true });
  assert.equal(answer.status, 401);
  assert.equal(answer.body.code, 'unauthenticated');
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
});

test('a role that may not is told so', async () => {
  const answer = await app.as(company.viewer).post('/things', { name: 'x' });
  assert.equal(answer.status, 403);
  assert.match(answer.body.detail, /viewer/);
});

test('a key does what its scopes say, and never what is for persons only', async () => {
  const reader = app.as({ ...company.owner, scopes: ['things:read'] });
  assert.equal((await reader.get('/things/1')).status, 200);
  assert.equal((await reader.post('/things', { name: 'x' })).body.code, 'missing_scope');
  assert.equal((await reader.get('/sheet')).body.code, 'not_for_keys');
  assert.equal((await app.as({ ...company.viewer, scopes: ['things:write'] }).post('/things', { name: 'x' })).status, 403);
});

test('what is wrong is named by field', async () => {
  const answer = await owner.post('/things', { name: '' });
  assert.equal(answer.status, 400);
  assert.equal(answer.body.fields[0].path, 'body.name');
  assert.equal((await owner.get('/things/abc')).body.fields[0].path, 'params.thingId');
  assert.equal((await owner.get('/things/99999999999999999999')).status, 400);
});

for (const [what, payload, status, headers] of [
  ['broken JSON', '{"name":', 400, {}],
  ['a polluted prototype', '{"name":"x","__proto__":{"role":"owner"}}', 400, {}],
  ['a polluted constructor', '{"name":"x","constructor":{"prototype":{"a":1}}}', 400, {}],
  ['a NUL', '{"name":"a\\u0000b"}', 400, {}],
  ['half a surrogate pair', '{"name":"\\ud800"}', 400, {}],
  ['a body of 10 MB', `{"name":"${'x'.repeat(10_000_000)}"}`, 413, {}],
  ['a form', 'name=x', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text from another page', '{"name":"x"}', 415, { 'content-type': 'text/plain' }],
] as const) {
  test(`${what} is refused with a ${status}`, async () => {
    const before = made;
    const answer = await owner.call('POST', '/things', { body: payload, headers });
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.body.status, status);
    assert.equal(made, before);
  });
}

test('a body that is not UTF-8 is refused', async () => {
  const response = await app.web.app.inject({ method: 'POST', url: '/api/v1/door', headers: { 'content-type': 'application/json' }, payload: Buffer.from([0x22, 0xff, 0x22]) });
  assert.equal(response.json().code, 'invalid_utf8');
});

test('a defect tells the reader a reference, the log the cause', async () => {
  const answer = await owner.post('/things', { name: 'boom' });
  assert.equal(answer.status, 500);
  assert.doesNotMatch(answer.text, /innards/);
  assert.match(answer.body.reference, /^[0-9a-f-]{36}$/);
  assert.match(String(app.failures.pop()), /innards/);
});

test('a page of another site cannot make a browser write', async () => {
  const before = made;
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }] as Record<string, string>[]) {
    assert.equal((await owner.call('POST', '/things', { body: { name: 'x' }, headers })).body.code, 'cross_site', JSON.stringify(headers));
  }
  assert.equal(made, before);
  for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: 'http://localhost:4400' }, {}] as Record<string, string>[]) {
    assert.equal((await owner.call('POST', '/things', { body: { name: 'x' }, headers })).status, 200, JSON.stringify(headers));
  }
});

test('one Idempotency-Key writes once and answers the same', async () => {
  const before = made;
  const headers = { 'idempotency-key': 'k-1' };
  const first = await owner.call('POST', '/things', { body: { name: 'once' }, headers });
  const again = await owner.call('POST', '/things', { body: { name: 'once' }, headers });
  assert.equal(made, before + 1);
  assert.equal(again.text, first.text);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  const other = await owner.call('POST', '/things', { body: { name: 'other' }, headers });
  assert.equal(other.status, 422);
  const colleague = await app.as(company.manager).call('POST', '/things', { body: { name: 'once' }, headers });
  assert.equal(colleague.status, 422);
  assert.equal(made, before + 1);
});

test('of ten calls at once with one key, one is done and nine wait their turn', async () => {
  const before = made;
  const gate = Promise.withResolvers<void>();
  hold = gate.promise;
  const headers = { 'idempotency-key': 'k-2' };
  const calls = Array.from({ length: 10 }, () => owner.call('POST', '/things', { body: { name: 'race' }, headers }));
  // Whoever is answered first was not the one at work: that one is held.
  assert.equal((await Promise.race(calls)).body.code, 'idempotency_in_progress');
  gate.resolve();
  hold = undefined;
  const answers = await Promise.all(calls);
  assert.ok(answers.every(({ status }) => status === 200 || status === 409));
  assert.equal(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size, 1);
  assert.equal(made, before + 1);
});

test('a refused call leaves its key free, a defect does not', async () => {
  const headers = { 'idempotency-key': 'k-3' };
  assert.equal((await owner.call('POST', '/things', { body: { name: 'taken' }, headers })).status, 409);
  assert.equal((await owner.call('POST', '/things', { body: { name: 'free now' }, headers })).status, 200);
  const boom = { body: { name: 'boom' }, headers: { 'idempotency-key': 'k-4' } };
  const first = await owner.call('POST', '/things', boom);
  assert.equal((await owner.call('POST', '/things', boom)).text, first.text);
  app.failures.length = 0;
});

test('a call that was cut off is said to be unknown, and is not done again', async () => {
  const headers = { 'idempotency-key': 'k-5' };
  await owner.call('POST', '/things', { body: { name: 'cut' }, headers });
  await db.pool.query(`update idempotent_calls set status = null, answer = null, started_at = now() - interval '1 hour' where key = 'k-5'`);
  const before = made;
  const answer = await owner.call('POST', '/things', { body: { name: 'cut' }, headers });
  assert.equal(answer.body.code, 'idempotency_outcome_unknown');
  assert.equal(made, before);
});

test('a secret is never kept for a repeat', async () => {
  const headers = { 'idempotency-key': 'k-6' };
  assert.equal((await owner.call('POST', '/secrets', { headers })).body.secret, 'shown once');
  assert.equal((await owner.call('POST', '/secrets', { headers })).body.code, 'idempotency_answer_not_kept');
  const { rows } = await db.pool.query('select answer from idempotent_calls where key = $1', ['k-6']);
  assert.equal(rows[0].answer, null);
});

test('what is audited is written with its outcome', async () => {
  await db.pool.query('delete from audit_entries');
  await owner.post('/things', { name: 'kept' });
  await owner.post('/things', { name: 'taken' });
  const { rows } = await db.pool.query('select action, member_id, subject_kind, subject_id, outcome, detail from audit_entries order by id');
  assert.deepEqual(rows, [
    { action: 'thing.made', member_id: company.owner.memberId, subject_kind: 'thing', subject_id: made, outcome: 'done', detail: { name: 'kept' } },
    { action: 'thing.made', member_id: company.owner.memberId, subject_kind: 'thing', subject_id: null, outcome: 'refused', detail: {} },
  ]);
});

test('an upload streams through, up to its limit', async () => {
  const small = await owner.call('POST', '/files', { upload: { bytes: 'x'.repeat(2_000_000), filename: '../../etc/pässwd.csv', contentType: 'text/csv' } });
  assert.deepEqual(small.body, { bytes: 2_000_000, name: 'pässwd.csv' });
  const large = await owner.call('POST', '/files', { upload: { bytes: 'x'.repeat(4_000_000) } });
  assert.equal(large.status, 413);
});

test('a file comes with a name that cannot break its header', async () => {
  const sheet = await owner.get('/sheet');
  assert.equal(sheet.text, 'a,b\n1,2\n');
  assert.equal(sheet.headers['content-disposition'], `attachment; filename="_ber _all____X: y.csv"; filename*=UTF-8''%C3%9Cber%20%22all%22%3B%0D%0AX%3A%20y.csv`);
});

test('a file that fails before its first byte is a proper problem', async () => {
  assert.equal((await owner.get('/broken-sheet')).body.code, 'not_ready');
});

test('a door that is tried too often closes for a while', async () => {
  const statuses = [];
  for (let tries = 0; tries < 5; tries += 1) statuses.push((await app.anonymous.post('/door')).status);
  assert.deepEqual(statuses.slice(-2), [429, 429]);
  assert.ok(Number((await app.anonymous.post('/door')).headers['retry-after']) > 0);
});

test('an unknown address of the API is a problem, of whatever method', async () => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const answer = await owner.call(method, '/nothing');
    assert.equal(answer.status, 404);
    assert.equal(answer.body.code, 'not_found');
  }
});
