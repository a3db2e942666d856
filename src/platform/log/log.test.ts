import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { createLog } from './log.ts';

function written(pretty: boolean, write: (log: ReturnType<typeof createLog>) => void): string {
  const destination = new PassThrough();
  write(createLog({ level: 'info', pretty, destination }));
  return String(destination.read() ?? '');
}

test('a line is JSON with time, level, sentence and fields', () => {
  const line = JSON.parse(written(false, (log) => log.info({ role: 'web' }, 'started'))) as Record<string, string>;
  assert.equal(line['level'], 'info');
  assert.equal(line['msg'], 'started');
  assert.equal(line['role'], 'web');
  assert.ok(Math.abs(Date.parse(line['time']!) - Date.now()) < 5000);
});

test('secrets are hidden at any of the depths we use', () => {
  const line = written(false, (log) => log.info({ password: 'hush', server: { password: 'hush' }, request: { headers: { cookie: 'hush' } } }, 'x'));
  assert.doesNotMatch(line, /hush/);
});

test('for a person it is one plain line, with a stack below an error', () => {
  assert.match(written(true, (log) => log.warn({ role: 'hits', count: 3 }, 'spooling')), /^\d\d:\d\d:\d\d warn {2}spooling role=hits count=3\n$/);
  assert.match(written(true, (log) => log.error({ err: new Error('broken') }, 'failed')), /error failed\n {4}Error: broken\n {8}at /);
});

test('what is below the level is not written', () => {
  assert.equal(written(false, (log) => log.debug('details')), '');
});
