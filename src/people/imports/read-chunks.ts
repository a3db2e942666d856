import { createReadStream } from 'node:fs';
import { ChunkBuilder, type Chunk } from './chunk-rows.ts';
import type { ImportPlan } from './contract.ts';
import { RowScanner, type RowSyntax, type SheetRow } from './csv-rows.ts';
import { rowJudge, type JudgeContext } from './judge-row.ts';
import { SeenKeys } from './seen-keys.ts';

export interface ReadTask {
  /** The readable form of the upload. */
  path: string;
  syntax: RowSyntax;
  /** Where its rows begin. */
  dataByte: number;
  dataAfterRow: number;
  /** Chunks that end at or before this offset were merged already: read again for the addresses in them, not given. */
  fromByte: number;
  context: JudgeContext;
  onExisting: ImportPlan['onExisting'];
}

export interface PlacedChunk extends Chunk {
  fromByte: number;
  fromRow: number;
  /** Offset behind its last row, and that row's number. */
  endByte: number;
  endRow: number;
}

/** A chunk as it travels: the lines as one block of bytes, handed over without a copy. */
export interface TravellingChunk extends Omit<PlacedChunk, 'lines'> {
  copy: Uint8Array;
}

const readBytes = 1024 * 1024;

/** The chunks of a file from `fromByte` on, the last one maybe empty: it carries the file's end. */
export async function* readChunks(task: ReadTask): AsyncGenerator<PlacedChunk> {
  const scanner = new RowScanner(task.syntax, task.dataByte, task.dataAfterRow);
  const builder = new ChunkBuilder(rowJudge(task.context), task.onExisting, new SeenKeys());
  let fromByte = task.dataByte;
  let fromRow = task.dataAfterRow;
  const place = (): PlacedChunk => {
    const placed = { ...builder.take(), fromByte, fromRow, endByte: scanner.offset, endRow: scanner.number };
    fromByte = scanner.offset;
    fromRow = scanner.number;
    return placed;
  };
  for await (const { bytes, last } of pieces(task.path, task.dataByte)) {
    for (const row of scanner.push(bytes, last)) {
      if (!builder.add(row)) continue;
      const chunk = place();
      if (chunk.endByte > task.fromByte) yield chunk;
    }
  }
  const end = place();
  if (end.endByte > task.fromByte || end.rows > 0) yield end;
}

/** The chunks of a file, each a block of bytes. */
export async function* readTravelling(task: ReadTask): AsyncGenerator<TravellingChunk & { copy: Uint8Array<ArrayBuffer> }> {
  // A buffer of its own, not of the pool: only such a one can be handed over.
  for await (const { lines, ...rest } of readChunks(task)) yield { ...rest, copy: new TextEncoder().encode(lines.join('')) };
}

/** The given rows of one chunk as they stand in the file: rarely wanted, so they are read again. */
export async function cellsOfRows(path: string, syntax: RowSyntax, chunk: Pick<PlacedChunk, 'fromByte' | 'fromRow' | 'endByte'>, numbers: ReadonlySet<number>): Promise<SheetRow[]> {
  const scanner = new RowScanner(syntax, chunk.fromByte, chunk.fromRow);
  const rows: SheetRow[] = [];
  for await (const { bytes, last } of pieces(path, chunk.fromByte, chunk.endByte)) {
    for (const row of scanner.push(bytes, last)) if (numbers.has(row.number)) rows.push(row);
  }
  return rows;
}

/** A file's bytes; the last piece says so. */
async function* pieces(path: string, start: number, end = Infinity): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  if (end > start) {
    for await (const bytes of createReadStream(path, { start, end: end - 1, highWaterMark: readBytes }) as AsyncIterable<Buffer>) yield { bytes, last: false };
  }
  yield { bytes: Buffer.alloc(0), last: true };
}
