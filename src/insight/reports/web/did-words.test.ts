import assert from 'node:assert/strict';
import { test } from 'node:test';
import { did, type ResultsView } from '../contract.ts';
import { countOf, didNames, isDid, tabsFor } from './did-words.ts';

const counts: ResultsView['counts'] = {
  planned: 1000, sent: 990, accepted: 980, delivered: 960, refused: 10, unknown: 0, dropped: 4, cancelled: 0, held: 0, bouncedPermanent: 25, bouncedTemporary: 15,
  opened: 180, openedAll: 300, clicked: 40, clickedAll: 45, unsubscribed: 6, complained: 0, anonymousOpens: 0, anonymousClicks: 0,
};

test('every list has a name', () => {
  assert.deepEqual(Object.keys(didNames).toSorted(), [...did.options].toSorted());
  assert.equal(isDid('opened'), true);
  assert.equal(isDid('toString'), false);
});

test('machine only is what all opens have beyond the persons’', () => {
  assert.equal(countOf('machine-only', counts), 120);
  assert.equal(countOf('bounced', counts), 40);
  assert.equal(countOf('not-opened', counts), null, 'only the list knows');
});

test('tabs for what went wrong stand there only when something did, or when one was asked for', () => {
  assert.deepEqual(tabsFor(counts, 'clicked'), ['clicked', 'opened', 'machine-only', 'not-opened', 'bounced', 'unsubscribed', 'dropped', 'refused', 'planned']);
  assert.ok(tabsFor(counts, 'held').includes('held'));
  assert.equal(tabsFor(counts, 'planned').filter((one) => one === 'planned').length, 1);
});
