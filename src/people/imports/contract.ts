import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';
import { standardFields } from './header-words.ts';

// What the wizard and the API say about imports, and what the table keeps of them.

export const encodingNames = [
  'utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255',
  'windows-1256', 'windows-1257', 'iso-8859-1', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15', 'koi8-r', 'macintosh', 'cp437', 'cp850',
  'shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr',
] as const;
export const delimiterSigns = [',', ';', '\t', '|'] as const;
export const importKind = z.enum(['contacts', 'suppressions']);

/** What a member says against what we found; left out means found by us. */
export const importChoices = z.strictObject({
  encoding: z.enum(encodingNames).optional(),
  delimiter: z.enum(delimiterSigns).optional(),
  sheet: z.string().max(255).optional(),
  hasHeader: z.boolean().optional(),
});

export const attributeKey = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, says('lower-case letters, digits and underscores, a letter first'));
const columnTarget = z.union([z.enum(['skip', 'note', ...standardFields]), z.string().regex(/^attribute:[a-z][a-z0-9_]{0,62}$/)]);

export const columnPlan = z.strictObject({
  /** Place of the column, from 0. */
  index: z.number().int().min(0).max(1999),
  /** A field, `attribute:<key>`, or `skip`. */
  to: columnTarget,
  /** How the column writes dates whose year does not stand first. */
  dates: z.enum(['dmy', 'mdy']).optional(),
  decimal: z.enum(['.', ',']).optional(),
});

export const newAttribute = z.strictObject({
  key: attributeKey,
  label: z.string().trim().min(1).max(120),
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice']),
  choices: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
});

export const importPlan = z.strictObject({
  columns: z.array(columnPlan).max(2000),
  /** Attributes to define when the import is run. */
  newAttributes: z.array(newAttribute).max(50).default([]),
  /** Consent of those whose row says nothing of it; `unknown` claims none. */
  consent: z.enum(['unknown', 'given']).default('unknown'),
  consentSource: z.string().trim().max(300).default(''),
  /** Lists that everybody in the file joins. */
  lists: z.array(id).max(50).default([]),
  newList: z.string().trim().min(1).max(200).nullable().default(null),
  /** Contacts we know: take what the file fills, fill what is empty, or leave them. */
  onExisting: z.enum(['update', 'fill', 'leave']).default('update'),
});

export const importCounts = z.object({
  rows: z.number().int(), new: z.number().int(), changed: z.number().int(), unchanged: z.number().int(),
  duplicates: z.number().int(), refused: z.number().int(), suppressed: z.number().int(),
});
const sampleRow = z.object({ row: z.number().int(), address: z.string() });
export const importSamples = z.object({
  new: z.array(sampleRow),
  changed: z.array(sampleRow.extend({ changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })) })),
  refused: z.array(z.object({ row: z.number().int(), reason: z.string(), cells: z.array(z.string()) })),
  suppressed: z.array(sampleRow.extend({ reason: z.string() })),
});

export const importStatus = z.enum(['reading', 'mapping', 'checking', 'running', 'finished', 'cancelled', 'failed']);

export const guessedColumn = z.object({
  index: z.number().int(),
  header: z.string(),
  /** Values of the first rows. */
  examples: z.array(z.string()),
  /** What we take it for; `skip` when it says nothing. */
  to: z.string(),
  because: z.enum(['name', 'content', 'attribute', 'nothing']),
  /** What a new attribute of this column would be. */
  suggest: z.object({ key: z.string(), label: z.string(), type: z.enum(['text', 'number', 'boolean', 'date', 'choice']), choices: z.array(z.string()) }),
  dates: z.enum(['dmy', 'mdy']).optional(),
  decimal: z.enum(['.', ',']).optional(),
});

export const importFound = z.object({
  kind: z.enum(['text', 'xlsx']),
  encoding: z.string(),
  delimiter: z.enum(delimiterSigns),
  headerRow: z.number().int(),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  sheet: z.string().nullable(),
  columns: z.array(guessedColumn),
  sample: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()) })),
});

export const importView = z.object({
  id, kind: importKind, fileName: z.string(), fileBytes: z.number(),
  createdAt: instant, createdBy: z.string().nullable(),
  status: importStatus,
  found: importFound.nullable(),
  choices: importChoices,
  plan: importPlan.nullable(),
  check: z.object({ counts: importCounts, samples: importSamples, at: instant }).nullable(),
  /** Of the step under way, or of the whole run. */
  progress: z.object({
    counts: importCounts.nullable(), doneBytes: z.number(), totalBytes: z.number(),
    rowsPerSecond: z.number().nullable(), secondsLeft: z.number().nullable(),
  }),
  startedAt: instant.nullable(), finishedAt: instant.nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  canRetry: z.boolean(),
});
export const importLine = importView.omit({ found: true, check: true, plan: true, choices: true });

const byId = z.object({ importId: idParam });
const tag = 'Imports';

export const uploadImport = endpoint({
  method: 'POST', path: '/imports', tag, summary: 'Upload a sheet to import: CSV, TSV or XLSX',
  query: z.object({ kind: importKind.default('contacts') }), response: importView,
});
export const listImports = endpoint({
  method: 'GET', path: '/imports', tag, summary: 'Imports, newest first',
  query: pageQuery.extend({ kind: importKind.optional() }), response: pageOf(importLine),
});
export const getImport = endpoint({ method: 'GET', path: '/imports/{importId}', tag, summary: 'One import with all that is known of it', params: byId, response: importView });
export const rereadImport = endpoint({
  method: 'POST', path: '/imports/{importId}/reread', tag, summary: 'Read the file anew: another encoding, delimiter, sheet or header',
  params: byId, body: importChoices, response: importView,
});
export const checkImport = endpoint({
  method: 'POST', path: '/imports/{importId}/check', tag, summary: 'Dry run: what would be new, changed, unchanged, refused', params: byId, body: importPlan, response: importView,
});
export const runImport = endpoint({
  method: 'POST', path: '/imports/{importId}/run', tag, summary: 'Import for good', params: byId, body: importPlan, response: importView,
});
export const cancelImport = endpoint({ method: 'POST', path: '/imports/{importId}/cancel', tag, summary: 'Stop where it is; rows already in stay', params: byId, response: importView });
export const refusedRows = endpoint({
  method: 'GET', path: '/imports/{importId}/refused.csv', tag, summary: 'The refused rows as they were, with row number and reason', params: byId, response: z.any(),
});

export type ImportKind = z.infer<typeof importKind>;
export type ImportChoices = z.infer<typeof importChoices>;
export type ImportPlan = z.infer<typeof importPlan>;
export type ColumnPlan = z.infer<typeof columnPlan>;
export type ImportCounts = z.infer<typeof importCounts>;
export type ImportSamples = z.infer<typeof importSamples>;
export type ImportStatus = z.infer<typeof importStatus>;
export type ImportView = z.infer<typeof importView>;
export type ImportLine = z.infer<typeof importLine>;
export type ImportFound = z.infer<typeof importFound>;
export type GuessedColumn = z.infer<typeof guessedColumn>;
