import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Problem } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { notASheet } from './file-kind.ts';

// The parts of a workbook, read one after the other as streams. What a stranger's archive says
// of its own sizes is not believed: the bytes that really come out are counted.

const maxEntries = 10_000;
/** A part may not grow past this; the largest sheet of Excel with twenty full columns is near 1 GiB. */
const maxPartBytes = 4 * 1024 ** 3;
/** Above this size a part may not be more than so many times its packed size: XML of real sheets packs 5 to 40 times. */
const ratioFromBytes = 64 * 1024 ** 2;
const maxRatio = 300;
/** One tag or text may not be longer: a cell holds 32,767 characters. */
const maxTokenBytes = 8 * 1024 ** 2;

export interface ZipParts {
  names: ReadonlySet<string>;
  /** Bytes of a part as the archive declares them. */
  sizeOf(name: string): number;
  /** Parses a part as XML, calling back for each tag and text; `pause` is awaited between pieces. Nothing happens when there is no such part. */
  parse(name: string, on: XmlHandlers, pause?: (bytesDone: number) => Promise<void> | void): Promise<void>;
  /** A small part as text; undefined when it is not there. */
  text(name: string): Promise<string | undefined>;
  close(): void;
}

export interface XmlHandlers {
  /** Names come without their prefix. */
  open(name: string, attributes: Record<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Opens an archive; throws a problem when it is damaged, encrypted or absurd. */
export async function openZip(path: string): Promise<ZipParts> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(damaged);
  try {
    const entries = await readEntries(zip);
    return {
      names: new Set(entries.keys()),
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
      parse: async (name, on, pause) => {
        const entry = entries.get(name);
        if (entry) await parseEntry(zip, entry, on, pause);
      },
      text: async (name) => {
        const entry = entries.get(name);
        if (!entry) return undefined;
        const pieces: Buffer[] = [];
        for await (const piece of partBytes(zip, entry, 1024 * 1024)) pieces.push(piece);
        return Buffer.concat(pieces).toString('utf8');
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function damaged(error: unknown): never {
  if (error instanceof Problem) throw error;
  throw notASheet('file_damaged', t('The workbook is damaged and cannot be read ({error}). Save it again in your spreadsheet program, or as CSV.', { error: (error as Error).message }));
}

function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > maxEntries) throw notASheet('file_too_many_parts', t('The archive holds {count} files: that is no workbook.', { count: zip.entryCount }));
  return new Promise<Map<string, Entry>>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  }).catch(damaged);
}

async function* partBytes(zip: ZipFile, entry: Entry, limit = maxPartBytes): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw notASheet('file_encrypted', t('The archive is protected by a password. Remove it and upload the file again.'));
  const stream = await zip.openReadStreamPromise(entry).catch(damaged);
  let bytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limit || (bytes > ratioFromBytes && bytes > entry.compressedSize * maxRatio)) {
        throw notASheet('file_inflates', t('The workbook unpacks to far more than a sheet holds and was not read further. Save the sheet alone in a new workbook, or as CSV.'));
      }
      yield piece;
    }
  } catch (error) {
    damaged(error);
  } finally {
    stream.destroy();
  }
}

async function parseEntry(zip: ZipFile, entry: Entry, on: XmlHandlers, pause?: (bytesDone: number) => Promise<void> | void): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let done = 0;
  let tokenStart = 0;
  parser.on('opentag', (tag: SaxesTagPlain) => { tokenStart = done; on.open(local(tag.name), tag.attributes); });
  parser.on('closetag', (tag: SaxesTagPlain) => { tokenStart = done; on.close(local(tag.name)); });
  parser.on('text', (text) => on.text(text));
  parser.on('cdata', (text) => on.text(text));
  parser.on('error', (error) => damaged(error));
  const decoder = new TextDecoder();
  for await (const piece of partBytes(zip, entry)) {
    parser.write(decoder.decode(piece, { stream: true }));
    done += piece.length;
    if (done - tokenStart > maxTokenBytes) throw notASheet('file_inflates', t('A single cell of the workbook is larger than 8 MiB: no sheet has such. It was not read further.'));
    await pause?.(done);
  }
  parser.close();
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
