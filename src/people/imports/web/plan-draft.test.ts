import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importPlan, type GuessedColumn, type ImportView } from '../contract.ts';
import { assign, changeAttribute, draftOf, planOf } from './plan-draft.ts';

const column = (index: number, to: string): GuessedColumn => ({
  index, header: `C${index}`, examples: [], to, because: 'name', suggest: { key: `c${index}`, label: `C${index}`, type: 'text', choices: [] },
});
const view = (columns: GuessedColumn[], plan: ImportView['plan'] = null) => ({ plan, found: { columns } }) as unknown as ImportView;

test('a plan begins with what was guessed and leaves the rest out', () => {
  assert.deepEqual(planOf(draftOf(view([column(0, 'email'), column(1, 'skip')]))).columns, [{ index: 0, to: 'email' }]);
});

test('a field belongs to one column: taken by another, it is left out where it was', () => {
  const columns = [column(0, 'email'), column(1, 'first_name')];
  const draft = assign(draftOf(view(columns)), columns[1]!, 'email');
  assert.deepEqual(draft.columns.map((each) => each.to), ['skip', 'email']);
});

test('a new attribute is made for its column, can be changed, and goes when the column does', () => {
  const columns = [column(0, 'email'), column(1, 'skip')];
  let draft = assign(draftOf(view(columns)), columns[1]!, 'new');
  draft = changeAttribute(draft, 'c1', { type: 'number', label: 'Seats' });
  const plan = planOf(draft);
  assert.deepEqual(plan.columns[1], { index: 1, to: 'attribute:c1' });
  assert.deepEqual(plan.newAttributes, [{ key: 'c1', label: 'Seats', type: 'number', choices: [] }]);
  assert.equal(importPlan.safeParse(plan).success, true);
  assert.deepEqual(draftOf(view(columns, plan)).columns.map((each) => each.to), ['email', 'attribute:c1']);
  assert.deepEqual(planOf(assign(draft, columns[1]!, 'skip')).newAttributes, []);
});

test('lists and consent are sent as said', () => {
  const plan = planOf({ ...draftOf(view([column(0, 'email')])), listId: '7', newList: ' Fair ', consent: 'unknown', consentSource: 'left over' });
  assert.deepEqual([plan.lists, plan.newList, plan.consentSource], [[7], 'Fair', '']);
});
