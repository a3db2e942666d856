import { invalid, type Problem } from '../../platform/errors/index.ts';
import { phrase, t, type Phrase } from '../../platform/words/contract.ts';

// What a file is by its first bytes, whatever its name says.

export type FileKind = 'text' | 'xlsx';

const signatures: [hex: string, what: Phrase][] = [
  ['255044462d', phrase('a PDF')],
  ['89504e470d0a1a0a', phrase('a picture (PNG)')],
  ['47494638', phrase('a picture (GIF)')],
  ['ffd8ff', phrase('a picture (JPEG)')],
  ['1f8b', phrase('a gzip archive')],
  ['377abcaf271c', phrase('a 7-Zip archive')],
  ['52617221', phrase('a RAR archive')],
  ['fd377a585a00', phrase('an xz archive')],
  ['28b52ffd', phrase('a Zstandard archive')],
  ['7f454c46', phrase('a program')],
  ['4d5a', phrase('a program')],
  ['53514c69746520666f726d6174203300', phrase('an SQLite database')],
  ['7b5c727466', phrase('a Rich Text document')],
];
const zip = '504b0304';
const emptyZip = '504b0506';
/** The container of .xls and .doc up to 2003, and of every encrypted .xlsx. */
const compoundFile = 'd0cf11e0a1b11ae1';

/**
 * Says how to read a file from its first bytes (64 KiB are plenty).
 * Throws a problem that names what it is when it is no sheet.
 */
export function fileKindOf(head: Buffer): FileKind {
  if (head.length === 0) throw notASheet('file_empty', t('The file is empty. Nothing was imported.'));
  const hex = head.subarray(0, 16).toString('hex');
  if (hex.startsWith(zip) || hex.startsWith(emptyZip)) return 'xlsx';
  if (hex.startsWith(compoundFile)) {
    throw head.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? notASheet('file_encrypted', t('The workbook is protected by a password. Open it in your spreadsheet program, remove the password, save it and upload it again.'))
      : notASheet('file_old_excel', t('The file is an old Excel workbook (.xls), or a workbook with a password. Save it as .xlsx without a password, or as CSV, and upload it again.'));
  }
  const known = signatures.find(([start]) => hex.startsWith(start));
  if (known) throw notASheet('file_not_a_sheet', t('The file is {known}, not a sheet. CSV, TSV and XLSX can be imported.', { known: t(known[1]) }));
  if (!hasTextBom(head) && !looksLikeUtf16(head) && looksBinary(head)) {
    throw notASheet('file_not_a_sheet', t('The file is not text: it holds bytes that no sheet has. CSV, TSV and XLSX can be imported.'));
  }
  return 'text';
}

export const notASheet = (code: string, message: string): Problem => invalid(code, message);

const hasTextBom = (head: Buffer): boolean => /^(efbbbf|fffe|feff)/.test(head.subarray(0, 3).toString('hex'));

/** UTF-16 without a mark: of mostly Latin text, nearly every second byte is zero, on one side. */
export function looksLikeUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const bytes = head.subarray(0, 4096);
  const zeros: [even: number, odd: number] = [0, 0];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[(at % 2) as 0 | 1] += 1;
  const half = bytes.length / 2;
  if (half >= 4 && zeros[1] > half * 0.7 && zeros[0] < half * 0.05) return 'utf-16le';
  if (half >= 4 && zeros[0] > half * 0.7 && zeros[1] < half * 0.05) return 'utf-16be';
  return undefined;
}

/** A stray NUL or two is a damaged sheet and read; one byte in fifty is no text. */
function looksBinary(head: Buffer): boolean {
  let odd = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) odd += 1;
  return odd > head.length / 50;
}
