import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';

// The strings of a workbook stand in a part of their own, by number, and may be hundreds of
// megabytes. They are laid into a file and read back through a few blocks, so memory stays flat.
// Workbooks number strings in the order of their first use: nearly every look falls into a block at hand.

const blockBytes = 64 * 1024;
const blocksKept = 128;
const entryBytes = 8;

export class SpilledStrings {
  readonly #path: string;
  readonly #texts: AppendedFile;
  readonly #ends: AppendedFile;
  count = 0;

  /** Makes two files beside each other at `path`; they are gone after `close`. */
  constructor(path: string) {
    this.#path = path;
    this.#texts = new AppendedFile(`${path}.texts`);
    this.#ends = new AppendedFile(`${path}.ends`);
  }

  add(text: string): void {
    this.#texts.append(Buffer.from(text, 'utf8'));
    const end = Buffer.allocUnsafe(entryBytes);
    end.writeDoubleLE(this.#texts.length);
    this.#ends.append(end);
    this.count += 1;
  }

  /** The text of a number; undefined when there is none. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    const from = index === 0 ? 0 : this.#end(index - 1);
    return this.#texts.read(from, this.#end(index) - from).toString('utf8');
  }

  close(): void {
    for (const file of [this.#texts, this.#ends]) file.close();
    for (const end of ['texts', 'ends']) unlinkSync(`${this.#path}.${end}`);
  }

  #end(index: number): number {
    return this.#ends.read(index * entryBytes, entryBytes).readDoubleLE();
  }
}

class AppendedFile {
  readonly #fd: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #written = 0;
  readonly #blocks = new Map<number, Buffer>();

  constructor(path: string) {
    this.#fd = openSync(path, 'w+', 0o600);
  }

  get length(): number {
    return this.#written + this.#pendingBytes;
  }

  append(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= blockBytes * 16) this.#flush();
  }

  read(from: number, length: number): Buffer {
    if (this.#pendingBytes > 0) this.#flush();
    const block = Math.floor(from / blockBytes);
    const inBlock = from - block * blockBytes;
    if (inBlock + length <= blockBytes) return this.#block(block).subarray(inBlock, inBlock + length);
    const bytes = Buffer.alloc(length);
    readSync(this.#fd, bytes, 0, length, from);
    return bytes;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#pending);
    for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#written + done);
    this.#written += bytes.length;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#blocks.clear();
  }

  #block(number: number): Buffer {
    let block = this.#blocks.get(number);
    if (block) return block;
    block = Buffer.alloc(blockBytes);
    readSync(this.#fd, block, 0, blockBytes, number * blockBytes);
    if (this.#blocks.size >= blocksKept) this.#blocks.delete(this.#blocks.keys().next().value!);
    this.#blocks.set(number, block);
    return block;
  }
}
