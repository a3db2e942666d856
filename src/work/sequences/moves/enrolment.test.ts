import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinished, joinStanding, mayMail, moves, splitStanding, standingAfter, standings, type EnrolmentEvent, type Standing } from './enrolment.ts';

const events: readonly EnrolmentEvent[] = [
  'member-asked', 'member-answered', 'paused', 'resumed', 'went-away', 'came-back', 'value-missing', 'mail-went', 'mailbox-missing', 'mail-failed', 'member-left', 'handed-over',
  'completed', 'replied', 'bounced', 'opted-out', 'meeting-booked', 'colleague-replied', 'contact-gone', 'ended',
];

// A letter a pair, in the order of `events`: where it leads; a dot changes nothing.
const letters: Record<string, Standing> = {
  A: 'active', W: 'waiting-member', h: 'paused/by-hand', a: 'paused/away', v: 'paused/missing-value', b: 'paused/mailbox', n: 'paused/not-sent', l: 'paused/member-left',
  C: 'finished/completed', R: 'finished/replied', B: 'finished/bounced', O: 'finished/opted-out', M: 'finished/meeting', K: 'finished/colleague-replied', X: 'finished/removed', E: 'finished/by-hand',
};
const expected: [Standing, string][] = [
  ['active', 'W.h.a.vAbnlACRBOMKXE'],
  ['waiting-member', '.Ah.a.....lA.RBOMKXE'],
  ['paused/by-hand', '...A...h..lh.RBOMKXE'],
  ['paused/away', '..hAaA.a..la.RBOMKXE'],
  ['paused/missing-value', '..hAa..A.nlA.RBOMKXE'],
  ['paused/mailbox', '..hAa.....lA.RBOMKXE'],
  ['paused/not-sent', '..hA......ln.RBOMKXE'],
  ['paused/member-left', '.......l...A.RBOMKXE'],
  ...standings.filter(isFinished).map((standing): [Standing, string] => [standing, '.'.repeat(20)]),
];

test('every pair of a standing and an event leads where the table says', () => {
  assert.deepEqual(expected.map(([standing]) => standing).toSorted(), standings.toSorted());
  for (const [standing, row] of expected) {
    assert.equal(events.map((event) => {
      const after = standingAfter(standing, event);
      return after === null ? '.' : Object.keys(letters).find((letter) => letters[letter] === after);
    }).join(''), row, standing);
  }
  assert.deepEqual([...new Set(standings.flatMap((standing) => Object.keys(moves[standing])))].toSorted(), events.toSorted());
});

test('what is finished stays so, and every stop ends whatever goes on', () => {
  for (const standing of standings) {
    for (const event of ['replied', 'bounced', 'opted-out', 'meeting-booked', 'colleague-replied', 'contact-gone', 'ended'] as const) {
      assert.equal(standingAfter(standing, event) === null, isFinished(standing), `${standing} on ${event}`);
    }
  }
});

test('a standing is written as state and reason and read again', () => {
  for (const standing of standings) {
    const { state, reason } = splitStanding(standing);
    assert.equal(joinStanding(state, reason), standing);
  }
  assert.deepEqual(standings.filter(mayMail), ['active', 'paused/missing-value']);
});
