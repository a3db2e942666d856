import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatClock, formatDay, formatMoment, instantOfLocal, isZone, localOfInstant, placeOf } from './format-time.ts';

const now = new Date('2026-11-18T08:14:00Z');
const berlin = 'Europe/Berlin';

test('what happened today shows its second, with the person’s clock beside it', () => {
  const moment = formatMoment({ at: new Date('2026-11-18T08:12:41Z'), zone: berlin, now, contactZone: 'Europe/Lisbon' });
  assert.equal(moment.text, '09:12:41');
  assert.equal(moment.beside, '08:12 in Lisbon');
  assert.match(moment.full, /^Wednesday 18 November 2026, 09:12:41/);
});

test('the person’s clock is left out when it shows the same, is not known, or is no zone', () => {
  const at = new Date('2026-11-18T08:12:41Z');
  for (const contactZone of ['Europe/Madrid', berlin, null, undefined, 'Mars/Olympus']) {
    assert.equal(formatMoment({ at, zone: berlin, now, contactZone: contactZone ?? null }).beside, null);
  }
});

test('a person for whom it is another day is told which', () => {
  const at = new Date('2026-11-17T23:30:00Z');
  assert.equal(formatMoment({ at, zone: 'America/New_York', now, contactZone: 'Asia/Tokyo' }).beside, 'Wed 08:30 in Tokyo');
});

test('another day is named, another year too', () => {
  const at = new Date('2026-11-10T09:07:33Z');
  assert.equal(formatMoment({ at, zone: berlin, now }).text, 'Tue 10 Nov 10:07:33');
  assert.equal(formatMoment({ at, zone: berlin, now, day: 'never', precision: 'minute' }).text, '10:07');
  assert.equal(formatMoment({ at, zone: berlin, now, day: 'never' }).day, 'Tue 10 Nov');
  assert.equal(formatMoment({ at: now, zone: berlin, now }).day, null);
  assert.equal(formatDay(new Date('2025-01-02T12:00:00Z'), berlin, now), 'Thu 2 Jan 2025');
});

test('midnight is 00, and no time at all is a dash', () => {
  assert.equal(formatClock(new Date('2026-11-17T23:00:00Z'), berlin), '00:00');
  assert.equal(formatMoment({ at: new Date(Number.NaN), zone: berlin, now }).text, '–');
});

test('a zone names its place', () => {
  assert.equal(placeOf('America/Argentina/Buenos_Aires'), 'Buenos Aires');
  assert.equal(isZone('Europe/Lisbon'), true);
  assert.equal(isZone('Nowhere'), false);
});

test('a chosen local time becomes the instant that the zone’s clock means', () => {
  const cases: [local: string, zone: string, instant: string][] = [
    ['2026-11-24T10:00', berlin, '2026-11-24T09:00:00.000Z'],
    ['2026-07-01T09:00', 'Asia/Kathmandu', '2026-07-01T03:15:00.000Z'],
    // skipped hours move on by the skip; doubled ones mean the first
    ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:30:00.000Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ];
  for (const [local, zone, instant] of cases) assert.equal(instantOfLocal(local, zone), instant, `${local} ${zone}`);
  assert.equal(instantOfLocal('soon', berlin), null);
});

test('an instant shown in a field comes back as itself', () => {
  for (const zone of [berlin, 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia', 'UTC']) {
    for (const instant of ['2026-11-24T09:00:00.000Z', '2026-03-29T00:30:00.000Z', '2026-10-25T02:30:00.000Z']) {
      assert.equal(instantOfLocal(localOfInstant(instant, zone), zone), instant, zone);
    }
  }
  assert.equal(localOfInstant('never', berlin), '');
});
