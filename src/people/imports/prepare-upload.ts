import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { csvCell } from '../contacts/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { RowSyntax } from './csv-rows.ts';
import { fileKindOf, notASheet } from './file-kind.ts';
import { readXlsx, type WorkbookSheet } from './read-xlsx.ts';
import { findShape, widthOf, type SheetShape } from './sheet-shape.ts';
import { byteOrderMark, EncodingWatch, type Encoding } from './text-encoding.ts';

// Every upload becomes one form before anything else is done with it: CSV in UTF-8. Then a place
// in it is a byte offset, whatever it came as, and a dry run, the run and a run resumed after a
// kill all read the same bytes. A file that is UTF-8 already is left as it is.

export interface UploadChoices {
  encoding?: Encoding | undefined;
  delimiter?: RowSyntax['delimiter'] | undefined;
  sheet?: string | undefined;
  hasHeader?: boolean | undefined;
}

export interface PreparedUpload extends SheetShape {
  kind: 'text' | 'xlsx';
  encoding: Encoding;
  /** The sheets of a workbook; empty for text. */
  sheets: WorkbookSheet[];
  sheet: string | null;
  /** Is the readable form a file of its own, beside the upload? */
  converted: boolean;
  /** Size of the readable form. */
  bytes: number;
}

export interface PrepareOptions {
  /** The upload. */
  path: string;
  /** Where the readable form goes when the upload itself is not readable. */
  preparedPath: string;
  choices: UploadChoices;
  progress?: (done: number, total: number) => Promise<void> | void;
}

const headBytes = 1024 * 1024;

/** Finds out what an upload is and brings it into readable form; throws a problem when it is no sheet. */
export async function prepareUpload(options: PrepareOptions): Promise<PreparedUpload> {
  const size = (await stat(options.path)).size;
  const kind = fileKindOf(await readHead(options.path, 64 * 1024));
  const progress = options.progress ?? (() => {});
  if (kind === 'xlsx') {
    const { sheets, sheet } = await convertWorkbook(options, progress);
    return { kind, encoding: 'utf-8', sheets, sheet, converted: true, ...(await shapeOf(options.preparedPath, { ...options.choices, delimiter: ',' })) };
  }
  const encoding = options.choices.encoding ?? (await findEncoding(options.path, size, progress));
  const converted = encoding !== 'utf-8';
  if (converted) await transcode(options.path, options.preparedPath, encoding, (done) => progress(size + done, 2 * size));
  return { kind, encoding, sheets: [], sheet: null, converted, ...(await shapeOf(converted ? options.preparedPath : options.path, options.choices)) };
}

async function shapeOf(path: string, choices: UploadChoices): Promise<SheetShape & { bytes: number }> {
  const bytes = (await stat(path)).size;
  const head = await readHead(path, headBytes);
  const shape = findShape(head, bytes <= head.length, byteOrderMark(head)?.bytes ?? 0, choices);
  if (shape.columns === 0) throw notASheet('file_empty', t('The file holds no rows. Nothing was imported.'));
  return { ...shape, bytes };
}

async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function findEncoding(path: string, size: number, progress: (done: number, total: number) => Promise<void> | void): Promise<Encoding> {
  const watch = new EncodingWatch();
  let done = 0;
  for await (const piece of createReadStream(path, { highWaterMark: headBytes }) as AsyncIterable<Buffer>) {
    watch.see(piece);
    done += piece.length;
    await progress(done, size);
  }
  return watch.encoding();
}

async function transcode(from: string, to: string, encoding: Encoding, progress: (done: number) => Promise<void> | void): Promise<void> {
  const decoder = iconv.getDecoder(encoding);
  await writeWhole(to, async (write) => {
    let done = 0;
    for await (const piece of createReadStream(from, { highWaterMark: headBytes }) as AsyncIterable<Buffer>) {
      await write(decoder.write(piece));
      done += piece.length;
      await progress(done);
    }
    await write(decoder.end() ?? '');
  });
}

async function convertWorkbook(options: PrepareOptions, progress: (done: number, total: number) => Promise<void> | void): Promise<{ sheets: WorkbookSheet[]; sheet: string }> {
  let result: { sheets: WorkbookSheet[]; sheet: string } | undefined;
  await writeWhole(options.preparedPath, async (write) => {
    let pending: string[] = [];
    let written = 0;
    const flush = async () => {
      const text = pending.join('');
      pending = [];
      await write(text);
    };
    result = await readXlsx(options.path, `${options.preparedPath}.strings`, options.choices.sheet, {
      row(number, cells) {
        // A row left out is an empty line, so that a row keeps the number its owner sees.
        pending.push('\n'.repeat(number - written - 1), cells.slice(0, widthOf(cells)).map(csvCell).join(','), '\n');
        written = number;
      },
      async progress(done, total) {
        if (pending.length > 0) await flush();
        await progress(done, total);
      },
    });
    await flush();
  });
  return result!;
}

/** Writes a file under another name first: a half-written one is never taken for whole. */
async function writeWhole(path: string, work: (write: (text: string) => Promise<void>) => Promise<void>): Promise<void> {
  const partial = `${path}.part`;
  let file: FileHandle | undefined;
  try {
    file = await open(partial, 'w', 0o600);
    const target = file;
    await work(async (text) => { if (text !== '') await target.writeFile(text); });
    await file.sync();
    await file.close();
    file = undefined;
    await rename(partial, path);
  } catch (error) {
    await file?.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}
