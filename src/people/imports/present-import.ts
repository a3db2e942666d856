import type { AttributeDefinition } from '../contacts/index.ts';
import { tell } from '../../platform/words/contract.ts';
import type { ImportLine, ImportSamples, ImportView } from './contract.ts';
import { guessColumns } from './guess-columns.ts';
import { noCounts } from './import-counts.ts';
import { importStatus, isUnderWay, type ImportFacts } from './import-status.ts';
import type { ImportRecord } from './queries.ts';

// An import as the API tells it.

export const factsOf = (row: ImportRecord): ImportFacts => ({
  readAt: row.read_at, checkAskedAt: row.check_asked_at, checkedAt: row.checked_at, runAskedAt: row.run_asked_at,
  finishedAt: row.finished_at, cancelledAt: row.cancelled_at, failedAt: row.failed_at,
});

export function presentLine(row: ImportRecord): ImportLine {
  const status = importStatus(factsOf(row));
  const { rowsPerSecond, bytesPerSecond, ...counts } = { ...noCounts, ...row.counts };
  const left = row.total_bytes - row.at_byte;
  return {
    id: row.id, kind: row.kind, fileName: row.file_name, fileBytes: row.file_bytes,
    createdAt: row.created_at.toISOString(), createdBy: row.created_by_name, status,
    progress: {
      counts: row.run_asked_at || status === 'checking' ? counts : null,
      doneBytes: status === 'finished' ? row.total_bytes : row.at_byte, totalBytes: row.total_bytes,
      rowsPerSecond: rowsPerSecond ?? null,
      secondsLeft: isUnderWay(status) && bytesPerSecond ? Math.max(0, Math.round(left / bytesPerSecond)) : null,
    },
    startedAt: row.started_at?.toISOString() ?? null, finishedAt: (row.finished_at ?? row.cancelled_at)?.toISOString() ?? null,
    failure: row.failure && { ...row.failure, message: tell(row.failure.message) },
    canRetry: status === 'failed' && row.file_removed_at === null,
  };
}

export function presentImport(row: ImportRecord, attributes: readonly AttributeDefinition[]): ImportView {
  const { found } = row;
  return {
    ...presentLine(row), choices: row.choices, plan: row.plan,
    found: found && {
      kind: found.kind, encoding: found.encoding, delimiter: found.delimiter, headerRow: found.headerRow, sheets: found.sheets, sheet: found.sheet,
      columns: guessColumns(found.headers, found.sample, found.columns, attributes, row.kind),
      sample: found.sample.slice(0, 12).map(({ number, cells }) => ({ number, cells })),
    },
    check: row.check_result && row.checked_at ? { ...row.check_result, samples: told(row.check_result.samples), at: row.checked_at.toISOString() } : null,
  };
}

const told = (samples: ImportSamples): ImportSamples => ({ ...samples, refused: samples.refused.map((each) => ({ ...each, reason: tell(each.reason) })) });
