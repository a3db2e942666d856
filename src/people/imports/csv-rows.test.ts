import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxRowBytes, RowScanner, type RowSyntax, type SheetRow } from './csv-rows.ts';

const comma: RowSyntax = { delimiter: ',', lineEnd: 'lf' };

function rowsOf(text: string | Buffer, syntax: RowSyntax = comma, pieceBytes = Infinity): SheetRow[] {
  const bytes = Buffer.from(text);
  const scanner = new RowScanner(syntax);
  const rows: SheetRow[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    for (const row of scanner.push(Buffer.from(bytes.subarray(at, Math.min(bytes.length, at + pieceBytes))))) rows.push(row);
    if (pieceBytes === Infinity) break;
  }
  for (const row of scanner.push(Buffer.alloc(0), true)) rows.push(row);
  assert.equal(scanner.offset, bytes.length, 'every byte is accounted for');
  return rows;
}
const cellsOf = (text: string, syntax = comma, piece = Infinity) => rowsOf(text, syntax, piece).map((row) => row.cells);

const readable: [what: string, text: string, cells: string[][], syntax?: RowSyntax][] = [
  ['plain rows', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
  ['no line end at the end', 'a,b\n1,2', [['a', 'b'], ['1', '2']]],
  ['CRLF', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
  ['CR only', 'a,b\r1,2\r', [['a', 'b'], ['1', '2']], { delimiter: ',', lineEnd: 'cr' }],
  ['a delimiter in quotes', '"a,b",c', [['a,b', 'c']]],
  ['a line break in quotes', '"a\nb",c\n"d\r\ne",f', [['a\nb', 'c'], ['d\r\ne', 'f']]],
  ['doubled quotes', '"say ""hi""",b\n""""', [['say "hi"', 'b'], ['"']]],
  ['empty quoted cells', '"",b\n"",""', [['', 'b']]],
  ['a quote inside a cell', `5" pipe,37°36'37.8"N`, [['5" pipe', `37°36'37.8"N`]]],
  ['text behind a closing quote', '"Acme" Ltd,b', [['Acme Ltd', 'b']]],
  ['blanks before a quote', 'a, "b, c" ,d', [['a', 'b, c ', 'd']]],
  ['blanks that are content', ' a ,b ', [[' a ', 'b ']]],
  ['tabs', 'a\tb\n"x\ty"\tz', [['a', 'b'], ['x\ty', 'z']], { delimiter: '\t', lineEnd: 'lf' }],
  ['semicolons', 'a;b,c\n', [['a', 'b,c']], { delimiter: ';', lineEnd: 'lf' }],
  ['a trailing delimiter', 'a,b,\n', [['a', 'b', '']]],
  ['letters outside ASCII', 'Zoë,ʤ,日本\n', [['Zoë', 'ʤ', '日本']]],
  ['a lone CR in an LF file is content', 'a\rb,c\n', [['a\rb', 'c']]],
  ['a NUL is content', 'a\0b,c\n', [['a\0b', 'c']]],
];

for (const [what, text, cells, syntax] of readable) {
  test(`reads ${what}, in one piece and byte by byte`, () => {
    assert.deepEqual(cellsOf(text, syntax), cells);
    assert.deepEqual(cellsOf(text, syntax, 1), cells);
  });
}

test('blank rows give nothing but are counted', () => {
  assert.deepEqual(rowsOf('a\n\n,,\nb\n'), [{ number: 1, cells: ['a'] }, { number: 4, cells: ['b'] }]);
});

test('a quote that never closes costs its own line only', () => {
  const rows = rowsOf('a,b\nx,"oops\n1,2\n3,4\n');
  assert.deepEqual(rows.map((row) => [row.number, row.cells, Boolean(row.problem)]), [
    [1, ['a', 'b'], false], [2, ['x,"oops'], true], [3, ['1', '2'], false], [4, ['3', '4'], false]]);
  assert.match(rows[1]!.problem!, /never closes/);
});

test('an endless line is refused as one row, in bounded memory, and the next is read', () => {
  const scanner = new RowScanner(comma);
  const rows: SheetRow[] = [...scanner.push(Buffer.from('a,b\n'))];
  for (let piece = 0; piece < 40; piece++) rows.push(...scanner.push(Buffer.alloc(256 * 1024, 'x')));
  rows.push(...scanner.push(Buffer.from('\n1,2\n'), true));
  assert.deepEqual(rows.map((row) => row.number), [1, 2, 3]);
  assert.match(rows[1]!.problem!, /longer than 1 MiB/);
  assert.ok(rows[1]!.cells[0]!.length <= 2000);
  assert.deepEqual(rows[2]!.cells, ['1', '2']);
});

test('a quoted cell without end is given up after 1 MiB, not at the end of the file', () => {
  const rows = rowsOf(`"open\n${'1,2\n'.repeat(maxRowBytes / 2)}`, comma, 1024 * 1024);
  assert.match(rows[0]!.problem!, /never closes/);
  assert.deepEqual(rows[1], { number: 2, cells: ['1', '2'] });
  assert.equal(rows.length, 1 + maxRowBytes / 2);
});

test('a row of very many cells is refused', () => {
  const [row] = rowsOf(`${','.repeat(5000)}x\n`);
  assert.match(row!.problem!, /more than 2,000 cells/);
});

test('whatever is written can be read back, from any offset a row ended at', () => {
  const cell = fc.array(fc.constantFrom('a', '"', ',', '\n', '\r', 'ü', ' ', ';', '日'), { maxLength: 6 }).map((all) => all.join(''));
  const written = (cells: string[]) => `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`;
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (sheet, piece) => {
    const text = sheet.map(written).join('');
    const expected = sheet.filter((cells) => cells.some((each) => each !== ''));
    assert.deepEqual(cellsOf(text, comma, piece), expected);
    const bytes = Buffer.from(text);
    const first = new RowScanner(comma);
    const head = first.push(bytes).next();
    if (head.done) return;
    const rest = new RowScanner(comma, first.offset, first.number);
    assert.deepEqual([...rest.push(bytes.subarray(first.offset), true)].map((row) => row.cells), expected.slice(1));
  }), { numRuns: 1000 });
});
