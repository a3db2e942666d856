import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { t } from '../../platform/words/contract.ts';
import { listAttributes } from '../contacts/index.ts';
import { canExport, canImport, canView } from '../workspaces/index.ts';
import { askForCheck, askForRun, cancelImport, rereadImport, uploadImport } from './change-import.ts';
import * as contract from './contract.ts';
import { presentImport, presentLine } from './present-import.ts';
import { findImport, listImportRows } from './queries.ts';
import { refusedFile } from './refused-file.ts';
import { uploadFiles, uploadLimitBytes, type UploadFiles } from './upload-files.ts';

export interface ImportsDeps {
  db: Database;
  /** Where uploads lie, `<data>/uploads`. */
  uploadsFolder: string;
}

export function importsRoutes({ db, uploadsFolder }: ImportsDeps): Route[] {
  const files: UploadFiles = uploadFiles(uploadsFolder);
  const view = async (workspaceId: number, importId: number) =>
    presentImport(await findImport.one(db, [workspaceId, importId], 'import'), await listAttributes(db, workspaceId));
  const write = { allow: canImport, scope: 'contacts:write' };
  return [
    implement(contract.uploadImport, {
      ...write, audit: 'import.uploaded', upload: true, bodyLimit: uploadLimitBytes,
      handle: async ({ actor, query, upload, now }) => {
        if (!upload) throw invalid('file_missing', t('Send the file as the body of the request.'));
        return view(actor.workspaceId, await uploadImport(db, files, actor, query.kind, upload, now));
      },
    }),
    implement(contract.listImports, {
      allow: canView, scope: 'contacts:read',
      handle: async ({ actor, query }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [];
        const rows = await listImportRows.rows(db, [actor.workspaceId, before ?? null, query.kind ?? null, query.limit + 1]);
        return pageFrom(rows, query.limit, presentLine, (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.getImport, { allow: canView, scope: 'contacts:read', handle: ({ actor, params }) => view(actor.workspaceId, params.importId) }),
    implement(contract.rereadImport, {
      ...write,
      handle: async ({ actor, params, body }) => {
        await rereadImport(db, actor, params.importId, body);
        return view(actor.workspaceId, params.importId);
      },
    }),
    implement(contract.checkImport, {
      ...write,
      handle: async ({ actor, params, body, now }) => {
        await askForCheck(db, actor, params.importId, body, now);
        return view(actor.workspaceId, params.importId);
      },
    }),
    implement(contract.runImport, {
      ...write, audit: 'import.started',
      handle: async ({ actor, params, body, now }) => {
        await askForRun(db, actor, params.importId, body, now);
        return view(actor.workspaceId, params.importId);
      },
    }),
    implement(contract.cancelImport, {
      ...write, audit: 'import.cancelled',
      handle: async ({ actor, params, now }) => {
        await cancelImport(db, files, actor, params.importId, now);
        return view(actor.workspaceId, params.importId);
      },
    }),
    implement(contract.refusedRows, {
      allow: canExport, scope: 'contacts:read',
      handle: async ({ actor, params }) => {
        const row = await findImport.one(db, [actor.workspaceId, params.importId], 'import');
        return { contentType: 'text/csv; charset=utf-8', filename: `refused-${row.file_name.replace(/\.[^.]*$/, '')}.csv`, body: refusedFile(db, row) };
      },
    }),
  ];
}
