import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChunkBuilder, escaped, mergeRows } from './chunk-rows.ts';
import { rowJudge, type ImportRow, type JudgeContext } from './judge-row.ts';
import { SeenKeys } from './seen-keys.ts';

const context = (columns: string[], change: Partial<JudgeContext> = {}): JudgeContext => ({
  columns: columns.map((to, index) => ({ index, to })), consent: 'unknown', consentSource: 'import of x.csv', width: columns.length, now: '2026-11-23T09:00:00.000Z', owners: { 'ana@b.example': 7 },
  attributes: [{ key: 'seats', label: 'Seats', type: 'number', choices: [] }, { key: 'plan', label: 'Plan', type: 'choice', choices: ['Gold'] }, { key: 'note', label: 'Note', type: 'text', choices: [] }], ...change,
});
const judge = (columns: string[], cells: string[], change: Partial<JudgeContext> = {}) => rowJudge(context(columns, change))({ number: 5, cells });
const accepted = (columns: string[], cells: string[], change: Partial<JudgeContext> = {}): ImportRow => {
  const row = judge(columns, cells, change);
  assert.ok(!('reason' in row), JSON.stringify(row));
  return row;
};

test('a row is read by its columns', () => {
  const row = accepted(['full_name', 'email', 'owner', 'attribute:seats', 'attribute:plan', 'attribute:note', 'consent'], ['Maß, Eva', 'Eva@B.example ', 'ANA@b.example', '1.234', 'gold', 'a\r\nb', 'ja']);
  assert.deepEqual([row.firstName, row.lastName, row.email, row.key, row.ownerId], ['Eva', 'Maß', 'Eva@b.example', 'eva@b.example', 7]);
  assert.deepEqual(row.attributes, { seats: 1.234, plan: 'Gold', note: 'a\nb' });
  assert.deepEqual([row.consent, row.consentSource, row.consentAt], ['given', 'import of x.csv', '2026-11-23T09:00:00.000Z']);
});

test('an apostrophe that our own export put there is taken off', () => {
  assert.equal(accepted(['email', 'phone'], ['a@b.example', "'+49 30"]).phone, '+49 30');
  assert.equal(accepted(['email', 'last_name'], ['a@b.example', "'t Hooft"]).lastName, "'t Hooft");
});

test('consent without a word of it has no source; the file’s own word goes before the plan’s', () => {
  assert.deepEqual([accepted(['email', 'consent_source'], ['a@b.example', 'form']).consent, accepted(['email', 'consent_source'], ['a@b.example', 'form']).consentSource], ['unknown', null]);
  assert.equal(accepted(['email', 'consent'], ['a@b.example', 'nein'], { consent: 'given' }).consent, 'withdrawn');
  assert.equal(accepted(['email', 'consent_at'], ['a@b.example', '31.12.2025 08:30'], { consent: 'given' }).consentAt, '2025-12-31T08:30:00.000Z');
});

const refused: [because: RegExp, columns: string[], cells: string[]][] = [
  [/no address/, ['email', 'phone'], ['', '1']],
  [/line break/, ['email'], ['a@b.example\nBcc: x']],
  [/no @.*"nobody"/, ['email'], ['nobody']],
  [/NUL/, ['email', 'phone'], ['a@b.example', '1\0']],
  [/has 3 cells, the header 2/, ['email', 'phone'], ['a@b.example', '1', 'x']],
  [/first name is longer/, ['email', 'first_name'], ['a@b.example', 'x'.repeat(201)]],
  [/no time zone/, ['email', 'time_zone'], ['a@b.example', 'Mars']],
  [/no language/, ['email', 'language'], ['a@b.example', 'German']],
  [/not the address of a member/, ['email', 'owner'], ['a@b.example', 'x@y.example']],
  [/Seats: “many” is not a number/, ['email', 'attribute:seats'], ['a@b.example', 'many']],
  [/none of Gold/, ['email', 'attribute:plan'], ['a@b.example', 'Lead']],
  [/whether there is consent/, ['email', 'consent'], ['a@b.example', 'perhaps']],
  [/not a time of consent/, ['email', 'consent_at'], ['a@b.example', 'lately']],
];
for (const [because, columns, cells] of refused) {
  test(`refused: ${because.source}`, () => {
    const row = judge(columns, cells);
    assert.ok('reason' in row);
    assert.match(row.reason, because);
    assert.deepEqual([row.number, row.cells], [5, cells]);
  });
}

test('a refused row still tells whose it was, and blank cells beyond the header are nothing', () => {
  const row = judge(['time_zone', 'email'], ['Mars', 'A@b.example']);
  assert.equal('reason' in row && row.key, 'a@b.example');
  accepted(['email'], ['a@b.example', ' ', '']);
});

test('two rows of one address become what they would one after the other', () => {
  const [first, second] = [accepted(['email', 'first_name', 'phone', 'consent'], ['a@b.example', 'One', '', 'no']), accepted(['email', 'first_name', 'phone', 'consent'], ['A@b.example', 'Two', '2', 'yes'])];
  const pick = (row: ImportRow) => [row.email, row.firstName, row.phone, row.consent];
  assert.deepEqual(pick(mergeRows(first, second, 'update')), ['a@b.example', 'Two', '2', 'withdrawn']);
  assert.deepEqual(pick(mergeRows(first, second, 'fill')), ['a@b.example', 'One', '2', 'withdrawn']);
  assert.deepEqual(pick(mergeRows(first, second, 'leave')), ['a@b.example', 'One', '', 'withdrawn']);
});

test('a chunk counts its repeats, and marks those of earlier chunks', () => {
  const seen = new SeenKeys();
  const builder = new ChunkBuilder(rowJudge(context(['email'])), 'update', seen);
  for (const [number, cell] of ['a@b.example', 'A@b.example', 'no', 'c@b.example'].entries()) builder.add({ number, cells: [cell] });
  const first = builder.take();
  assert.deepEqual([first.numbers, first.rows, first.repeated, first.refusals.length], [[0, 3], 4, 1, 1]);
  builder.add({ number: 9, cells: ['c@b.example'] });
  assert.match(builder.take().lines[0]!, /^9\tt\tc@b\.example\tc@b\.example\t/);
});

test('seen keys are told apart, however many', () => {
  const seen = new SeenKeys();
  for (let at = 0; at < 200_000; at++) assert.equal(seen.add(`p${at}@b.example`), false, `p${at}`);
  for (const at of [0, 1, 99_999, 199_999]) assert.equal(seen.add(`p${at}@b.example`), true);
});

test('COPY text escapes what would end a field or a line', () => assert.equal(escaped('a\tb\nc\\d\re'), 'a\\tb\\nc\\\\d\\re'));
