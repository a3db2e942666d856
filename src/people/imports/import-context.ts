import type { Queryable } from '../../platform/db/index.ts';
import { listAttributes } from '../contacts/index.ts';
import type { ImportPlan } from './contract.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { listOwners, type ImportRecord } from './queries.ts';
import type { ReadTask } from './read-chunks.ts';
import type { UploadFiles } from './upload-files.ts';

/** All that reading an import's rows needs, gathered once: the plan's columns, attributes and owners. */
export async function readTaskOf(on: Queryable, files: UploadFiles, row: ImportRecord & { found: PreparedUpload; plan: ImportPlan }, fromByte: number): Promise<ReadTask> {
  const { found, plan } = row;
  const known = await listAttributes(on, row.workspace_id);
  const owners = plan.columns.some((column) => column.to === 'owner') ? await listOwners.rows(on, [row.workspace_id]) : [];
  return {
    path: found.converted ? files.preparedPath(row.file_key) : files.path(row.file_key),
    syntax: { delimiter: found.delimiter, lineEnd: found.lineEnd },
    dataByte: found.dataByte, dataAfterRow: found.dataAfterRow, fromByte,
    onExisting: plan.onExisting,
    context: {
      columns: plan.columns, consent: plan.consent,
      consentSource: plan.consentSource || `import of ${row.file_name}`,
      attributes: [...known, ...plan.newAttributes.filter((each) => !known.some((one) => one.key === each.key))],
      owners: Object.fromEntries(owners.map((owner) => [owner.email, owner.id])),
      width: found.headers.length,
      now: (row.run_asked_at ?? row.check_asked_at ?? row.created_at).toISOString(),
    },
  };
}
