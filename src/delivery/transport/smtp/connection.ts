import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { keep } from '../../../platform/words/contract.ts';
import { certificateProblem, connectionProblem, SmtpProblem, type SmtpStage } from './problem.ts';
import { ReplyReader, replyText, type Reply } from './reply.ts';
import { signIn, type SmtpLogin } from './sign-in.ts';

// One connection to an SMTP server, up to the point where mail can be handed over. Its own client,
// because bulk mail lives from pipelining (RFC 2920): sender, recipient and DATA go in one packet.

export interface SmtpOptions {
  host: string;
  port: number;
  /** `starttls` insists on encryption; `none` never asks for it. */
  security: 'none' | 'starttls' | 'tls';
  login?: SmtpLogin;
  /** The name we greet with: this machine's own. */
  helloName: string;
  /** More certificate authorities than the system's, PEM. */
  ca?: string;
  timeouts?: Partial<SmtpTimeouts>;
  /** Called as each step is done. */
  onStage?: (stage: SmtpStage) => void;
}

/** Milliseconds; RFC 5321, 4.5.3.2 asks for patience above all after the final dot. */
export interface SmtpTimeouts {
  connect: number;
  command: number;
  content: number;
}
const defaultTimeouts: SmtpTimeouts = { connect: 20_000, command: 120_000, content: 600_000 };

export interface Wire {
  readonly extensions: ReadonlyMap<string, string>;
  readonly timeouts: SmtpTimeouts;
  /** False once the line is broken or closed. */
  readonly isOpen: boolean;
  /** Writes bytes as they are; `onFlushed` when the system has taken all of them. */
  write(bytes: Buffer | string, onFlushed?: () => void): void;
  /** Next reply; throws an SmtpProblem on a lost line or a time-out. */
  read(stage: SmtpStage, timeoutMs: number): Promise<Reply>;
  /** Says QUIT and leaves. */
  quit(): void;
  destroy(): void;
}

/** Connects, greets, encrypts and signs in; throws an SmtpProblem that names the step. */
export async function openWire(options: SmtpOptions): Promise<Wire> {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const reached = options.onStage ?? (() => {});
  const address = await resolve(options);
  reached('resolve');
  const line = new Line(await connect(options, address, timeouts.connect), options, timeouts);
  try {
    reached('connect');
    if (options.security === 'tls') {
      await line.encrypt();
      reached('encrypt');
    }
    expect(await line.read('greeting', timeouts.command), 'greeting', [220]);
    reached('greeting');
    await line.hello();
    reached('hello');
    if (options.security === 'starttls') {
      await startTls(line, options);
      reached('encrypt');
      await line.hello();
    }
    if (options.login) await signIn(line, options.security, options.login);
    reached('login');
    return line;
  } catch (error) {
    line.destroy();
    throw error;
  }
}

/** Throws the server's answer as a problem unless its code is among `codes`. */
export function expect(reply: Reply, stage: SmtpStage, codes: readonly number[]): Reply {
  if (codes.includes(reply.code)) return reply;
  throw new SmtpProblem(stage, keep('The server answered: {answer}', { answer: replyText(reply) }), reply.code);
}

async function resolve({ host, port }: SmtpOptions): Promise<string> {
  if (isIP(host)) return host;
  try {
    return (await lookup(host)).address;
  } catch (error) {
    throw connectionProblem(error as NodeJS.ErrnoException, host, port);
  }
}

function connect({ host, port }: SmtpOptions, address: string, timeoutMs: number): Promise<Socket> {
  return new Promise((resolveSocket, reject) => {
    const socket = connectTcp({ host: address, port, noDelay: true });
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })), timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(connectionProblem(error, host, port));
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolveSocket(socket);
    });
  });
}

async function startTls(line: Line, options: SmtpOptions): Promise<void> {
  if (!line.extensions.has('STARTTLS')) {
    throw new SmtpProblem('encrypt', keep('{host} does not offer STARTTLS. Use TLS from the start (often port 465), or ask its operator.', { host: options.host }));
  }
  line.command('STARTTLS');
  expect(await line.read('encrypt', line.timeouts.command), 'encrypt', [220]);
  await line.encrypt();
}

interface Waiting {
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
}

class Line implements Wire {
  extensions: Map<string, string> = new Map();
  readonly timeouts: SmtpTimeouts;
  readonly #options: SmtpOptions;
  #socket: Socket | TLSSocket;
  #reader = new ReplyReader();
  #replies: Reply[] = [];
  #waiting: Waiting | undefined;
  #failure: Error | undefined;

  constructor(socket: Socket, options: SmtpOptions, timeouts: SmtpTimeouts) {
    this.#options = options;
    this.timeouts = timeouts;
    this.#socket = socket;
    this.#listen(socket);
  }

  get isOpen(): boolean {
    return this.#failure === undefined;
  }

  get remoteAddress(): string {
    return this.#socket.remoteAddress ?? '';
  }

  write(bytes: Buffer | string, onFlushed?: () => void): void {
    if (this.#failure) return;
    this.#socket.write(bytes, (error) => {
      if (!error) onFlushed?.();
    });
  }

  /** One command; never more than one line, whatever its parts hold. */
  command(text: string): void {
    if (/[\r\n\0]/.test(text)) throw new TypeError('an SMTP command is one line');
    this.write(`${text}\r\n`);
  }

  read(stage: SmtpStage, timeoutMs: number): Promise<Reply> {
    const ready = this.#replies.shift();
    if (ready) return Promise.resolve(ready);
    if (this.#failure) return Promise.reject(this.#failed(stage));
    return new Promise((resolveReply, reject) => {
      const timer = setTimeout(() => {
        this.#fail(new SmtpProblem(stage, keep('The server gave no answer within {seconds} seconds.', { seconds: Math.round(timeoutMs / 1000) })));
      }, timeoutMs);
      this.#waiting = {
        resolve: (reply) => {
          clearTimeout(timer);
          resolveReply(reply);
        },
        reject: () => {
          clearTimeout(timer);
          reject(this.#failed(stage));
        },
      };
    });
  }

  async hello(): Promise<void> {
    const name = this.#options.helloName.replace(/[^\x21-\x7e]/g, '') || 'localhost';
    this.command(`EHLO ${name}`);
    let reply = await this.read('hello', this.timeouts.command);
    if (reply.code >= 500 && reply.code !== 521) {
      this.command(`HELO ${name}`);
      reply = await this.read('hello', this.timeouts.command);
    }
    expect(reply, 'hello', [250]);
    this.extensions = new Map(reply.lines.slice(1).map((line) => {
      const [keyword = '', ...rest] = line.trim().split(/\s+|=/);
      return [keyword.toUpperCase(), rest.join(' ')];
    }));
  }

  /** Goes over to TLS. What came in plain text after the go-ahead was not the server's: it ends the connection. */
  async encrypt(): Promise<void> {
    if (this.#reader.isMidReply || this.#replies.length > 0) {
      throw new SmtpProblem('encrypt', keep('Somebody between us and the server slips text into the connection before it is encrypted. Nothing was sent.'));
    }
    const plain = this.#socket;
    plain.removeAllListeners();
    const { host, ca } = this.#options;
    // The check is ours, after the handshake, so that the certificate can be named in words.
    const secured = connectTls({ socket: plain, rejectUnauthorized: false, minVersion: 'TLSv1.2', ...(isIP(host) ? {} : { servername: host }), ...(ca ? { ca: [ca] } : {}), host });
    await new Promise<void>((resolveSecured, reject) => {
      const timer = setTimeout(() => secured.destroy(new Error('no answer')), this.timeouts.connect);
      secured.once('error', (error) => {
        clearTimeout(timer);
        reject(new SmtpProblem('encrypt', keep('Encryption with {host} could not be agreed on: {error}.', { host, error: error.message })));
      });
      secured.once('close', () => reject(new SmtpProblem('encrypt', keep('{host} closed the connection while encryption was agreed on.', { host }))));
      secured.once('secureConnect', () => {
        clearTimeout(timer);
        if (secured.authorized) resolveSecured();
        else reject(certificateProblem(secured, host));
      });
    }).catch((error: unknown) => {
      secured.on('error', () => {});
      secured.destroy();
      throw error;
    });
    secured.removeAllListeners('error');
    secured.removeAllListeners('close');
    this.#socket = secured;
    this.#reader = new ReplyReader();
    this.#listen(secured);
  }

  quit(): void {
    if (this.isOpen) this.#socket.end('QUIT\r\n');
    // Who does not hang up is hung up on.
    setTimeout(() => this.destroy(), 2000).unref();
  }

  destroy(): void {
    this.#fail(new Error('closed by us'));
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const reply of this.#reader.push(chunk)) this.#take(reply);
      } catch (error) {
        this.#fail(error as Error);
      }
    });
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.resolve(reply);
    else this.#replies.push(reply);
  }

  #fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#socket.destroy();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
  }

  #failed(stage: SmtpStage): SmtpProblem {
    const error = this.#failure!;
    return error instanceof SmtpProblem ? error : new SmtpProblem(stage, keep('The connection broke: {error}.', { error: error.message }));
  }
}
