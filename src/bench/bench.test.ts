import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOption, median, percentile, runBench, type BenchIo } from './bench.ts';

const listen = (): BenchIo & { lines: string[]; told: string[] } => {
  const lines: string[] = [];
  const told: string[] = [];
  return { lines, told, env: {}, out: (line) => void lines.push(line), progress: (line) => void told.push(line) };
};

test('figure and ceiling alternate, and the ratio is the median of the rounds, not of the medians', async () => {
  const io = listen();
  const order: string[] = [];
  const figures = [10, 40, 30, 20, 50];
  const ceilings = [100, 50, 100, 100, 100];
  const result = await runBench({
    bench: 'try', unit: 'things/s', sizes: { count: 3 },
    figure: async (round) => { order.push('f'); return { value: figures[round]!, p99Ms: round }; },
    ceiling: async (round) => { order.push('c'); return { value: ceilings[round]! }; },
  }, io);
  assert.equal(order.join(''), 'cffccffccf');
  assert.equal(result.ratio, 0.3);
  assert.equal(result.figure, 30);
  assert.equal(result.ceiling, 100);
  assert.equal(result.p99Ms, 4);
  assert.equal(io.told.length, 5);
  assert.deepEqual(JSON.parse(io.lines.at(-1)!), result);
  assert.equal(JSON.parse(io.lines.at(-1)!).count, 3);
});

test('memory measured elsewhere replaces that of this process', async () => {
  const result = await runBench({
    bench: 'try', unit: 'x', sizes: {}, figure: async (round) => ({ value: 1, peakMiB: round }), ceiling: async () => ({ value: 1 }),
  }, listen());
  assert.equal(result.peakMiB, 4);
  assert.equal(result.p99Ms, null);
});

test('medians and percentiles of few values', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(percentile([5, 1, 4, 2, 3], 0.5), 3);
  assert.equal(percentile([5, 1, 4, 2, 3], 0.99), 5);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

test('a size is a whole number above 0, or the bench says so', () => {
  assert.equal(countOption(['--json', '--count', '1_000'], 'count', 7), 1000);
  assert.equal(countOption(['--json'], 'count', 7), 7);
  for (const bad of ['0', '-1', 'many', '1.5']) assert.throws(() => countOption(['--count', bad], 'count', 7), /whole number/);
  assert.throws(() => countOption(['--count'], 'count', 7), /whole number/);
});
