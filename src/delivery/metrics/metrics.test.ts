import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addCounts, bounceRate, clickThroughRate, countMetrics, countsOf, delivered, formatRate, mailMetrics, noCounts, openRate, openRateAll,
  openToClickRate, permanentBounceRate, quotient, replyRate, sent, unsubscribeRate, complaintRate, wilson, type Counts,
} from './index.ts';

/** 1000 sent, 40 bounced (25 permanent); 300 openers: 130 persons, 50 by proxy, 120 machine only; 45 clickers, 5 machine only. */
const handCheck: Counts = {
  ...noCounts(), planned: 1000, accepted: 990, acceptedTracked: 990, refusedAddressPermanent: 10,
  bouncedPermanent: 15, bouncedTemporary: 15, bouncedTracked: 30,
  opened: 180, openedAll: 300, clicked: 40, clickedAll: 45, replied: 20, repliedPositive: 12, unsubscribed: 6, complained: 1,
};

test('the hand check of the dictionary comes out to the digit', () => {
  assert.equal(sent(handCheck), 1000);
  assert.equal(delivered(handCheck), 960);
  assert.deepEqual(openRate.of(handCheck), { numerator: 180, denominator: 960 });
  const percent = (metric: typeof openRate) => formatRate(metric.of(handCheck), 2);
  assert.equal(percent(openRate), '18.75%');
  assert.equal(percent(openRateAll), '31.25%');
  assert.equal(percent(clickThroughRate), '4.17%');
  assert.equal(percent(openToClickRate), '22.22%');
  assert.equal(percent(replyRate), '2.08%');
  assert.equal(percent(mailMetrics.positiveReplyRate), '1.25%');
  assert.equal(percent(bounceRate), '4.00%');
  assert.equal(percent(permanentBounceRate), '2.50%');
  assert.equal(percent(unsubscribeRate), '0.63%');
  assert.equal(percent(complaintRate), '0.10%');
});

test('an unknown message is neither sent nor delivered', () => {
  assert.equal(sent({ ...handCheck, unknown: 7 }), 1000);
  assert.equal(delivered({ ...handCheck, unknown: 7 }), 960);
});

test('nothing in the denominator is a dash, never 0% or NaN', () => {
  for (const metric of Object.values(mailMetrics)) {
    assert.equal(quotient(metric.of(noCounts())), null);
    assert.equal(formatRate(metric.of(noCounts())), '–');
    assert.equal(wilson(metric.of(noCounts())), null);
  }
});

test('wilson agrees with the published figures', () => {
  const near = (actual: number | undefined, wanted: number) => assert.ok(Math.abs(actual! - wanted) < 1e-7, `${actual} is not ${wanted}`);
  near(wilson({ numerator: 81, denominator: 263 })?.low, 0.2552885);
  near(wilson({ numerator: 81, denominator: 263 })?.high, 0.3662096);
  assert.equal(wilson({ numerator: 0, denominator: 10 })?.low, 0);
  near(wilson({ numerator: 0, denominator: 10 })?.high, 0.2775328);
  assert.equal(wilson({ numerator: 10, denominator: 10 })?.high, 1);
});

test('an interval holds its rate and stays between 0 and 1', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (denominator, share) => {
    const numerator = Math.floor(denominator * share);
    const interval = wilson({ numerator, denominator })!;
    assert.ok(interval.low >= 0 && interval.high <= 1);
    assert.ok(interval.low <= numerator / denominator + 1e-12 && interval.high >= numerator / denominator - 1e-12);
  }));
});

/** Any mailing that can be: each message has one fate, and each later fact lies within an earlier one. */
const anyCounts = fc.record({
  fates: fc.array(fc.nat(5000), { minLength: 6, maxLength: 6 }), shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
}).map(({ fates, shares }): Counts => {
  const part = (whole: number, index: number) => Math.floor(whole * shares[index]!);
  const accepted = fates[0]!;
  const bounced = part(accepted, 0);
  const bouncedPermanent = part(bounced, 1);
  const deliveredCount = accepted - bounced;
  const tracked = part(deliveredCount, 2);
  const openedAll = part(tracked, 3);
  const opened = part(openedAll, 4);
  const clicked = part(opened, 5);
  const bouncedTracked = part(bounced, 9);
  return {
    ...noCounts(), accepted, refusedAddressPermanent: fates[1]!, refusedAddressTemporary: fates[2]!, refusedOther: fates[3]!, unknown: fates[4]!, dropped: fates[5]!,
    bouncedPermanent, bouncedTemporary: bounced - bouncedPermanent, bouncedTracked, acceptedTracked: tracked + bouncedTracked,
    opened, openedAll, clicked, clickedAll: clicked + part(openedAll - opened, 6), replied: part(deliveredCount, 6), unsubscribed: part(deliveredCount, 7), complained: part(deliveredCount, 8),
  };
});

test('every numerator lies within its denominator', () => {
  fc.assert(fc.property(anyCounts, (counts) => {
    for (const metric of Object.values(mailMetrics)) {
      const { numerator, denominator } = metric.of(counts);
      assert.ok(numerator >= 0 && numerator <= denominator, `${metric.name}: ${numerator} of ${denominator}`);
    }
  }));
});

test('rows of the rollups add up to counts; rows of links are passed over', () => {
  const counts = countsOf([{ metric: 'opened', count: 3 }, { metric: 'opened', count: -1 }, { metric: 'refused_address_permanent', count: 2 }, { metric: 'link_clicked', count: 9 }]);
  assert.deepEqual(counts, { ...noCounts(), opened: 2, refusedAddressPermanent: 2 });
  assert.equal(Object.keys(noCounts()).length, countMetrics.length);
  assert.equal(addCounts(counts, handCheck).opened, 182);
});
