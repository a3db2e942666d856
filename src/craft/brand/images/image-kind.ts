// What a file is, by its first bytes: its name and the type its sender claims prove nothing.

export type ReadableKind = 'jpeg' | 'png' | 'gif' | 'webp';
/** Pictures, and files often taken for some, that we do not read. */
export type KnownKind = ReadableKind | 'svg' | 'heic' | 'avif' | 'bmp' | 'tiff' | 'pdf' | 'html' | 'unknown';

/** The kind of a file that begins with these bytes. */
export function imageKind(bytes: Buffer): KnownKind {
  if (startsWith(bytes, 'ffd8ff')) return 'jpeg';
  if (startsWith(bytes, '89504e470d0a1a0a')) return 'png';
  if (/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return 'gif';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return /avi[fs]/.test(bytes.toString('latin1', 8, 32)) ? 'avif' : 'heic';
  if (startsWith(bytes, '49492a00') || startsWith(bytes, '4d4d002a')) return 'tiff';
  if (bytes.toString('latin1', 0, 2) === 'BM' && bytes.length > 26 && bytes.readUInt32LE(6) === 0) return 'bmp';
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return 'pdf';
  return markupKind(bytes);
}

const startsWith = (bytes: Buffer, hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex;

/** Markup may begin with blanks, a byte-order mark, comments and declarations. */
function markupKind(bytes: Buffer): KnownKind {
  // UTF-16 shows as letters with a NUL between.
  const head = bytes.toString('latin1', 0, 4096).replaceAll('\0', '');
  if (!/^(ï»¿|ÿþ|þÿ)?\s*</.test(head)) return 'unknown';
  if (/<svg[\s>]/i.test(head)) return 'svg';
  return /<(!doctype html|html|head|body|script|div|table|p|a|img|mjml)[\s>]/i.test(head) ? 'html' : 'unknown';
}
