import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z as Zod } from 'zod';
import { z as words } from './contract-words.ts';

const z = words as typeof Zod;

test('whatever contracts are built of can be built', () => {
  const line = z.string().trim().min(1, 'must not be empty').refine((text) => text !== '');
  const page = z.object({ limit: z.coerce.number().int().default(50), after: z.iso.datetime().nullable().optional() });
  const either = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), line }), page.extend({ kind: z.literal('b') })]);
  assert.ok(either);
  assert.deepEqual({ ...page.shape }, {});
  assert.equal(JSON.stringify({ either: [] }), '{"either":[]}');
});

test('the words of an enum are there for screens that list them', () => {
  assert.deepEqual(z.enum(['sales', 'marketing']).options, ['sales', 'marketing']);
});

test('a schema refuses to validate rather than to say yes', () => {
  assert.throws(() => z.object({ a: z.string() }).parse({}), /the server validates/);
  assert.throws(() => z.string().safeParse('x'), /the server validates/);
});

test('a schema is neither a promise nor a list', async () => {
  assert.equal(await z.string(), z.string());
  assert.throws(() => [...(z.string() as unknown as Iterable<unknown>)]);
});
