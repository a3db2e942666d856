import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem-details.ts';
import { isStorable } from './parse-input.ts';
import { invalid, Problem } from '../errors/index.ts';
import { t } from '../words/contract.ts';

// An upload is the file's bytes as the request body, its name percent-encoded in X-Filename and its
// kind in Content-Type; or one part `file` of a multipart form, as browsers like to send it.

export type Upload = AsyncIterable<Uint8Array> & { filename?: string; mimeType?: string };

/** The file as it comes in, never held whole; its stream fails once it passes `limit` bytes. */
export async function readUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  // A form's own lines come on top of the file.
  const slack = 64 * 1024;
  if (Number(request.headers['content-length'] ?? 0) > limit + slack) throw tooLarge(limit);
  if (/^multipart\//i.test(request.headers['content-type'] ?? '')) return readPart(request, limit);
  return {
    ...named(fileNameOf(request.headers['x-filename']), request.headers['content-type']),
    [Symbol.asyncIterator]: () => counted(request.raw, limit, request.raw),
  };
}

async function readPart(request: FastifyRequest, limit: number): Promise<Upload> {
  // A form whose sender has gone is never finished by the parser: nobody waits for it here.
  const gone = new Promise<never>((_resolve, reject) => {
    const judge = () => { if (request.raw.complete === false) reject(cutOff()); };
    if (request.raw.destroyed) judge();
    else request.raw.once('close', judge); // comes after a whole request, too
  });
  gone.catch(() => {});
  const part = await Promise.race([gone, request.file({ limits: { fileSize: limit + 1, files: 1, fields: 20, parts: 21 }, throwFileSizeLimit: false })])
    .catch(() => { throw cutOff(); });
  if (!part) throw invalid('no_file', t('The form holds no file. Send it as the part "file".'));
  return {
    ...named(cleanName(part.filename), part.mimetype),
    [Symbol.asyncIterator]: () => counted(part.file, limit, request.raw),
  };
}

function named(filename: string | undefined, type: string | undefined): Pick<Upload, 'filename' | 'mimeType'> {
  return {
    ...(filename === undefined ? {} : { filename }),
    ...(type === undefined ? {} : { mimeType: type.split(';', 1)[0]!.trim().toLowerCase() }),
  };
}

async function* counted(source: Readable, limit: number, request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let seen = 0;
  try {
    // Not destroyed when nobody wants the rest: the answer must still reach the sender (drainUnread).
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      seen += chunk.length;
      if (seen > limit) throw tooLarge(limit);
      yield chunk;
    }
  } catch (error) {
    // A reader that went away, or a form without its end.
    throw error instanceof Problem || !(error instanceof Error) || !/ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|Unexpected end|Part terminated/.test(`${(error as NodeJS.ErrnoException).code} ${error.message}`) ? error : cutOff();
  }
  // Destroyed before its end: the sender has gone, though a form's part may close as if nothing were amiss.
  if (request.destroyed && request.complete === false) throw cutOff();
}

const drainMs = 10_000;

/**
 * Reads on, for nobody, what an answered request still sends. A sender that is cut off at once finds its
 * connection reset instead of the answer; one that goes on for ever is cut off after ten seconds.
 */
export function drainUnread(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), drainMs).unref();
  request.once('close', () => clearTimeout(timer));
}

function cutOff(): Problem {
  return invalid('upload_cut_off', t('The upload was cut off before its end. Please send it again.'));
}

function tooLarge(limit: number): HttpProblem {
  return new HttpProblem('too-large', 413, 'upload_too_large', t('The file is larger than {limit} MiB. Nothing was kept.', { limit: Math.floor(limit / 1024 / 1024) }));
}

/** The name in X-Filename. */
export function fileNameOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  let name: string;
  try {
    name = decodeURIComponent(header);
  } catch {
    throw invalid('invalid_filename', t('X-Filename must be percent-encoded UTF-8.'));
  }
  return cleanName(name);
}

/** The last part of the name the sender gave: never a path, never a control character. */
function cleanName(name: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  const last = name.split(/[\\/]/).at(-1)!.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 255);
  return isStorable(last) && last !== '' ? last : undefined;
}
