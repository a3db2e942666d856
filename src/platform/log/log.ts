import { Writable } from 'node:stream';
import pino from 'pino';

/** Structured: fields first, then one sentence. */
export type Log = pino.Logger;

export interface LogOptions {
  level: string;
  /** Lines for a person in place of JSON. Default: when standard output is a terminal. */
  pretty?: boolean;
  /** Default: standard output. */
  destination?: NodeJS.WritableStream;
}

/** What must not be seen in a log, wherever it stands. */
const secrets = ['password', 'secret', 'token', 'authorization', 'cookie'];

export function createLog(options: LogOptions): Log {
  const pretty = options.pretty ?? process.stdout.isTTY ?? false;
  const destination = options.destination ?? process.stdout;
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    },
    pretty ? prettyLines(destination) : destination,
  );
}

function prettyLines(destination: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      destination.write(String(chunk).split('\n').filter(Boolean).map((line) => `${prettyLine(line)}\n`).join(''));
      done();
    },
  });
}

/** `12:03:44 warn  A sentence.  key=value`; an error's stack follows below. */
export function prettyLine(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown> & { err?: { message?: string; stack?: string } };
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [String(time).slice(11, 19), String(level).padEnd(5), String(msg ?? err?.message ?? ''), ...rest].join(' ').trimEnd();
  return err?.stack ? `${head}\n${err.stack.replace(/^/gm, '    ')}` : head;
}
