import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

// A mail server that takes everything and keeps nothing, as cheaply as it can: what the send bench
// and the fault tests hand mail to. Only as much SMTP as that needs, pipelining included.

export interface SinkOptions {
  /** Answers to RCPT and to the finished mail; by default 250. */
  answer?: (at: 'recipient' | 'content', address: string, mail: string) => string | Promise<string>;
  /** Sees each mail that was accepted. */
  onMail?: (mail: SunkMail) => void;
  /** Keep the content? Without `onMail` nothing needs it. */
  keep?: boolean;
  /** Offer PIPELINING? Default true. */
  pipelining?: boolean;
}

export interface SunkMail {
  from: string;
  to: string;
  messageId: string;
  /** Empty unless `keep`. */
  raw: string;
  size: number;
}

export interface Sink {
  port: number;
  /** Mails accepted. */
  count(): number;
  connections(): number;
  close(): Promise<void>;
}

const endOfMail = Buffer.from('\r\n.\r\n');

export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.write('220 sink ESMTP\r\n');
    new Conversation(socket, options, () => { count += 1; });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: () => count,
    connections: () => sockets.size,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

class Conversation {
  readonly #socket: Socket;
  readonly #options: SinkOptions;
  readonly #onAccepted: () => void;
  #chunks: Buffer[] = [];
  #inMail = false;
  #from = '';
  #to: string[] = [];
  #busy: Promise<void> = Promise.resolve();

  constructor(socket: Socket, options: SinkOptions, onAccepted: () => void) {
    this.#socket = socket;
    this.#options = options;
    this.#onAccepted = onAccepted;
    socket.on('data', (chunk: Buffer) => {
      this.#busy = this.#busy.then(() => this.#take(chunk));
    });
  }

  async #take(chunk: Buffer): Promise<void> {
    let rest: Buffer | null = chunk;
    while (rest && rest.length > 0) rest = this.#inMail ? await this.#mail(rest) : await this.#commands(rest);
  }

  /** Looks for the final dot in what is new and across the seam with what came before. */
  async #mail(fresh: Buffer): Promise<Buffer | null> {
    const last = this.#chunks.at(-1);
    const held = last && last.length < endOfMail.length ? this.#chunks.pop()! : null;
    const chunk = held ? Buffer.concat([held, fresh]) : fresh;
    const before = this.#chunks.at(-1);
    // An empty mail's dot follows the line break of DATA itself.
    const seam = before ? before.subarray(-4) : Buffer.from('\r\n');
    const acrossSeam = Buffer.concat([seam, chunk.subarray(0, 4)]).indexOf(endOfMail);
    const found = acrossSeam >= 0 ? acrossSeam - seam.length : chunk.indexOf(endOfMail);
    if (acrossSeam < 0 && found < 0) {
      this.#chunks.push(chunk);
      return null;
    }
    if (found >= 0) this.#chunks.push(chunk.subarray(0, found + 2));
    else if (before) this.#chunks[this.#chunks.length - 1] = before.subarray(0, Math.max(0, before.length + found + 2));
    this.#inMail = false;
    await this.#finish();
    return chunk.subarray(found + endOfMail.length);
  }

  async #finish(): Promise<void> {
    const size = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const needsText = this.#options.onMail !== undefined || this.#options.answer !== undefined;
    const raw = needsText ? Buffer.concat(this.#chunks).toString('latin1') : '';
    this.#chunks = [];
    const answer = (await this.#options.answer?.('content', this.#to[0] ?? '', raw)) ?? '250 2.0.0 taken';
    if (answer === 'drop') return void this.#socket.destroy();
    if (answer.startsWith('2') && this.#to.length > 0) {
      this.#onAccepted();
      const messageId = /^message-id: *(.*)$/im.exec(raw.slice(0, 8192))?.[1]?.trim() ?? '';
      for (const to of this.#to) this.#options.onMail?.({ from: this.#from, to, messageId, raw: this.#options.keep ? raw : '', size });
    }
    this.#socket.write(`${answer}\r\n`);
  }

  #partial = '';

  async #commands(chunk: Buffer): Promise<Buffer | null> {
    const text = this.#partial + chunk.toString('latin1');
    this.#partial = '';
    let from = 0;
    let answers = '';
    for (;;) {
      const end = text.indexOf('\r\n', from);
      if (end < 0) break;
      const line = text.slice(from, end);
      from = end + 2;
      const answer = await this.#answer(line);
      if (answer === 'drop') {
        this.#socket.destroy();
        return null;
      }
      answers += `${answer}\r\n`;
      if (this.#inMail) {
        this.#socket.write(answers);
        return Buffer.from(text.slice(from), 'latin1');
      }
    }
    this.#partial = text.slice(from);
    if (answers) this.#socket.write(answers);
    return null;
  }

  async #answer(line: string): Promise<string> {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (verb) {
      case 'EHLO':
        return this.#options.pipelining === false ? '250-sink\r\n250 8BITMIME' : '250-sink\r\n250-PIPELINING\r\n250 8BITMIME';
      case 'HELO':
        return '250 sink';
      case 'MAIL':
        this.#from = address;
        this.#to = [];
        return '250 2.1.0 ok';
      case 'RCPT': {
        const answer = (await this.#options.answer?.('recipient', address, '')) ?? '250 2.1.5 ok';
        if (answer.startsWith('2')) this.#to.push(address);
        return answer;
      }
      case 'DATA':
        if (this.#to.length === 0) return '503 5.5.1 no recipient';
        this.#inMail = true;
        return '354 go on';
      case 'RSET':
        this.#to = [];
        return '250 2.0.0 ok';
      case 'QUIT':
        setImmediate(() => this.#socket.end());
        return '221 2.0.0 bye';
      default:
        return '502 5.5.2 what?';
    }
  }
}
