import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterTurn, dayStart, gapAfter, hoursOpen, limitOn, mailboxWait, nextDayOpens, type MailboxFacts, type MailboxRules } from './mailbox-pace.ts';

const rules = (more: Partial<MailboxRules> = {}): MailboxRules => ({
  dailyLimit: 50, ramp: { start: 10, step: 5, since: '2026-11-23' }, spacingSeconds: 60,
  hours: { fromMinute: 9 * 60, untilMinute: 17 * 60 }, workingDays: [1, 2, 3, 4, 5], holidays: new Set(), zone: 'Europe/Berlin', ...more,
});
const day = (text: string) => Temporal.PlainDate.from(text);

test('the limit grows with each working day, from what it starts with to what is allowed', () => {
  const rows: [string, number, Partial<MailboxRules>?][] = [
    ['2026-11-23', 10], ['2026-11-24', 15], ['2026-11-27', 30],
    ['2026-11-28', 30], ['2026-11-29', 30], // A weekend teaches nobody anything.
    ['2026-11-30', 35], ['2026-12-03', 50], ['2027-06-01', 50],
    ['2026-11-22', 10], // A day before the ramp began, seen from another zone.
    ['2026-11-25', 15, { holidays: new Set(['2026-11-24']) }],
    ['2026-11-23', 50, { ramp: null }],
    ['2026-11-23', 4, { dailyLimit: 4 }],
    ['2026-11-28', 20, { workingDays: [6], ramp: { start: 15, step: 5, since: '2026-11-23' } }],
  ];
  for (const [on, expected, more] of rows) assert.equal(limitOn(rules(more), day(on)), expected, on);
});

test('hours are the member’s own, over holidays and clock changes, in any zone', () => {
  const rows: [string, string | null, Partial<MailboxRules>?][] = [
    ['2026-11-23T07:59:59Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00:00Z', null],
    ['2026-11-23T15:59:59Z', null],
    ['2026-11-23T16:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['2026-11-27T16:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['2026-12-23T16:00:00Z', '2026-12-28T08:00:00.000Z', { holidays: new Set(['2026-12-24', '2026-12-25']) }],
    // Nine o'clock stays nine o'clock: Berlin springs forward on 2026-03-29, New York back on 2026-11-01.
    ['2026-03-27T16:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['2026-10-30T22:00:00Z', '2026-11-02T14:00:00.000Z', { zone: 'America/New_York' }],
    ['2026-11-23T03:00:00Z', '2026-11-23T03:15:00.000Z', { zone: 'Asia/Kathmandu' }],
    ['2026-11-23T21:00:00Z', null, { zone: 'Pacific/Auckland' }],
    // An hour that summer time skips is no working hour: the next day's is.
    ['2026-03-29T00:30:00Z', '2026-03-30T00:00:00.000Z', { hours: { fromMinute: 120, untilMinute: 180 }, workingDays: [1, 2, 3, 4, 5, 6, 7] }],
    ['2026-11-22T12:00:00Z', null, { hours: null, workingDays: [7] }],
    ['2026-11-22T12:00:00Z', '2026-11-22T23:00:00.000Z', { hours: null }],
  ];
  for (const [at, expected, more] of rows) assert.equal(hoursOpen(rules(more), new Date(at))?.toISOString() ?? null, expected, at);
});

test('today begins at the member’s midnight, on days of 23 and of 25 hours too', () => {
  const start = (zone: string, at: string) => dayStart(zone, new Date(at)).toISOString();
  assert.equal(start('America/New_York', '2026-11-24T03:00:00Z'), '2026-11-23T05:00:00.000Z');
  assert.equal(start('Europe/Berlin', '2026-03-29T20:00:00Z'), '2026-03-28T23:00:00.000Z');
  assert.equal(start('Europe/Berlin', '2026-10-25T22:30:00Z'), '2026-10-24T22:00:00.000Z');
});

test('the next day is the next working day, though today’s hours are still to come', () => {
  assert.equal(nextDayOpens(rules(), new Date('2026-11-23T05:00:00Z')).toISOString(), '2026-11-24T08:00:00.000Z');
  assert.equal(nextDayOpens(rules(), new Date('2026-11-27T10:00:00Z')).toISOString(), '2026-11-30T08:00:00.000Z');
});

test('who never works is told a day, not kept in an endless search', () => {
  const never = rules({ workingDays: [] });
  assert.ok(hoursOpen(never, new Date('2026-11-23T12:00:00Z'))!.getTime() > Date.parse('2027-11-01T00:00:00Z'));
});

const now = new Date('2026-11-23T12:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const facts = (more: Partial<MailboxFacts> = {}): MailboxFacts => ({
  state: 'active', reason: null, checkedAt: inMinutes(-1), limitToday: 10, sentToday: 0, nextFreeAt: null, opensAt: null, nextDayAt: inMinutes(20 * 60), waiting: 0, spacingMs: 60_000, ...more,
});
const said = (more: Partial<MailboxFacts>) => {
  const wait = mailboxWait(facts(more), now);
  return wait && [wait.wait, wait.detail ?? null, (wait.until.getTime() - now.getTime()) / 60_000];
};

test('a mailbox sends when it is read, has room, and it is time', () => {
  const rows: [Partial<MailboxFacts>, unknown][] = [
    [{}, null],
    [{ checkedAt: inMinutes(-30) }, null],
    [{ checkedAt: inMinutes(-31) }, ['mailbox_failing', 'unchecked', 5]],
    [{ checkedAt: null }, ['mailbox_failing', 'unchecked', 5]],
    [{ state: 'failing', reason: 'no sign-in' }, ['mailbox_failing', 'no sign-in', 5]],
    [{ state: 'disconnected' }, ['mailbox_failing', 'disconnected', 60]],
    [{ state: 'paused' }, ['mailbox_paused', null, 60]],
    [{ sentToday: 9 }, null],
    [{ sentToday: 10 }, ['mailbox_limit', '10', 1200]],
    [{ sentToday: 11, limitToday: 10, waiting: 2 }, ['mailbox_limit', '10', 1202]],
    [{ opensAt: inMinutes(45) }, ['mailbox_hours', null, 45]],
    [{ opensAt: inMinutes(45), waiting: 3 }, ['mailbox_hours', null, 48]],
    [{ nextFreeAt: inMinutes(1) }, ['mailbox_spacing', null, 1]],
    [{ nextFreeAt: inMinutes(1), waiting: 4 }, ['mailbox_spacing', null, 5]],
    [{ nextFreeAt: inMinutes(1), sentToday: 8, waiting: 2 }, ['mailbox_limit', '10', 1200]],
    [{ nextFreeAt: inMinutes(-1) }, null],
  ];
  for (const [more, expected] of rows) assert.deepEqual(said(more), expected, JSON.stringify(more));
});

test('after a mail comes a space: never shorter than set, at most half as long again, and the same for the same mail', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.integer({ min: 1, max: 3600 }), (messageId, seconds) => {
    const gap = gapAfter(messageId, seconds * 1000);
    assert.ok(gap >= seconds * 1000 && gap <= seconds * 1500, `${gap}`);
    assert.equal(gap, gapAfter(messageId, seconds * 1000));
  }));
  assert.ok(new Set(Array.from({ length: 20 }, (_, index) => gapAfter(index + 1, 60_000))).size > 10);
});

test('a turn uses up room and makes the next one wait', () => {
  const after = afterTurn(facts({ sentToday: 9 }), 7, now);
  assert.equal(mailboxWait(after, now)?.wait, 'mailbox_limit');
  assert.equal(mailboxWait(afterTurn(facts(), 7, now), now)?.wait, 'mailbox_spacing');
  assert.equal(mailboxWait(afterTurn(facts({ spacingMs: 0 }), 7, now), now), null);
});
