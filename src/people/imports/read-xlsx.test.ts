import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { Problem } from '../../platform/errors/index.ts';
import { prepareUpload, type PreparedUpload } from './prepare-upload.ts';

const folder = await mkdtemp(join(tmpdir(), 'kindred-xlsx-'));
after(() => rm(folder, { recursive: true, force: true }));

/** A ZIP archive of these parts (PKWARE APPNOTE 4.3): enough of it for a workbook. */
function zipOf(parts: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const relations = (...all: string[]) => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

interface Book { sheet: string; strings?: string; styles?: string; workbook?: string; more?: Record<string, string | Buffer> }

function workbook({ sheet, strings, styles, workbook: book, more }: Book): Buffer {
  return zipOf({
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': book ?? '<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations(relation('s1', 'worksheet', 'worksheets/sheet1.xml'), relation('s2', 'worksheet', '/xl/worksheets/sheet2.xml'), relation('c1', 'chartsheet', 'chartsheets/sheet1.xml'), relation('x', 'sharedStrings', 'sharedStrings.xml'), relation('y', 'styles', 'styles.xml')),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
    ...more,
  });
}

async function prepare(bytes: Buffer, choices = {}): Promise<PreparedUpload & { text: string }> {
  const path = join(folder, 'book');
  await writeFile(path, bytes);
  const prepared = await prepareUpload({ path, preparedPath: `${path}.csv`, choices });
  return { ...prepared, text: prepared.converted ? await readFile(`${path}.csv`, 'utf8') : '' };
}
const refusedAs = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

test('shared and inline strings, rich text without its reading, numbers, booleans, errors and formulas', async () => {
  const { text } = await prepare(workbook({
    strings: '<si><t>email</t></si><si><r><t>Ma</t></r><r><t xml:space="preserve">ß </t></r><rPh><t>mass</t></rPh></si><si><t>a_x000A_b, "c"</t></si>',
    sheet: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>n &amp; m</t></is></c></row>
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>4.91701234567E+11</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c><c r="E2" t="str"><f>A1&amp;"x"</f><v>made</v></c><c r="F2"><v>0.30000000000000004</v></c></row>
      <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>99</v></c></row>`,
  }));
  assert.equal(text, 'email,n & m\n"Maß ",491701234567,true,,made,0.3\n"a\nb, ""c"""\n');
});

test('dates are what the style says, in both calendars', async () => {
  const styles = '<numFmts><numFmt numFmtId="164" formatCode="[$-407]dd\\.mm\\.yyyy;@"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>';
  const row = (...cells: [style: number, value: string][]) => `<row>${cells.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>`;
  const sheet = row([0, '46349'], [1, '46349'], [2, '46349'], [3, '46349'], [4, '46349.395833333336'], [5, '46349'], [6, '0.5']) + row([1, '1'], [1, '60'], [1, '61'], [1, '-5'], [1, '99999999']);
  assert.equal((await prepare(workbook({ sheet, styles }))).text, '46349,2026-11-23,2026-11-23,46349,2026-11-23T09:30:00,46349,12:00:00\n1900-01-01,1900-02-28,1900-03-01,-5,99999999\n');
  const since1904 = '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="One" r:id="s1"/></sheets></workbook>';
  assert.equal((await prepare(workbook({ sheet: row([1, '44887']), styles, workbook: since1904 }))).text, '2026-11-23\n');
});

test('rows and cells left out keep their places', async () => {
  const { text, sample } = await prepare(workbook({ sheet: `<row r="2">${inline('email')}</row><row r="5"><c r="C5" t="inlineStr"><is><t>x</t></is></c></row>` }));
  assert.equal(text, '\nemail\n\n\n,,x\n');
  assert.equal(sample[0]!.number, 5);
});

test('the first visible sheet, or the one chosen; sheets of charts are none', async () => {
  const book = '<workbook xmlns:r="r"><sheets><sheet name="Chart" r:id="c1"/><sheet name="Hidden" state="hidden" r:id="s1"/><sheet name="Shown" r:id="s2"/></sheets></workbook>';
  const bytes = workbook({ workbook: book, sheet: `<row>${inline('secret')}</row>`, more: { 'xl/worksheets/sheet2.xml': `<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>shown</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>` } });
  const first = await prepare(bytes);
  assert.deepEqual([first.sheet, first.sheets, first.text], ['Shown', [{ name: 'Hidden', hidden: true }, { name: 'Shown', hidden: false }], 'shown\n']);
  assert.equal((await prepare(bytes, { sheet: 'Hidden' })).text, 'secret\n');
});

test('what is no workbook, or a broken one, says so', async () => {
  const cases: [string, Buffer][] = [
    ['file_not_a_workbook', zipOf({ 'readme.txt': 'hello' })],
    ['file_opendocument', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
    ['file_not_a_sheet', zipOf({ '_rels/.rels': relations(relation('r', 'officeDocument', 'word/document.xml')), 'word/document.xml': '<w/>' })],
    ['file_xlsb', zipOf({ '_rels/.rels': relations(relation('r', 'officeDocument', 'xl/workbook.bin')), 'xl/workbook.bin': 'x' })],
    ['file_damaged', workbook({ sheet: '<row><c>' })],
    ['file_damaged', workbook({ sheet: `<row>${inline('email')}</row>` }).subarray(0, 300)],
    ['file_damaged', workbook({ sheet: '<row><c t="inlineStr"><is><t>&undefined;</t></is></c></row>' })],
    ['file_empty', workbook({ sheet: '' })],
    ['file_no_sheet', workbook({ sheet: '', workbook: '<workbook/>' })],
    ['file_too_many_rows', workbook({ sheet: `<row r="1048577">${inline('x')}</row>` })],
  ];
  for (const [code, bytes] of cases) await assert.rejects(prepare(bytes), refusedAs(code), code);
});

test('an archive that unpacks to far more than a sheet is not read to its end, and leaves nothing behind', async () => {
  const bomb = `<row>${inline('email')}</row><!--${' '.repeat(96 * 1024 * 1024)}-->`;
  await assert.rejects(prepare(workbook({ sheet: bomb })), refusedAs('file_inflates'));
  const hugeCell = `<row>${inline('x'.repeat(12 * 1024 * 1024))}</row>`;
  await assert.rejects(prepare(workbook({ sheet: hugeCell })), refusedAs('file_inflates'));
  assert.deepEqual((await readdir(folder)).filter((name) => /part|strings/.test(name)), []);
});

test('very many strings are read back from disk as they were', async () => {
  const count = 60_000;
  const strings = Array.from({ length: count }, (_, at) => `<si><t>text ${at} ${'ü'.repeat(at % 40)}.</t></si>`).join('');
  const sheet = Array.from({ length: count }, (_, at) => `<row><c t="s"><v>${count - 1 - at}</v></c></row>`).join('');
  const { text } = await prepare(workbook({ strings, sheet }));
  const lines = text.split('\n');
  for (const at of [0, 1, 777, 30_000, count - 1]) assert.equal(lines[count - 1 - at], `text ${at} ${'ü'.repeat(at % 40)}.`);
});
