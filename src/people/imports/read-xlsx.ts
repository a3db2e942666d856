import { posix } from 'node:path';
import { Problem } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { notASheet } from './file-kind.ts';
import { SpilledStrings } from './spilled-strings.ts';
import { columnOf, dateOfSerial, isDateFormat, plainNumber, unescapeCell } from './xlsx-cell.ts';
import { openZip, type ZipParts } from './zip-parts.ts';

// A workbook's sheet as rows of text, read as a stream (ECMA-376 part 1, 18.2 to 18.4).

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
}

/** What the sheet's rows are given to. */
export interface XlsxSink {
  /** Row numbers grow and may leave gaps. */
  row(number: number, cells: string[]): void;
  /** Between pieces: done and total bytes of unpacked XML. May wait. */
  progress(done: number, total: number): Promise<void> | void;
}

const maxRows = 1_048_576;
const maxCellLength = 32_767;

/**
 * Reads one sheet, the first visible one unless `wanted` names another, and answers all sheets.
 * `scratch` is a path beside which the shared strings may lie meanwhile.
 */
export async function readXlsx(path: string, scratch: string, wanted: string | undefined, sink: XlsxSink): Promise<{ sheets: WorkbookSheet[]; sheet: string }> {
  const zip = await openZip(path);
  try {
    const book = await readWorkbook(zip);
    const chosen = book.sheets.find((sheet) => sheet.name === wanted) ?? book.sheets.find((sheet) => !sheet.hidden) ?? book.sheets[0];
    if (!chosen) throw notASheet('file_no_sheet', t('The workbook has no sheet of cells. Nothing was imported.'));
    const dates = await readDateStyles(zip, book.styles);
    const total = zip.sizeOf(chosen.part) + (book.strings ? zip.sizeOf(book.strings) : 0);
    const strings = new SpilledStrings(scratch);
    try {
      const before = await readStrings(zip, book.strings, strings, (done) => sink.progress(done, total));
      await readRows(zip, chosen.part, { strings, dates, since1904: book.since1904 }, sink, (done) => sink.progress(before + done, total));
    } finally {
      strings.close();
    }
    return { sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })), sheet: chosen.name };
  } finally {
    zip.close();
  }
}

interface Workbook {
  sheets: (WorkbookSheet & { part: string })[];
  strings: string | undefined;
  styles: string | undefined;
  since1904: boolean;
}

async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const root = await readRelations(zip, '_rels/.rels', '');
  const part = [...root.values()].find((relation) => relation.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!zip.names.has(part) || !part.endsWith('.xml') || part.startsWith('word/') || part.startsWith('ppt/')) throw await notAWorkbook(zip, part);
  const relations = await readRelations(zip, posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`), posix.dirname(part));
  const book: Workbook = { sheets: [], since1904: false, strings: undefined, styles: undefined };
  for (const relation of relations.values()) {
    if (relation.type.endsWith('/sharedStrings')) book.strings = relation.target;
    if (relation.type.endsWith('/styles')) book.styles = relation.target;
  }
  await zip.parse(part, {
    open(name, attributes) {
      if (name === 'workbookPr') book.since1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1];
      const relation = id === undefined ? undefined : relations.get(id);
      // Charts and macros have sheets of their own without cells.
      if (!relation?.type.endsWith('/worksheet') || !zip.names.has(relation.target)) return;
      book.sheets.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', part: relation.target });
    },
    text() {}, close() {},
  });
  return book;
}

async function notAWorkbook(zip: ZipParts, part: string): Promise<Problem> {
  const kind = zip.names.has('mimetype') ? await zip.text('mimetype') : '';
  if (kind?.includes('opendocument.spreadsheet')) return notASheet('file_opendocument', t('The file is an OpenDocument spreadsheet (.ods). Save it as .xlsx or CSV and upload it again.'));
  if (part.endsWith('.bin') || zip.names.has('xl/workbook.bin')) return notASheet('file_xlsb', t('The file is a binary workbook (.xlsb). Save it as .xlsx or CSV and upload it again.'));
  if (part.startsWith('word/')) return notASheet('file_not_a_sheet', t('The file is a Word document, not a sheet. CSV, TSV and XLSX can be imported.'));
  if (part.startsWith('ppt/')) return notASheet('file_not_a_sheet', t('The file is a presentation, not a sheet. CSV, TSV and XLSX can be imported.'));
  return notASheet('file_not_a_workbook', t('The file is a ZIP archive, but no workbook. Unpack it and upload the sheet in it.'));
}

async function readRelations(zip: ZipParts, part: string, folder: string): Promise<Map<string, { type: string; target: string }>> {
  const relations = new Map<string, { type: string; target: string }>();
  await zip.parse(part, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      relations.set(attributes['Id'] ?? '', {
        type: attributes['Type'] ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target)),
      });
    },
    text() {}, close() {},
  });
  return relations;
}

/** Which cell styles show dates: by their index. */
async function readDateStyles(zip: ZipParts, part: string | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const dates: boolean[] = [];
  let inCellFormats = false;
  if (part) {
    await zip.parse(part, {
      open(name, attributes) {
        if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
        if (name === 'cellXfs') inCellFormats = true;
        if (name !== 'xf' || !inCellFormats) return;
        const id = Number(attributes['numFmtId'] ?? 0);
        dates.push(isDateFormat(id, codes.get(id)));
      },
      text() {},
      close(name) { if (name === 'cellXfs') inCellFormats = false; },
    });
  }
  return dates;
}

async function readStrings(zip: ZipParts, part: string | undefined, into: SpilledStrings, progress: (done: number) => Promise<void> | void): Promise<number> {
  if (!part) return 0;
  let text = '';
  let inText = false;
  let inReading = false;
  await zip.parse(part, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inReading = true; // how a name is spoken: not part of it
      inText = name === 't' && !inReading;
    },
    text(piece) { if (inText && text.length < maxCellLength) text += piece; },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inReading = false;
      if (name === 'si') into.add(unescapeCell(text));
    },
  }, progress);
  return zip.sizeOf(part);
}

interface CellMeaning {
  strings: SpilledStrings;
  dates: boolean[];
  since1904: boolean;
}

async function readRows(zip: ZipParts, part: string, meaning: CellMeaning, sink: XlsxSink, progress: (done: number) => Promise<void> | void): Promise<void> {
  let rowNumber = 0;
  let cells: string[] = [];
  let cell: { column: number; type: string; style: number; value: string } | undefined;
  let taking = false;
  let inReading = false;
  await zip.parse(part, {
    open(name, attributes) {
      if (name === 'row') {
        const given = Number(attributes['r']);
        rowNumber = Number.isInteger(given) && given > rowNumber ? given : rowNumber + 1;
        if (rowNumber > maxRows) throw notASheet('file_too_many_rows', t('The sheet has more than {most} rows. Save it as CSV and upload that.', { most: maxRows }));
        cells = [];
      } else if (name === 'c') {
        cell = { column: columnOf(attributes['r'] ?? '') ?? cells.length, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' };
      } else if (name === 'rPh') inReading = true;
      taking = name === 'v' || (name === 't' && !inReading);
    },
    text(piece) { if (taking && cell && cell.value.length < maxCellLength) cell.value += piece; },
    close(name) {
      taking = false;
      if (name === 'rPh') inReading = false;
      if (name === 'c' && cell) {
        while (cells.length < cell.column) cells.push('');
        cells[cell.column] = valueOf(cell, meaning);
        cell = undefined;
      } else if (name === 'row') sink.row(rowNumber, cells);
    },
  }, progress);
}

function valueOf(cell: { type: string; style: number; value: string }, meaning: CellMeaning): string {
  switch (cell.type) {
    case 's': return meaning.strings.get(Number(cell.value)) ?? '';
    case 'inlineStr': case 'str': return unescapeCell(cell.value);
    case 'b': return cell.value === '1' ? 'true' : 'false';
    case 'e': return '';
    case 'd': return cell.value;
    default: {
      if (cell.value === '') return '';
      const date = meaning.dates[cell.style] ? dateOfSerial(Number(cell.value), meaning.since1904) : null;
      return date ?? plainNumber(cell.value);
    }
  }
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
