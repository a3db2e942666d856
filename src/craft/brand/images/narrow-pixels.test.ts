import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quarters, readQuarters } from '../testing/sample-pictures.ts';
import { narrowPixels } from './narrow-pixels.ts';

const filled = (width: number, height: number, pixel: readonly number[]) => ({ width, height, data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => pixel[at % 4]!) });
const side = fc.integer({ min: 1, max: 40 });

test('one colour stays that colour at every size, its see-through part too', () => {
  fc.assert(fc.property(side, side, side, side, fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 255 })), (a, b, c, d, pixel) => {
    const [width, height] = [Math.max(a, c), Math.max(b, d)];
    const { data } = narrowPixels(filled(width, height, pixel), Math.min(a, c), Math.min(b, d));
    for (let at = 0; at < data.length; at += 1) assert.ok(Math.abs(data[at]! - pixel[at % 4]!) <= 1, `${data[at]} for ${pixel[at % 4]}`);
  }));
});

test('things stay where they are', () => {
  for (const [width, height] of [[50, 31], [33, 9], [10, 10], [4, 4]] as const) assert.equal(readQuarters(narrowPixels(quarters(101, 67), width, height)), 'RG/BW', `${width} by ${height}`);
});

test('black and white in turns are as bright as they look from afar: half the light, 188 of 255', () => {
  const stripes = filled(40, 2, [0, 0, 0, 255]);
  for (let at = 0; at < stripes.data.length; at += 8) stripes.data.set([255, 255, 255], at);
  assert.deepEqual([...narrowPixels(stripes, 20, 1).data.subarray(0, 4)], [188, 188, 188, 255]);
});

test('what is see-through adds no colour to what stands beside it', () => {
  const edge = filled(2, 1, [255, 0, 0, 255]);
  edge.data.set([0, 255, 0, 0], 4);
  assert.deepEqual([...narrowPixels(edge, 1, 1).data], [255, 0, 0, 128]);
});

test('nothing is made larger', () => {
  assert.throws(() => narrowPixels(filled(2, 2, [0, 0, 0, 255]), 3, 2), RangeError);
});
