import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetricsRegistry } from './registry.ts';

test('a counter adds up for each set of labels', async () => {
  const registry = createMetricsRegistry();
  const hits = registry.counter('kindred_hits_total', 'Hits taken.');
  hits.add({ kind: 'open' });
  hits.add({ kind: 'open' }, 2);
  hits.add({ kind: 'click' });
  assert.equal(await registry.render(), [
    '# HELP kindred_hits_total Hits taken.',
    '# TYPE kindred_hits_total counter',
    'kindred_hits_total{kind="open"} 3',
    'kindred_hits_total{kind="click"} 1',
    '',
  ].join('\n'));
  assert.throws(() => hits.add({}, -1), RangeError);
});

test('a gauge keeps its last value, or is asked', async () => {
  const registry = createMetricsRegistry();
  const spool = registry.gauge('kindred_spool_bytes', 'Spooled.');
  spool.set(5);
  spool.set(7);
  registry.gauge('kindred_lag_seconds', 'Behind.', async () => 1.5);
  const text = await registry.render();
  assert.match(text, /^kindred_spool_bytes 7$/m);
  assert.match(text, /^kindred_lag_seconds 1.5$/m);
});

test('a gauge that cannot be read leaves the others standing', async () => {
  const registry = createMetricsRegistry();
  registry.gauge('kindred_broken', 'Asks a database that is down.', () => Promise.reject(new Error('down')));
  registry.counter('kindred_fine_total', 'Fine.').add();
  const text = await registry.render();
  assert.match(text, /^kindred_fine_total 1$/m);
  assert.doesNotMatch(text, /^kindred_broken \d/m);
});

test('a histogram counts cumulatively, bounds included', async () => {
  const registry = createMetricsRegistry();
  const seconds = registry.histogram('kindred_commit_seconds', 'Commits.', [0.1, 1]);
  for (const value of [0.1, 0.5, 3]) seconds.observe(value, { role: 'hits' });
  const text = await registry.render();
  assert.match(text, /_bucket\{role="hits",le="0.1"\} 1\n/);
  assert.match(text, /_bucket\{role="hits",le="1"\} 2\n/);
  assert.match(text, /_bucket\{role="hits",le="\+Inf"\} 3\n/);
  assert.match(text, /_sum\{role="hits"\} 3.6\n/);
  assert.match(text, /_count\{role="hits"\} 3\n/);
});

test('names are checked and used once; label values are escaped', async () => {
  const registry = createMetricsRegistry();
  registry.counter('kindred_a', 'A.').add({ path: 'a"b\\c\nd' });
  assert.throws(() => registry.gauge('kindred_a', 'A.'), /twice/);
  assert.throws(() => registry.gauge('Kindred-A', 'A.'), /no name/);
  assert.match(await registry.render(), /path="a\\"b\\\\c\\nd"/);
});
