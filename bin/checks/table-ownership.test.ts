import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseOf, treeOf } from './fixture.ts';
import { tableOwnership } from './table-ownership.ts';

const house = houseOf({ tables: { 'people/contacts': ['contacts'], 'delivery/messages': ['messages'] } });
const schema = { 'db/schema.sql': 'create table contacts (\n);\ncreate table messages (\n);\ncreate table hits_default partition of hits default;\n' };
const judge = (files: Record<string, string>, by = house) => tableOwnership(treeOf({ ...schema, ...files }), by);

test('owners write, and everybody reads', () => {
  assert.deepEqual(judge({
    'src/people/contacts/a.ts': 'insert into contacts values (1)',
    'src/delivery/messages/a.ts': 'select * from contacts for update; update messages set state = 1',
    'src/delivery/messages/a.test.ts': 'delete from contacts',
    'src/delivery/messages/b.ts': '// insert into contacts is not ours',
  }), []);
});

for (const sql of ['insert into contacts (id) values (1)', 'INSERT INTO public.contacts', 'update contacts set x = 1', 'update contacts as c set x = 1', 'delete from only contacts', 'truncate table contacts', 'copy contacts (id) from stdin', 'merge into contacts using x']) {
  test(`a stranger may not: ${sql}`, () => {
    assert.deepEqual(judge({ 'src/delivery/messages/a.ts': `statement('x', \`${sql}\`)` }), ['src/delivery/messages/a.ts writes contacts, which belongs to people/contacts']);
  });
}

test('prose about copies and updates is no write', () => {
  assert.deepEqual(judge({ 'src/delivery/messages/a.ts': `'they update contacts and read them'` }), []);
});

test('who writes everything is named with a reason', () => {
  const by = { ...house, writesAnything: { 'src/bench': 'fills its own database' } };
  assert.deepEqual(judge({ 'src/bench/a.ts': 'insert into contacts' }, by), []);
  assert.equal(judge({ 'src/bench-more/a.ts': 'insert into contacts' }, by).length, 1);
});

test('every table has one owner, and every owner a table that is there', () => {
  assert.match(judge({}, houseOf({ tables: { 'people/contacts': ['contacts'] } })).join(), /messages has no owner/);
  assert.match(judge({}, houseOf({ tables: { 'people/contacts': ['contacts', 'gone'], 'delivery/messages': ['messages', 'contacts'] } })).join(), /gone that db\/schema\.sql does not have.*contacts has several owners/s);
});

test('an owner\'s README names its tables', () => {
  assert.deepEqual(judge({ 'src/people/contacts/README.md': 'Owns nothing.' }), ['src/people/contacts/README.md does not name its table contacts']);
  assert.deepEqual(judge({ 'src/people/contacts/README.md': 'Owns `contacts`.' }), []);
});
