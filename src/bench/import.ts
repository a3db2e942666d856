import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Database } from '../platform/db/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import type { Actor, MemberId, WorkspaceId } from '../platform/identity/index.ts';
import { askForRun, uploadImport } from '../people/imports/change-import.ts';
import type { ImportPlan } from '../people/imports/contract.ts';
import { findImport, type ImportRecord } from '../people/imports/queries.ts';
import { uploadFiles } from '../people/imports/upload-files.ts';
import { workOnImport } from '../people/imports/work-imports.ts';
import { countOption, processIo, runBench, withBenchDatabase, type BenchIo, type Measure } from './bench.ts';

// Contacts a second through the product's own road, from the upload's first byte to the end of the
// run, beside a bare COPY of the very contacts that come out of it into the same table with its
// indexes. Both begin with an empty table each time; the sheet has some more rows than contacts.

const columns = ['email', 'first_name', 'last_name', 'job_title', 'company', 'phone', 'language', 'attribute:plan', 'attribute:seats'] as const;
const header = 'E-Mail,First name,Last name,Job title,Company,Phone,Language,Plan,Seats\n';
const copied = 'workspace_id, email, email_key, first_name, last_name, job_title, phone, company_id, language, attributes, consent, consent_source, consent_at';

const plan: ImportPlan = {
  columns: columns.map((to, index) => ({ index, to })),
  newAttributes: [], consent: 'given', consentSource: 'bench', lists: [], newList: null, onExisting: 'update',
};

export async function run(args: readonly string[], io: BenchIo = processIo): Promise<void> {
  const count = countOption(args, 'count', 1_000_000);
  const rounds = countOption(args, 'rounds', 5);
  await withBenchDatabase(io, async ({ db, folder }) => {
    const actor = await setUp(db);
    const sheet = join(folder, 'sheet.csv');
    const bytes = await writeSheet(sheet, count);
    io.progress(`import: ${count} rows, ${Math.round(bytes / 1024 / 1024)} MiB of CSV`);
    const ready = join(folder, 'ready.copy');
    let outcome: ImportRecord | undefined;
    const figure = async (): Promise<Measure> => {
      await empty(db);
      const started = performance.now();
      outcome = await importOnce(db, join(folder, 'uploads'), actor, sheet);
      return { value: outcome.counts.new! / (performance.now() - started) * 1000 };
    };
    io.progress('import: a first run makes the rows that COPY is given');
    await figure();
    await copyOut(db, ready);
    const contacts = outcome!.counts.new!;
    await runBench({
      bench: 'import', unit: 'rows/s', rounds, figure,
      sizes: { count, contacts, duplicates: outcome!.counts.duplicates!, refused: outcome!.counts.refused!, sheetMiB: Math.round(bytes / 1024 / 1024) },
      ceiling: async () => {
        await empty(db);
        await db.query({ text: 'insert into companies overriding system value select * from bench_companies' });
        const started = performance.now();
        await copyIn(db, ready);
        return { value: contacts / (performance.now() - started) * 1000 };
      },
    }, io);
  });
}

async function setUp(db: Database): Promise<Actor> {
  await db.query({ text: `insert into workspaces (name) values ('Bench')` });
  await db.query({ text: `insert into members (workspace_id, email, name, team, role) values (1, 'bench@example.com', 'Bench', 'both', 'owner')` });
  await db.query({ text: `insert into attribute_definitions (workspace_id, key, label, type) values (1, 'plan', 'Plan', 'text'), (1, 'seats', 'Seats', 'number')` });
  return { workspaceId: 1 as WorkspaceId, memberId: 1 as MemberId, name: 'Bench', team: 'both', role: 'owner' };
}

async function empty(db: Database): Promise<void> {
  await db.query({ text: 'truncate contacts, companies restart identity cascade' });
  await db.query({ text: 'checkpoint' });
}

const firstNames = 'Anna Ben Clara David Elif Farid Greta Hugo Ines Jonas Katja Liam Maria Nils Olga Paul Quirin Rosa Samir Tina Ulrich Vera Wim Xenia Yusuf Zoë'.split(' ');
const parts = 'mül ler schmidt son berg ham mar tin ez gar cia lop naka mura wang chen sil va kow al ski ober hof'.split(' ');

/** A sheet as people have them: one row in a hundred repeats an address in capitals, one in two hundred is no good. */
async function writeSheet(path: string, count: number): Promise<number> {
  await writeFile(path, header);
  let state = 1;
  const pick = <T>(from: readonly T[]): T => from[((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % from.length]!;
  let bytes = header.length;
  let earlier = '';
  for (let at = 0; at < count;) {
    let text = '';
    for (const end = Math.min(count, at + 20_000); at < end; at++) {
      const [first, last, company] = [pick(firstNames), pick(parts) + pick(parts), pick(parts) + pick(parts)];
      const address = at % 100 === 99 ? earlier.toUpperCase() : at % 200 === 150 ? `person ${at}` : `${ascii(first)}.${ascii(last)}${at}@${ascii(company)}.example`;
      if (at % 100 === 42) earlier = address;
      text += `${address},${first},${capital(last)},Head of ${pick(parts)},"${capital(company)}, Inc.",+49 30 ${1_000_000 + at},de,plan ${at % 5},${at % 300}\n`;
    }
    await appendFile(path, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

const ascii = (text: string): string => text.toLowerCase().normalize('NFD').replace(/[^a-z]/g, '');
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

async function importOnce(db: Database, folder: string, actor: Actor, sheet: string): Promise<ImportRecord> {
  const worker = { db, files: uploadFiles(folder), clock: systemClock };
  const never = new AbortController().signal;
  const id = await uploadImport(db, worker.files, actor, 'contacts', Object.assign(createReadStream(sheet), { filename: 'sheet.csv' }), new Date());
  await workOnImport(worker, never);
  await askForRun(db, actor, id, plan, new Date());
  await workOnImport(worker, never);
  const row = await findImport.one(db, [actor.workspaceId, id], 'import');
  if (!row.finished_at) throw new Error(`the import did not finish: ${row.failure?.message ?? 'no reason given'}`);
  return row;
}

/** Keeps the contacts as COPY wants them, and the companies they point at. */
async function copyOut(db: Database, path: string): Promise<void> {
  await db.query({ text: 'create table bench_companies as select * from companies' });
  const client = await db.pool.connect();
  try {
    await pipeline(client.query(copyTo(`copy (select ${copied} from contacts order by id) to stdout`)), createWriteStream(path));
  } finally {
    client.release();
  }
}

async function copyIn(db: Database, path: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), client.query(copyFrom(`copy contacts (${copied}) from stdin`)));
  } finally {
    client.release();
  }
}
