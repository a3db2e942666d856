import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveness, readiness, type HealthOptions } from './index.ts';

const fine: HealthOptions = { askDatabase: async () => 1, roles: () => ['web'], stopping: () => false };
const body = (answer: { body: string }) => JSON.parse(answer.body) as Record<string, unknown>;

test('ready with a database that answers', async () => {
  const answer = await readiness(fine);
  assert.equal(answer.status, 200);
  assert.deepEqual(body(answer), { live: true, ready: true, database: 'up', stopping: false, roles: ['web'] });
});

test('live but not ready when the database fails or hangs', async () => {
  for (const askDatabase of [() => Promise.reject(new Error('refused')), () => new Promise(() => {})]) {
    const answer = await readiness({ ...fine, askDatabase, patienceMs: 5 });
    assert.equal(answer.status, 503);
    assert.deepEqual([body(answer)['live'], body(answer)['ready'], body(answer)['database']], [true, false, 'down']);
  }
});

test('not ready once it is stopping', async () => {
  assert.equal((await readiness({ ...fine, stopping: () => true })).status, 503);
});

test('live is a fact of answering', () => {
  assert.deepEqual([liveness().status, body(liveness())], [200, { live: true }]);
});
