import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './problem-details.ts';
import { isStorable } from './parse-input.ts';
import { invalid, type Problem } from '../errors/index.ts';

// An upload is the file's bytes as the request body, its name percent-encoded in X-Filename and
// its kind in Content-Type. Multipart was left out: one file needs no parts.

export type Upload = AsyncIterable<Uint8Array> & { filename?: string; mimeType?: string };

/** The request's body as it comes in, never held whole; fails once it passes `limit` bytes. */
export function readUpload(request: IncomingMessage, limit: number): Upload {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const name = fileNameOf(request.headers['x-filename']);
  const type = request.headers['content-type'];
  return {
    ...(name === undefined ? {} : { filename: name }),
    ...(type === undefined ? {} : { mimeType: type.split(';', 1)[0]!.trim().toLowerCase() }),
    async *[Symbol.asyncIterator]() {
      let seen = 0;
      try {
        for await (const chunk of request as AsyncIterable<Uint8Array>) {
          seen += chunk.length;
          if (seen > limit) throw tooLarge(limit);
          yield chunk;
        }
      } catch (error) {
        throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? cutOff() : error;
      }
      if (request.complete === false) throw cutOff();
    },
  };
}

function cutOff(): Problem {
  return invalid('upload_cut_off', 'The upload was cut off before its end. Please send it again.');
}

function tooLarge(limit: number): HttpProblem {
  return new HttpProblem('too-large', 413, 'upload_too_large', `The file is larger than ${Math.floor(limit / 1024 / 1024)} MiB. Nothing was kept.`);
}

/** The last part of the name the sender gave: never a path, never a control character. */
export function fileNameOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  let name: string;
  try {
    name = decodeURIComponent(header);
  } catch {
    throw invalid('invalid_filename', 'X-Filename must be percent-encoded UTF-8.');
  }
  // eslint-disable-next-line no-control-regex
  const last = name.split(/[\\/]/).at(-1)!.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 255);
  return isStorable(last) && last !== '' ? last : undefined;
}
