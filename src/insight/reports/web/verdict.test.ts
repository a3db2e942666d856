import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResultsView } from '../contract.ts';
import { verdictOf } from './verdict.ts';

const none: ResultsView['counts'] = {
  planned: 0, sent: 0, accepted: 0, delivered: 0, refused: 0, unknown: 0, dropped: 0, cancelled: 0, held: 0, bouncedPermanent: 0, bouncedTemporary: 0,
  opened: 0, openedAll: 0, clicked: 0, clickedAll: 0, unsubscribed: 0, complained: 0, anonymousOpens: 0, anonymousClicks: 0,
};
function results(counts: Partial<ResultsView['counts']>, openable: number): Pick<ResultsView, 'counts' | 'figures' | 'deliveredWord'> {
  const all = { ...none, ...counts };
  const rate = { numerator: all.opened, denominator: openable, interval: null, did: 'opened' as const };
  return { counts: all, deliveredWord: 'delivered', figures: [{ key: 'openRate', name: 'Open rate', formula: '', differs: '', rate, all: null }] };
}
const text = (parts: { text: string }[]) => parts.map((part) => part.text).join('');

test('the figures make the sentence, and each of them opens its people', () => {
  const parts = verdictOf(results({ accepted: 960, delivered: 960, opened: 180, clicked: 40, bouncedPermanent: 25, bouncedTemporary: 15, unsubscribed: 6, complained: 1 }, 960));
  assert.equal(text(parts), 'Of 960 people whose mail was delivered, 180 opened it (18.8%) and 40 followed a link. 40 messages bounced (25 for good, 15 for now), 6 people left, 1 complaint.');
  assert.deepEqual(parts.flatMap((part) => (part.did ? [part.did] : [])), ['opened', 'clicked', 'bounced', 'unsubscribed', 'complained']);
});

test('one is one', () => {
  assert.equal(text(verdictOf(results({ accepted: 1, opened: 1, clicked: 1, bouncedTemporary: 1 }, 1))), 'Of 1 person whose mail was delivered, 1 opened it (100.0%) and 1 followed a link. 1 message bounced for now.');
});

test('nothing out yet is said so, never as 0% of nothing', () => {
  assert.equal(text(verdictOf(results({}, 0))), 'Nothing has gone out yet.');
  assert.equal(text(verdictOf(results({ refused: 3, bouncedPermanent: 3 }, 0))), 'No server has accepted a message of it so far. 3 messages bounced for good.');
});

test('where nobody may be tracked no open rate is made up', () => {
  assert.equal(text(verdictOf(results({ accepted: 5, clicked: 0 }, 0))), '5 messages went out; nobody’s opens may be tracked. 0 people followed a link.');
});
