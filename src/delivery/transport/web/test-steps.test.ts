import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf, stepsOf, type ServerTest } from './test-steps.ts';

const tried = (...steps: [ServerTest['steps'][number]['step'], boolean][]): ServerTest =>
  ({ ok: steps.every(([, ok]) => ok), at: '2026-11-23T09:00:00Z', steps: steps.map(([step, ok]) => ({ step, ok, words: `${step} said` })) });
const verdicts = (...args: Parameters<typeof stepsOf>) => stepsOf(...args).map(({ step, verdict }) => `${step} ${verdict}`);

test('before the first try every step stands there, waiting', () => {
  assert.deepEqual(verdicts({ security: 'starttls', username: 'olga' }, null), ['resolve waiting', 'connect waiting', 'greeting waiting', 'hello waiting', 'encrypt waiting', 'login waiting', 'sender waiting']);
});

test('what lies behind the step that failed was not reached', () => {
  const result = tried(['resolve', true], ['connect', true], ['encrypt', false]);
  assert.deepEqual(verdicts({ security: 'tls', username: null }, result), ['resolve done', 'connect done', 'encrypt failed', 'greeting unreached', 'hello unreached', 'sender unreached']);
  assert.equal(stepsOf({ security: 'tls', username: null }, result)[2]!.words, 'encrypt said');
});

test('a server without encryption and login is asked for neither', () => {
  assert.deepEqual(verdicts({ security: 'none', username: null }, null).map((line) => line.split(' ')[0]), ['resolve', 'connect', 'greeting', 'hello', 'sender']);
});

test('the outcome names the step', () => {
  assert.equal(outcomeOf(tried(['resolve', true], ['sender', true])), 'Worked');
  assert.equal(outcomeOf(tried(['resolve', true], ['login', false])), 'Failed: Sign in');
});
