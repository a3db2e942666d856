import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keep } from '../../../platform/words/index.ts';
import type { HandOverAnswer } from '../../transport/index.ts';
import { settleAnswer, waitMs } from './settle-answer.ts';

const now = new Date('2026-11-23T12:00:00Z');
const message = { messageId: 7, attempts: 1, expiresAt: null, holdExpiryDays: 7 };
const answer = (more: Partial<HandOverAnswer>): HandOverAnswer =>
  ({ outcome: 'accepted', stage: 'content', code: 250, enhanced: '2.0.0', answer: '250 ok', lineLost: false, ...more });

test('each answer ends a message or plans it again', () => {
  const of = (more: Partial<HandOverAnswer>) => {
    const { state, bounce, suppress, holdReason } = settleAnswer(answer(more), message, now);
    return [state, bounce, suppress, holdReason];
  };
  assert.deepEqual(of({}), ['accepted', null, false, null]);
  assert.deepEqual(of({ outcome: 'unknown', code: null, answer: 'the line broke', lineLost: true }), ['unknown', null, false, null]);
  assert.deepEqual(of({ outcome: 'refused', stage: 'recipient', code: 550, enhanced: '5.1.1', answer: '550 5.1.1 user unknown' }), ['refused', 'permanent', true, null]);
  assert.deepEqual(of({ outcome: 'refused', code: 552, enhanced: '5.2.2', answer: '552 5.2.2 mailbox full' }), ['refused', 'temporary', false, null]);
  assert.deepEqual(of({ outcome: 'refused', code: 550, enhanced: '5.7.515', answer: '550 5.7.515 authentication' }), ['refused', null, false, null]);
  assert.deepEqual(of({ outcome: 'deferred', stage: 'recipient', code: 450, enhanced: '4.2.0', answer: '450 4.2.0 greylisted' }), ['planned', null, false, 'deferred: 4.2.0']);
  assert.deepEqual(of({ outcome: 'deferred', code: null, enhanced: null, lineLost: true }), ['planned', null, false, `deferred: ${keep('the line broke')}`]);
  assert.deepEqual(of({ outcome: 'refused', stage: 'sender', code: 553, enhanced: null, answer: '553 not you' }), ['planned', null, false, 'deferred: 553']);
});

test('waits grow, a broken line waits less, and nobody waits past the expiry', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempts) => waitMs({ messageId: 7, attempts }, false));
  for (let index = 1; index < waits.length; index++) assert.ok(waits[index]! >= waits[index - 1]!);
  assert.ok(waits[0]! >= 4.5 * 60_000 && waits.at(-1)! <= 7 * 3_600_000);
  assert.ok(waitMs(message, true) < 15_000);
  const soon = new Date(now.getTime() + 60_000);
  const settled = settleAnswer(answer({ outcome: 'deferred', code: 450 }), { ...message, expiresAt: soon }, now);
  assert.equal(settled.dueAt!.getTime(), soon.getTime());
});

test('a server that asks for patience past the expiry has refused: a bounce only when it was about the address', () => {
  const late = { ...message, expiresAt: now };
  assert.partialDeepStrictEqual(settleAnswer(answer({ outcome: 'deferred', code: 452, enhanced: '4.2.2', answer: '452 4.2.2 over quota' }), late, now), { state: 'refused', bounce: 'temporary', suppress: false, reason: 'gave_up: 452 4.2.2 over quota' });
  assert.partialDeepStrictEqual(settleAnswer(answer({ outcome: 'deferred', code: 451, enhanced: '4.7.1', answer: '451 4.7.1 greylisted' }), late, now), { state: 'refused', bounce: null });
});
