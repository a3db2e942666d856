import { parseEmailAddress } from '../addresses/index.ts';
import { RowScanner, type RowSyntax, type SheetRow } from './csv-rows.ts';
import { fieldNamed } from './header-words.ts';

// How the beginning of a UTF-8 file tells its delimiter, its line ends and its header.

export interface SheetShape extends RowSyntax {
  /** The header's row number; 0 when the file has none. */
  headerRow: number;
  /** Where the rows of contacts begin: offset of the first byte, and number of the row before it. */
  dataByte: number;
  dataAfterRow: number;
  /** Columns at most in the sample. */
  columns: number;
  /** Empty without a header. */
  headers: string[];
  /** The first rows below the header. */
  sample: SheetRow[];
}

const delimiters = [',', ';', '\t', '|'] as const;
const sampleRows = 200;
const lookForHeaderIn = 10;

/**
 * Finds out the shape of a sheet from its first bytes; `start` is where its text begins (after a mark).
 * `whole`: these bytes are all there is. What `choices` names is taken as it says.
 */
export function findShape(head: Buffer, whole: boolean, start: number, choices: { delimiter?: RowSyntax['delimiter'] | undefined; hasHeader?: boolean | undefined } = {}): SheetShape {
  const lineEnd: RowSyntax['lineEnd'] = head.includes(0x0a) || !head.includes(0x0d) ? 'lf' : 'cr';
  const announced = /^"?sep=([,;\t|])"?\r?(?:\n|$)/.exec(head.subarray(start, start + 16).toString('latin1'));
  const skipped = announced ? { byte: start + announced[0].length, row: 1 } : { byte: start, row: 0 };
  const delimiter = choices.delimiter ?? (announced?.[1] as RowSyntax['delimiter'] | undefined) ?? likeliestDelimiter(head.subarray(skipped.byte), whole, lineEnd);
  const rows = firstRows(head.subarray(skipped.byte), whole, { delimiter, lineEnd }, skipped.row);
  const header = choices.hasHeader === false ? undefined : findHeader(rows.map((each) => each.row), choices.hasHeader === true);
  const data = header === undefined ? rows : rows.slice(header + 1);
  const end = header === undefined ? undefined : rows[header]!;
  return {
    delimiter, lineEnd,
    headerRow: end?.row.number ?? 0,
    dataByte: skipped.byte + (end?.endsAt ?? 0),
    dataAfterRow: end?.row.number ?? skipped.row,
    columns: Math.max(0, ...rows.map((each) => (each.row.problem ? 0 : widthOf(each.row.cells)))),
    headers: (end?.row.cells ?? []).map((cell) => cell.trim()),
    sample: data.map((each) => each.row),
  };
}

function firstRows(bytes: Buffer, whole: boolean, syntax: RowSyntax, after: number): { row: SheetRow; endsAt: number }[] {
  const scanner = new RowScanner(syntax, 0, after);
  const rows: { row: SheetRow; endsAt: number }[] = [];
  for (const row of scanner.push(bytes, whole)) {
    rows.push({ row, endsAt: scanner.offset });
    if (rows.length === sampleRows) break;
  }
  return rows;
}

/** The delimiter under which most rows have the same number of cells, more than one. */
function likeliestDelimiter(bytes: Buffer, whole: boolean, lineEnd: RowSyntax['lineEnd']): RowSyntax['delimiter'] {
  let best: { delimiter: RowSyntax['delimiter']; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const widths = firstRows(bytes, whole, { delimiter, lineEnd }, 0).filter((each) => !each.row.problem).map((each) => each.row.cells.length);
    const times = new Map<number, number>();
    for (const width of widths) times.set(width, (times.get(width) ?? 0) + 1);
    const [width, count] = [...times].filter(([cells]) => cells > 1).toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    // Agreement first; among equals the one that makes more cells.
    const score = count / Math.max(1, widths.length) + Math.min(width, 50) / 1000;
    if (count > 0 && score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/**
 * Index of the header among the first rows. Rows of a title above it are passed over: the first
 * row with two names we know is it; else the first row, when it holds no address but some below do.
 */
function findHeader(rows: readonly SheetRow[], must: boolean): number | undefined {
  const top = rows.slice(0, lookForHeaderIn);
  const known = top.findIndex((row) => !row.cells.some(isAddress) && row.cells.filter((cell) => fieldNamed(cell)).length >= 2);
  if (known >= 0) return known;
  const first = rows[0];
  if (!first || first.problem) return undefined;
  if (must) return 0;
  if (first.cells.some(isAddress)) return undefined;
  const named = first.cells.filter((cell) => cell.trim() !== '').length === widthOf(first.cells) && !first.cells.some((cell) => /^[\d.,/+ -]+$/.test(cell));
  return named ? 0 : undefined;
}

const isAddress = (cell: string): boolean => cell.includes('@') && 'address' in parseEmailAddress(cell);

/** Cells up to the last that is not empty. */
export function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}
