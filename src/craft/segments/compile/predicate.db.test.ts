import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshDatabase } from '../../../../test/support/database.ts';
import { condition as conditionSchema, type Condition } from '../condition/condition.ts';
import type { ConditionWorld } from '../condition/world.ts';
import { fits } from '../testing/evaluate.ts';
import { links, makeWorld, now } from '../testing/make-world.ts';
import { randomCondition } from '../testing/random-conditions.ts';
import { predicate } from './predicate.ts';

const { db } = await freshDatabase();

async function find(workspaceId: number, condition: Condition, world: ConditionWorld): Promise<number[]> {
  const values: unknown[] = [workspaceId];
  const where = predicate(condition, { alias: 'c', workspace: '$1', value: (given) => `$${values.push(given)}`, now, world });
  const { rows } = await db.pool.query(`select c.id, (${where}) is null as unsure from contacts c where c.workspace_id = $1 and (${where}) order by c.id`, values);
  assert.ok(rows.every((row) => row.unsure === false));
  return rows.map((row) => row.id as number);
}

for (const [seed, timeZone] of [[1, 'Europe/Berlin'], [2, 'America/New_York'], [3, 'Pacific/Kiritimati']] as const) {
  test(`random conditions find the same people as plain code does, by the clock of ${timeZone}`, async () => {
    const { workspaceId, people, world } = await makeWorld(db, seed, 40, timeZone);
    const inner = fc.sample(randomCondition(), { numRuns: 2, seed });
    const within = { ...world, segments: new Map(inner.map((condition, at) => [at + 1, { name: `Inner ${at + 1}`, condition }])) };
    let told = 0;
    await fc.assert(fc.asyncProperty(randomCondition([1, 2]), async (condition) => {
      assert.equal(conditionSchema.safeParse(condition).success, true, JSON.stringify(conditionSchema.safeParse(condition).error?.issues));
      const expected = people.filter((person) => fits(condition, person, { world: within, now, links })).map(({ id }) => id).toSorted((a, b) => a - b);
      if (expected.length > 0 && expected.length < people.length) told += 1;
      assert.deepEqual(await find(workspaceId, condition, within), expected);
    }), { numRuns: 200, seed });
    assert.ok(told > 50, `only ${told} of 200 conditions tell people apart`);
  });
}

test('another workspace’s people are never found, whatever is asked', async () => {
  const { workspaceId } = await makeWorld(db, 4, 5, 'UTC');
  const { world } = await makeWorld(db, 5, 1, 'UTC');
  const { rows: [empty] } = await db.pool.query(`insert into workspaces (name) values ('Empty') returning workspace_id`);
  assert.equal((await find(workspaceId, { all: [] }, world)).length, 5);
  await fc.assert(fc.asyncProperty(randomCondition(), async (condition) => { assert.deepEqual(await find(empty.workspace_id, condition, world), []); }), { numRuns: 30 });
});

test('whatever somebody types becomes a parameter, never SQL', async () => {
  const { world } = await makeWorld(db, 6, 1, 'UTC');
  const marker = 'xqz';
  await fc.assert(fc.asyncProperty(randomCondition(), fc.string({ maxLength: 20 }), async (condition, tail) => {
    const marked = JSON.parse(JSON.stringify(condition, (key, value: unknown) => (['value', 'link'].includes(key) && typeof value === 'string' && !/^\d{4}-/.test(value) ? `${marker}${tail.replaceAll('\0', '')}` : value))) as Condition;
    const values: unknown[] = [1];
    const sql = predicate(marked, { alias: 'c', workspace: '$1', value: (given) => `$${values.push(given)}`, now, world });
    assert.equal(sql.includes(marker), false);
    assert.ok(new Set(sql.match(/\$\d+/g)).size >= values.length - 1);
  }), { numRuns: 200 });
});
