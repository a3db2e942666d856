import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Problem } from '../errors/index.ts';

// One file: a line that says what it is, then a zstd stream of frames (kind, length, payload). The
// manifest comes first, each table's rows follow as PostgreSQL's COPY wrote them, and the end frame
// comes last: a file without it was cut short.

export interface ManifestTable {
  name: string;
  columns: string[];
}

export interface Manifest {
  /** When its snapshot was taken, RFC 3339. */
  takenAt: string;
  /** Kindred's version. */
  version: string;
  migrations: { number: number; name: string; checksum: string }[];
  tables: ManifestTable[];
  /** Made again before rows come in: what fell into a default partition could not be moved out later. */
  partitions: { name: string; parent: string; bound: string }[];
  sequences: { name: string; lastValue: string; isCalled: boolean }[];
  /** Tells whether sealed passwords can be opened where it is restored; null: not known. */
  secretFingerprint: string | null;
}

/** What the frames say, in the order they stand. */
export type Frame =
  | { kind: 'manifest'; manifest: Manifest }
  | { kind: 'table'; name: string }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'table-end'; name: string; rows: number; sha256: string }
  | { kind: 'end'; rows: number };

const magic = Buffer.from('KINDRED BACK-UP 1\n');
const kinds = ['manifest', 'table', 'rows', 'table-end', 'end'] as const;
const headBytes = 5;
/** COPY's chunks are some 64 KiB; anything near this is damage. */
const longestFrame = 64 * 2 ** 20;

/** Writes frames to a new file, readable by its owner alone. */
export async function writeArchive(path: string, frames: AsyncIterable<Frame>): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  file.write(magic);
  await pipeline(Readable.from(encode(frames)), createZstdCompress(), file);
}

async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) {
    const payload = frame.kind === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(frame));
    const head = Buffer.alloc(headBytes);
    head.writeUInt8(kinds.indexOf(frame.kind), 0);
    head.writeUInt32BE(payload.length, 1);
    yield head;
    yield payload;
  }
}

/** Reads the frames of a file; throws a Problem for one that is not ours, damaged or cut short. */
export async function* readArchive(path: string): AsyncGenerator<Frame> {
  await requireMagic(path);
  let ended = false;
  try {
    for await (const frame of decode(path)) {
      if (ended) throw damaged(path, 'something follows its end');
      ended = frame.kind === 'end';
      yield frame;
    }
  } catch (error) {
    if (error instanceof Problem || !isDamage(error)) throw error;
    throw damaged(path, (error as Error).message);
  }
  if (!ended) throw damaged(path, 'it was cut short');
}

/** Whether decompression or a frame failed, and not whoever takes the frames. */
function isDamage(error: unknown): boolean {
  return error instanceof SyntaxError || /^(ZSTD_|Z_|ERR_)/.test((error as NodeJS.ErrnoException).code ?? '') || error instanceof RangeError;
}

async function* decode(path: string): AsyncGenerator<Frame> {
  const source = createReadStream(path, { start: magic.length });
  const plain = createZstdDecompress();
  source.on('error', (error) => plain.destroy(error));
  source.pipe(plain);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      for (let length = frameLength(rest); length !== null && rest.length >= headBytes + length; length = frameLength(rest)) {
        yield toFrame(rest[0]!, rest.subarray(headBytes, headBytes + length));
        rest = rest.subarray(headBytes + length);
      }
    }
  } finally {
    source.destroy();
  }
  if (rest.length > 0) throw new RangeError('its last part is incomplete');
}

function frameLength(bytes: Buffer): number | null {
  if (bytes.length < headBytes) return null;
  const length = bytes.readUInt32BE(1);
  if (bytes[0]! >= kinds.length || length > longestFrame) throw new RangeError('a part of it is not what it should be');
  return length;
}

function toFrame(kind: number, payload: Buffer): Frame {
  return kinds[kind] === 'rows' ? { kind: 'rows', bytes: payload } : (JSON.parse(payload.toString('utf8')) as Frame);
}

async function requireMagic(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Problem('invalid', 'no_backup_file', `${path} cannot be read (${error.code}). Nothing was changed.`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    if (bytesRead < magic.length || !buffer.equals(magic)) {
      throw new Problem('invalid', 'not_a_backup', `${path} is not a back-up written by Kindred. Nothing was changed.`);
    }
  } finally {
    await file.close();
  }
}

function damaged(path: string, how: string): Problem {
  return new Problem('invalid', 'damaged_backup', `${path} is damaged: ${how}. Nothing was changed. Use another back-up.`);
}

/**
 * Reads a file to its end and checks every checksum and count; answers its manifest and number of rows.
 * Done before anything is touched.
 */
export async function verifyArchive(path: string): Promise<{ manifest: Manifest; rows: number }> {
  let manifest: Manifest | null = null;
  let hash = createHash('sha256');
  let rows = 0;
  for await (const frame of readArchive(path)) {
    if (frame.kind === 'manifest') manifest = frame.manifest;
    else if (frame.kind === 'table') hash = createHash('sha256');
    else if (frame.kind === 'rows') hash.update(frame.bytes);
    else if (frame.kind === 'table-end') {
      if (hash.digest('hex') !== frame.sha256) throw damaged(path, `the rows of ${frame.name} are not those that were written`);
      rows += frame.rows;
    } else if (frame.rows !== rows) throw damaged(path, 'rows are missing');
  }
  if (!manifest) throw damaged(path, 'it does not say what it holds');
  return { manifest, rows };
}
