/** One answer of an SMTP server, all its lines. */
export interface Reply {
  code: number;
  /** RFC 3463, `5.1.1`; null when the server gives none. */
  enhanced: string | null;
  /** The text of each line, without code. */
  lines: string[];
}

const maxLine = 4096;
const maxLines = 200;
const replyLine = /^(\d{3})(?:([ -])(.*))?$/s;
const enhancedCode = /^([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/;

/** Reads replies out of a stream of bytes. Throws a SyntaxError on what is no SMTP, or without end. */
export class ReplyReader {
  #rest = '';
  #lines: string[] = [];
  #code = 0;

  /** Takes the next bytes; answers the replies that are now whole. */
  push(chunk: Buffer): Reply[] {
    const replies: Reply[] = [];
    this.#rest += chunk.toString('utf8');
    let end = this.#rest.indexOf('\n');
    while (end >= 0) {
      const reply = this.#line(this.#rest.slice(0, end).replace(/\r$/, ''));
      if (reply) replies.push(reply);
      this.#rest = this.#rest.slice(end + 1);
      end = this.#rest.indexOf('\n');
    }
    if (this.#rest.length > maxLine) throw new SyntaxError('the server sends a line without end');
    return replies;
  }

  /** Whether bytes have come that belong to no whole reply yet. */
  get isMidReply(): boolean {
    return this.#rest !== '' || this.#lines.length > 0;
  }

  #line(line: string): Reply | null {
    const found = replyLine.exec(line);
    if (!found) throw new SyntaxError(`the server does not speak SMTP: ${JSON.stringify(line.slice(0, 80))}`);
    const [, code, separator, text] = found;
    if (this.#lines.length > 0 && Number(code) !== this.#code) throw new SyntaxError('the server changes its code within an answer');
    if (this.#lines.length >= maxLines) throw new SyntaxError('the server sends an answer without end');
    this.#code = Number(code);
    this.#lines.push(text ?? '');
    if (separator === '-') return null;
    const lines = this.#lines;
    this.#lines = [];
    return { code: this.#code, enhanced: enhancedCode.exec(lines[0]!)?.[1] ?? null, lines };
  }
}

/** An answer in one line for people and for the journal, at most 1,000 characters. */
export function replyText(reply: Reply): string {
  // eslint-disable-next-line no-control-regex
  return `${reply.code} ${reply.lines.join(' ')}`.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim().slice(0, 1000);
}
