import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshDatabase } from '../../../test/support/database.ts';
import { instants, numbers, texts } from './index.ts';

const { db } = await freshDatabase({ migrated: false });
const back = async (type: string, value: string) => (await db.pool.query(`select $1::${type}[] as v`, [value])).rows[0].v;

test('whatever is spelled out as an array is read back the same', async () => {
  const text = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'NULL', 'null', '{}', '"', '\\', ',', ' a ', '\n')));
  await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 1 }), async (values) => {
    const whole = values.map((value) => value?.replaceAll('\0', '') ?? null);
    assert.deepEqual(await back('text', texts(values)), whole);
  }), { numRuns: 60 });
  const numberOrNull = fc.option(fc.integer());
  await fc.assert(fc.asyncProperty(fc.array(numberOrNull, { minLength: 1 }), async (values) => {
    assert.deepEqual(await back('int', numbers(values)), values);
    const times: (Date | null)[] = await back('timestamptz', instants(values));
    assert.deepEqual(times.map((time) => time?.getTime() ?? null), values);
  }), { numRuns: 60 });
});
