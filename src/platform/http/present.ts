import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { AnyEndpoint } from './contract.ts';
import type { FileAnswer } from './route.ts';
import { apiPolicy, sandboxedPolicy } from './security-headers.ts';

// The last beat: what a use case answered becomes bytes.

/** A file, unless the contract says that an object with such fields is the answer itself. */
export function isFileAnswer(endpoint: AnyEndpoint, value: unknown): value is FileAnswer {
  return !(endpoint.response instanceof z.ZodObject) && typeof value === 'object' && value !== null && 'contentType' in value && 'body' in value;
}

/** A stream of events, which goes on until its reader leaves. */
export const isLive = (answer: FileAnswer): boolean => answer.contentType.startsWith('text/event-stream');

/** Fits the answer to its contract; what the contract does not name never leaves. */
export function presentJson(endpoint: AnyEndpoint, value: unknown): string {
  return JSON.stringify(endpoint.response.parse(value) ?? {});
}

/** RFC 6266: a plain name for old readers, the exact one for the rest. */
export function contentDisposition(filename: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = filename.replace(/[\u0000-\u001f\u007f-\uffff"\\%/;]/g, '_');
  const exact = encodeURIComponent(filename.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/**
 * Streams a file or an event stream. The first piece is awaited before the head is sent, so an early
 * failure is still a proper problem; a later one cuts the connection, which a reader sees as unfinished.
 */
export async function sendFile(reply: FastifyReply, answer: FileAnswer, signal: AbortSignal): Promise<void> {
  const live = isLive(answer);
  const pieces = piecesOf(answer.body);
  const first = live ? undefined : await pieces.next();
  reply.headers({
    'content-type': answer.contentType,
    'cache-control': 'no-store',
    'content-security-policy': answer.sandboxed ? sandboxedPolicy : apiPolicy,
    ...(answer.sandboxed ? { 'x-frame-options': 'SAMEORIGIN' } : {}),
    ...(answer.filename === undefined ? {} : { 'content-disposition': contentDisposition(answer.filename) }),
    // Proxies that gather answers before passing them on would hold events back.
    ...(live ? { 'x-accel-buffering': 'no' } : {}),
  });
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) {
    await reply.send(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body));
    return;
  }
  const headers = reply.getHeaders();
  reply.hijack();
  reply.raw.writeHead(200, headers as Record<string, string>);
  reply.raw.flushHeaders();
  await pump(reply.raw, pieces, first, signal);
}

async function pump(raw: ServerResponse, pieces: AsyncIterator<Uint8Array | string>, first: IteratorResult<Uint8Array | string> | undefined, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
  try {
    let piece = first ?? await Promise.race([pieces.next(), aborted]);
    while (piece && !piece.done && !signal.aborted) {
      if (!raw.write(piece.value)) await Promise.race([once(raw, 'drain'), aborted]);
      piece = await Promise.race([pieces.next(), aborted]);
    }
    raw.end();
  } catch (error) {
    raw.destroy();
    throw error;
  } finally {
    // Not awaited: a source that waits for the next event ends when it sees the signal.
    Promise.resolve(pieces.return?.()).catch(() => {});
  }
}

async function* piecesOf(body: FileAnswer['body']): AsyncGenerator<Uint8Array | string> {
  if (typeof body === 'string' || body instanceof Uint8Array) yield body;
  else yield* body;
}
