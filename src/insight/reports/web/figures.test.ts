import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailMetrics, noCounts, wilson } from '../../../delivery/metrics/contract.ts';
import { t } from '../../../platform/words/contract.ts';
import type { FigureView, ResultsView } from '../contract.ts';
import { stripFigures } from './figures.ts';

// The dictionary's own example: 1000 sent, 40 bounced, 180 opened by persons of 300, 40 clicked of 45.
const raw = { ...noCounts(), accepted: 985, acceptedTracked: 985, bouncedTracked: 25, bouncedPermanent: 10, bouncedTemporary: 15, refusedAddressPermanent: 15, opened: 180, openedAll: 300, clicked: 40, clickedAll: 45, unsubscribed: 6 };
const figureOf = (key: 'openRate' | 'openToClickRate' | 'clickThroughRate' | 'complaintRate', did: 'opened' | 'clicked' | 'complained', all: FigureView['all'] = null): FigureView => {
  const metric = mailMetrics[key];
  const fraction = metric.of(raw);
  return { key, name: t(metric.name), formula: t(metric.formula), differs: metric.elsewhere ? t(metric.elsewhere) : '', rate: { ...fraction, interval: wilson(fraction), did }, all };
};
const results: ResultsView = {
  asOf: '2026-11-23T09:00:00Z', deliveredWord: 'delivered', firstAcceptedAt: null,
  counts: { planned: 1000, sent: 1000, accepted: 985, delivered: 960, refused: 15, unknown: 0, dropped: 0, cancelled: 0, held: 0, bouncedPermanent: 25, bouncedTemporary: 15, opened: 180, openedAll: 300, clicked: 40, clickedAll: 45, unsubscribed: 6, complained: 0, anonymousOpens: 0, anonymousClicks: 0 },
  figures: [
    figureOf('openRate', 'opened', { numerator: 300, denominator: 960, interval: null, did: 'opened-all' }),
    figureOf('openToClickRate', 'clicked'), figureOf('clickThroughRate', 'clicked'), figureOf('complaintRate', 'complained'),
  ],
};

test('each figure has its fraction, its formula with the numbers put in, and its list', () => {
  const [delivered, open] = stripFigures(results);
  assert.equal(delivered!.label, 'Delivered');
  assert.equal(delivered!.value, 960);
  assert.equal(delivered!.under, 'of 1,000 sent');
  assert.deepEqual(open!.value, { numerator: 180, denominator: 960 });
  assert.match(String(open!.formula.detail), /180 \/ 960 = 18\.75%\./);
  assert.equal(open!.href, '?did=opened#people');
});

test('machines stand beside the person’s rate, with a list of their own', () => {
  assert.deepEqual(stripFigures(results)[1]!.all, { text: '31.3% with machines', href: '?did=opened-all#people' });
});

test('open rate and open-to-click rate share an axis; click-through has its own', () => {
  const strip = stripFigures(results);
  assert.equal(strip[1]!.interval?.max, strip[2]!.interval?.max);
  assert.ok(strip[3]!.interval!.max < strip[1]!.interval!.max);
});

test('complaints stand there only once there are any; accepted is not called delivered', () => {
  assert.equal(stripFigures(results).some((figure) => figure.label === 'Complaint rate'), false);
  assert.equal(stripFigures({ ...results, deliveredWord: 'accepted' })[0]!.label, 'Accepted');
});
