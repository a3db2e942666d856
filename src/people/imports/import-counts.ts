import type { ImportCounts } from './contract.ts';
import type { Chunk } from './chunk-rows.ts';
import type { MergedCounts } from './merge-statements.ts';

/** Counts and pace of a step under way, as the table keeps them. */
export interface Progress extends ImportCounts {
  rowsPerSecond?: number;
  bytesPerSecond?: number;
}

export const noCounts: ImportCounts = { rows: 0, new: 0, changed: 0, unchanged: 0, duplicates: 0, refused: 0, suppressed: 0 };
export const samplesKept = 20;

/** Adds a chunk. Each row is counted once: new + changed + unchanged + duplicates + refused = rows. */
export function addChunk(counts: ImportCounts, chunk: Pick<Chunk, 'rows' | 'repeated'>, merged: MergedCounts, refused: number, suppressed: number): ImportCounts {
  return {
    rows: counts.rows + chunk.rows,
    new: counts.new + merged.new,
    changed: counts.changed + merged.changed,
    unchanged: counts.unchanged + merged.unchanged,
    duplicates: counts.duplicates + chunk.repeated + merged.repeated,
    refused: counts.refused + refused,
    suppressed: counts.suppressed + suppressed,
  };
}

/** Pace smoothed over the last few chunks. */
export function paced(counts: ImportCounts, before: Progress, rows: number, bytes: number, tookMs: number): Progress {
  const smooth = (last: number | undefined, amount: number) => {
    const current = amount / Math.max(1, tookMs) * 1000;
    return Math.round(last === undefined ? current : last * 0.7 + current * 0.3);
  };
  return { ...counts, rowsPerSecond: smooth(before.rowsPerSecond, rows), bytesPerSecond: smooth(before.bytesPerSecond, bytes) };
}
