import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halvesOf, stepsOf } from './mailbox-steps.ts';

const line = (security: 'none' | 'starttls' | 'tls') => ({ host: 'mail.example', port: 1, security });
const verdicts = (...given: Parameters<typeof stepsOf>) => stepsOf(...given).map(({ key, verdict }) => `${key} ${verdict}`);

test('encryption comes where it comes on the wire, and nowhere without it', () => {
  const keys = (security: 'none' | 'starttls' | 'tls') => stepsOf({ outgoing: line(security), incoming: line(security) }, { outgoing: null, incoming: null }).map(({ key }) => key);
  assert.ok(keys('tls').indexOf('outgoing encrypt') < keys('tls').indexOf('outgoing greeting'));
  assert.ok(keys('starttls').indexOf('outgoing encrypt') > keys('starttls').indexOf('outgoing hello'));
  assert.ok(!keys('none').some((key) => key.endsWith('encrypt')));
});

test('each half tells what it knows by now: trying, done, failed, not reached', () => {
  const test = { ok: false, steps: [
    { half: 'outgoing' as const, step: 'resolve' as const, ok: true, words: 'There.' }, { half: 'outgoing' as const, step: 'connect' as const, ok: false, words: 'Nobody answers.' },
  ] };
  const account = { outgoing: line('none'), incoming: line('none') };
  assert.deepEqual(verdicts(account, { outgoing: halvesOf(test).outgoing, incoming: 'trying' }), [
    'outgoing resolve done', 'outgoing connect failed', 'outgoing greeting unreached', 'outgoing hello unreached', 'outgoing login unreached', 'outgoing sender unreached',
    'incoming resolve trying', 'incoming connect trying', 'incoming login trying', 'incoming folders trying',
  ]);
  assert.equal(stepsOf(account, { outgoing: halvesOf(test).outgoing, incoming: null })[1]!.words, 'Nobody answers.');
});
