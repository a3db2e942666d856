import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { z } from 'zod';
import { endpoint, idParam, pageOf, pageQuery } from '../http/contract.ts';
import { ApiProblem, problemOf } from './api-problem.ts';
import { call, callHeaders, filenameOf, onSignedOut, urlOf, setWorkspaceForCalls } from './call.ts';

const listPeople = endpoint({ method: 'GET', path: '/lists/{listId}/people', summary: '', tag: 'people', params: z.object({ listId: idParam }), query: pageQuery.extend({ tag: z.array(z.string()).optional() }), response: pageOf(z.object({ id: z.number() })) });
const rename = endpoint({ method: 'PATCH', path: '/lists/{listId}', summary: '', tag: 'people', params: z.object({ listId: idParam }), body: z.object({ name: z.string() }), response: z.object({ name: z.string() }) });

const realFetch = globalThis.fetch;
let asked: { url: string; init: RequestInit }[] = [];
function answer(status: number, body: unknown): void {
  asked = [];
  globalThis.fetch = async (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  };
}
afterEach(() => {
  globalThis.fetch = realFetch;
  setWorkspaceForCalls(null);
  onSignedOut(() => {});
});

test('path and query are filled in and escaped; what is not set is not sent', () => {
  assert.equal(urlOf(listPeople, { params: { listId: 7 }, query: { after: 'a/b', limit: undefined, tag: ['x', 'y'] } }), '/api/v1/lists/7/people?after=a%2Fb&tag=x&tag=y');
  assert.equal(urlOf({ path: '/things/{name}' }, { params: { name: '../me' } }), '/api/v1/things/..%2Fme');
});

test('a read names its workspace and carries no key', async () => {
  answer(200, { items: [{ id: 1 }], next: null });
  setWorkspaceForCalls(3);
  const page = await call(listPeople, { params: { listId: 7 } });
  assert.equal(page.items[0]?.id, 1);
  const headers = asked[0]?.init.headers as Record<string, string>;
  assert.equal(headers['Kindred-Workspace'], '3');
  assert.equal(headers['Idempotency-Key'], undefined);
  assert.deepEqual(callHeaders(), { 'Accept-Language': 'en', 'Kindred-Workspace': '3' });
});

test('each write carries a key of its own, and the same one when told to', async () => {
  answer(200, { name: 'x' });
  await call(rename, { params: { listId: 7 }, body: { name: 'x' } });
  await call(rename, { params: { listId: 7 }, body: { name: 'x' } });
  await call(rename, { params: { listId: 7 }, body: { name: 'x' } }, { idempotencyKey: 'again' });
  const keys = asked.map(({ init }) => (init.headers as Record<string, string>)['Idempotency-Key']);
  assert.equal(new Set(keys).size, 3);
  assert.match(keys[0] ?? '', /^[0-9a-f]{32}$/);
  assert.equal(keys[2], 'again');
  assert.equal(asked[0]?.init.body, '{"name":"x"}');
});

test('a refusal keeps its code, its words and its fields', async () => {
  answer(400, { title: 'Bad name', detail: 'Say a name.', code: 'name_missing', fields: [{ path: 'body.name', message: 'is empty' }] });
  await assert.rejects(call(rename, { params: { listId: 7 }, body: { name: '' } }), (error: unknown) => {
    assert.ok(error instanceof ApiProblem);
    assert.deepEqual([error.code, error.status, error.title, error.detail], ['name_missing', 400, 'Bad name', 'Say a name.']);
    assert.equal(error.field('name'), 'is empty');
    assert.equal(error.field('email'), undefined);
    return true;
  });
});

test('an answer that is no problem document still reads as one', async () => {
  const problem = await problemOf(new Response('<html>bad gateway</html>', { status: 502 }));
  assert.equal(problem.code, 'http_502');
  assert.match(problem.detail, /Nothing was changed/);
});

test('nobody answering is told apart from a refusal, and a 401 tells the gate', async () => {
  globalThis.fetch = async () => { throw new TypeError('failed'); };
  await assert.rejects(call(listPeople, { params: { listId: 7 } }), { code: 'unreachable', status: 0 });
  let told = 0;
  onSignedOut(() => { told += 1; });
  answer(401, { code: 'unauthenticated', title: 'x', detail: 'y' });
  await assert.rejects(call(listPeople, { params: { listId: 7 } }), { status: 401 });
  assert.equal(told, 1);
});

test('an empty answer is nothing, and a page of another program is no answer', async () => {
  answer(204, undefined);
  assert.equal(await call(rename, { params: { listId: 7 }, body: { name: 'x' } }), undefined);
  globalThis.fetch = async () => new Response('<html>', { status: 200 });
  await assert.rejects(call(rename, { params: { listId: 7 }, body: { name: 'x' } }), { code: 'not_json' });
});

test('a file keeps the name the server gave it', () => {
  assert.equal(filenameOf('attachment; filename="people.csv"'), 'people.csv');
  assert.equal(filenameOf(`attachment; filename="x"; filename*=UTF-8''ge%C3%B6ffnet.csv`), 'geöffnet.csv');
  assert.equal(filenameOf(null), null);
});
