import { isUtf8 } from 'node:buffer';
import type { encodingNames } from './contract.ts';
import { looksLikeUtf16 } from './file-kind.ts';
import { guessEncoding } from './guess-encoding.ts';

// Which encoding a text file is in: its mark, else UTF-8 when every byte of the file fits,
// else a guess from the lines that hold bytes outside ASCII.

/** Names as iconv-lite knows them; those a member may choose, too. */
export type Encoding = (typeof encodingNames)[number];

/** The mark at the beginning of a file, and its length in bytes. */
export function byteOrderMark(head: Buffer): { encoding: Encoding; bytes: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return undefined;
}

/** Watches a file go by: is all of it UTF-8, and if not, which of its lines tell what it is? */
export class EncodingWatch {
  #head: Buffer | undefined;
  #carried: Buffer = Buffer.alloc(0);
  #isUtf8 = true;
  #telling: Buffer[] = [];
  #tellingBytes = 0;

  see(bytes: Buffer): void {
    this.#head ??= Buffer.from(bytes.subarray(0, 4096));
    if (this.#isUtf8) {
      const whole = this.#carried.length > 0 ? Buffer.concat([this.#carried, bytes]) : bytes;
      const end = whole.length - incompleteAtEnd(whole);
      this.#isUtf8 = isUtf8(whole.subarray(0, end));
      this.#carried = Buffer.from(whole.subarray(end));
    }
    this.#keepTelling(bytes);
  }

  /** After the last bytes. */
  encoding(): Encoding {
    const head = this.#head ?? Buffer.alloc(0);
    const marked = byteOrderMark(head) ?? byUtf16(head);
    if (marked) return marked.encoding;
    if (this.#isUtf8 && this.#carried.length === 0) return 'utf-8';
    return guessEncoding(Buffer.concat(this.#telling));
  }

  #keepTelling(bytes: Buffer): void {
    for (let at = 0; at < bytes.length && this.#tellingBytes < 128 * 1024; at++) {
      if (bytes[at]! < 0x80) continue;
      const from = Math.max(0, bytes.lastIndexOf(0x0a, at) + 1, at - 200);
      const lineEnd = bytes.indexOf(0x0a, at);
      const to = Math.min(lineEnd < 0 ? bytes.length : lineEnd + 1, at + 200);
      this.#telling.push(Buffer.from(bytes.subarray(from, to)));
      this.#tellingBytes += to - from;
      at = to;
    }
  }
}

const byUtf16 = (head: Buffer) => {
  const encoding = looksLikeUtf16(head);
  return encoding && { encoding, bytes: 0 };
};

/** How many bytes at the end begin a character that is not whole yet. */
function incompleteAtEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}
