import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemAnswer } from './problem-details.ts';

const answerTo = (error: unknown) => {
  const reported: unknown[] = [];
  const { status, body } = problemAnswer(error, (_, what) => reported.push(what));
  return { status, code: body.code, detail: body.detail, reported: reported.length };
};

test('a full disk and a database that takes no more are said as such, and stand in the log', () => {
  const full = answerTo(Object.assign(new Error('could not extend file'), { code: '53100' }));
  assert.deepEqual([full.status, full.code, full.reported], [503, 'disk_full', 1]);
  assert.match(full.detail, /disk .* full.*kept/);
  const starting = answerTo(Object.assign(new Error('the database system is starting up'), { code: '57P03' }));
  assert.deepEqual([starting.status, starting.code, starting.reported], [503, 'database_busy', 1]);
});

test('what nobody expected tells a reference and nothing of itself', () => {
  for (const error of [new Error('secret'), null, undefined, 'secret', Object.assign(new Error('secret'), { code: '23505' })]) {
    const { status, code, detail, reported } = answerTo(error);
    assert.deepEqual([status, code, reported], [500, 'unexpected', 1]);
    assert.doesNotMatch(detail, /secret/);
  }
});
