import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOfMinute, frequencyWords, minuteOfClock, quietWords } from './settings-words.ts';

test('a minute of the day and its clock say the same', () => {
  for (const minute of [0, 1, 59, 60, 570, 1439]) assert.equal(minuteOfClock(clockOfMinute(minute)), minute);
  for (const clock of ['', '24:00', '09:60', '9:30', 'noon']) assert.equal(minuteOfClock(clock), null, clock);
});

test('rules read as sentences', () => {
  assert.equal(frequencyWords(null), 'No limit');
  assert.equal(frequencyWords({ max: 1, days: 1 }), 'At most one mail to a contact in a day, both teams together');
  assert.equal(frequencyWords({ max: 3, days: 7 }), 'At most 3 mails to a contact in 7 days, both teams together');
  assert.equal(quietWords({ fromMinute: 1200, untilMinute: 480 }), '20:00 to 08:00, by the contact’s own clock');
});
