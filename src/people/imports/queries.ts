import { statement } from '../../platform/db/index.ts';
import type { ImportChoices, ImportKind, ImportPlan, ImportSamples, ImportCounts } from './contract.ts';
import type { Progress } from './import-counts.ts';
import type { PreparedUpload } from './prepare-upload.ts';

export interface ImportRecord {
  workspace_id: number;
  id: number;
  kind: ImportKind;
  file_name: string;
  file_bytes: number;
  file_key: string;
  file_removed_at: Date | null;
  created_by: number | null;
  created_by_name: string | null;
  created_at: Date;
  choices: ImportChoices;
  found: PreparedUpload | null;
  plan: ImportPlan | null;
  read_at: Date | null;
  check_asked_at: Date | null;
  checked_at: Date | null;
  check_result: { counts: ImportCounts; samples: ImportSamples } | null;
  run_asked_at: Date | null;
  run_asked_by: number | null;
  started_at: Date | null;
  finished_at: Date | null;
  cancelled_at: Date | null;
  failed_at: Date | null;
  failure: { code: string; message: string } | null;
  at_byte: number;
  at_row: number;
  total_bytes: number;
  counts: Partial<Progress>;
  [column: string]: unknown;
}

const columns = `i.workspace_id, i.id, i.kind, i.file_name, i.file_bytes, i.file_key, i.file_removed_at, i.created_by, i.created_at, i.choices, i.found, i.plan,
  i.read_at, i.check_asked_at, i.checked_at, i.check_result, i.run_asked_at, i.run_asked_by, i.started_at, i.finished_at, i.cancelled_at, i.failed_at, i.failure,
  i.at_byte, i.at_row, i.total_bytes, i.counts, m.name as created_by_name`;
const from = 'from imports i left join members m on m.workspace_id = i.workspace_id and m.id = i.created_by';

export const findImport = statement<ImportRecord>('imports.find', `select ${columns} ${from} where i.workspace_id = $1 and i.id = $2`);
export const lockImport = statement<ImportRecord>('imports.lock', `select ${columns} ${from} where i.workspace_id = $1 and i.id = $2 for update of i`);
export const listImportRows = statement<ImportRecord>('imports.list', `
  select ${columns} ${from}
  where i.workspace_id = $1 and ($2::bigint is null or i.id < $2) and ($3::text is null or i.kind = $3)
  order by i.id desc limit $4`);

/** What somebody should work on: to be read, checked or run. Served by imports_work. */
export const findWork = statement<{ workspace_id: number; id: number }>('imports.find-work', `
  select workspace_id, id from imports
  where finished_at is null and cancelled_at is null and failed_at is null
    and (read_at is null or run_asked_at is not null or (check_asked_at is not null and checked_at is null))
  order by id limit 20`);

export const insertImport = statement<{ id: number }>('imports.insert', `
  insert into imports (workspace_id, kind, file_name, file_bytes, file_key, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7) returning id`);

export const saveFound = statement('imports.save-found', `
  update imports set found = $3, read_at = $4, at_byte = 0, at_row = 0, total_bytes = 0, counts = '{}'
  where workspace_id = $1 and id = $2 and choices = $5::jsonb and cancelled_at is null`);
export const saveChoices = statement('imports.save-choices', `
  update imports set choices = $3, found = null, read_at = null, plan = null, check_asked_at = null, checked_at = null, check_result = null, at_byte = 0, counts = '{}'
  where workspace_id = $1 and id = $2`);
export const askCheck = statement('imports.ask-check', `
  update imports set plan = $3, check_asked_at = $4, checked_at = null, check_result = null, at_byte = 0, at_row = 0, counts = '{}' where workspace_id = $1 and id = $2`);
export const askRun = statement('imports.ask-run', `
  update imports set plan = $3, run_asked_at = $4, run_asked_by = $5, at_byte = 0, at_row = 0, counts = '{}' where workspace_id = $1 and id = $2`);
export const saveCheck = statement('imports.save-check', `
  update imports set checked_at = $4, check_result = $5, counts = '{}', at_byte = 0
  where workspace_id = $1 and id = $2 and check_asked_at = $3 and run_asked_at is null and cancelled_at is null`);
export const markCancelled = statement('imports.cancel', 'update imports set cancelled_at = $3 where workspace_id = $1 and id = $2');
export const markFailed = statement('imports.fail', 'update imports set failed_at = $3, failure = $4 where workspace_id = $1 and id = $2 and finished_at is null');
export const markStarted = statement('imports.start', 'update imports set started_at = coalesce(started_at, $3), total_bytes = $4 where workspace_id = $1 and id = $2');
export const markFinished = statement('imports.finish', 'update imports set finished_at = $3 where workspace_id = $1 and id = $2 and cancelled_at is null and finished_at is null');
export const freshFigures = statement('imports.fresh-figures', 'analyze contacts, companies, list_members, suppressions');
export const markRemoved = statement('imports.file-removed', 'update imports set file_removed_at = $3 where workspace_id = $1 and id = $2');

/** Moves a run on, from exactly where it was: of two workers with one import, the second touches no row. */
export const advanceRun = statement('imports.advance-run', `
  update imports set at_byte = $4, at_row = $5, counts = $6
  where workspace_id = $1 and id = $2 and at_byte = $3 and cancelled_at is null and finished_at is null`);
/** Tells how far a dry run is; touches no row when it is no longer wanted. */
export const advanceCheck = statement('imports.advance-check', `
  update imports set at_byte = $4, counts = $5, total_bytes = $6
  where workspace_id = $1 and id = $2 and check_asked_at = $3 and run_asked_at is null and cancelled_at is null`);
export const advanceReading = statement('imports.advance-reading', `
  update imports set at_byte = $3, total_bytes = $4 where workspace_id = $1 and id = $2 and cancelled_at is null and choices = $5::jsonb`);

export interface RefusalRecord extends Record<string, unknown> {
  row_number: number;
  reason: string;
  cells: string[];
}
export const insertRefusals = statement('imports.insert-refusals', `
  insert into import_refusals (workspace_id, import_id, row_number, reason, cells, email_key)
  select $1, $2, (r->>'number')::bigint, r->>'reason', array(select jsonb_array_elements_text(r->'cells')), r->>'key' from jsonb_array_elements($3::jsonb) r
  on conflict do nothing`);
export const listRefusals = statement<RefusalRecord>('imports.list-refusals', `
  select row_number, reason, cells from import_refusals where workspace_id = $1 and import_id = $2 and row_number > $3 order by row_number limit $4`);

/** Members whose address a sheet may name as owner. */
export const listOwners = statement<{ id: number; email: string }>('imports.owners', 'select id, lower(email) as email from members where workspace_id = $1 and left_at is null');
/** Uploads nobody came back to, and their files. */
export const listAbandoned = statement<{ workspace_id: number; id: number; file_key: string }>('imports.abandoned', `
  select workspace_id, id, file_key from imports
  where file_removed_at is null and created_at < $1 and (finished_at is not null or cancelled_at is not null or failed_at is not null or run_asked_at is null) limit 500`);
export const deleteOldRefusals = statement('imports.delete-old-refusals', `
  delete from import_refusals r using imports i where i.workspace_id = r.workspace_id and i.id = r.import_id and i.created_at < $1`);
export const eraseRefusals = statement('imports.erase-refusals', 'delete from import_refusals where workspace_id = $1 and email_key = $2');
