import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendTime } from '../contract.ts';
import { changeKind, defaultWindow, minuteOf, type SendKind } from './send-time-draft.ts';

const kinds: SendKind[] = ['at-once', 'local', 'window', 'spread'];

test('whatever kind is taken after whichever, the server takes it', () => {
  for (const from of kinds) for (const to of kinds) for (const next of kinds) {
    const chosen = changeKind(changeKind(changeKind({ kind: 'at-once' }, from), to), next);
    assert.deepEqual(sendTime.parse(chosen), chosen);
    assert.equal(chosen.kind, next);
  }
});

test('a window that was set is kept when the mails are spread', () => {
  const window = { ...defaultWindow, untilMinute: 720 };
  assert.deepEqual(changeKind({ kind: 'window', window }, 'spread'), { kind: 'spread', hours: 4, window });
});

test('times are read as clocks show them', () => {
  assert.deepEqual(['09:30', '9:30', '23:59', '24:00', '', '12:60'].map(minuteOf), [570, 570, 1439, null, null, null]);
});
