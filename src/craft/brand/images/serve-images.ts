import type { IncomingMessage, ServerResponse } from 'node:http';
import { openDatabase } from '../../../platform/db/index.ts';
import type { OpenDoor } from '../../../platform/http/index.ts';
import { findImageBytes } from '../queries.ts';
import type { ImageType } from '../contract.ts';
import { imagePrefix, readImagePath } from './image-address.ts';

// Readers' programs ask here for the pictures of mails, by the thousand after a mailing and for years. The
// bytes behind an address never change, so whatever stands between may keep them for good.

interface Served {
  type: ImageType;
  bytes: Buffer;
}

const keptBytes = 48 * 1024 * 1024;
const yearSeconds = 31_536_000;
/** An outage after a mailing would fill the log otherwise. */
const reportEveryMs = 10_000;

const headers = {
  'x-content-type-options': 'nosniff',
  // Whatever a browser makes of a picture opened by itself, nothing in it runs.
  'content-security-policy': "default-src 'none'; sandbox",
  // Mail in a browser stands on another origin than ours.
  'cross-origin-resource-policy': 'cross-origin',
};

export interface ImagesDoor extends OpenDoor {
  close(): Promise<void>;
}

/** Serves images below `/i/`, over two connections of its own, so that hits never wait for a picture. */
export function serveImages({ databaseUrl, onError }: { databaseUrl: string; onError: (error: unknown) => void }): ImagesDoor {
  const db = openDatabase(databaseUrl, { max: 2, applicationName: 'kindred images' });
  let reportedAt = -reportEveryMs;
  const report = (error: unknown): void => {
    if (performance.now() - reportedAt < reportEveryMs) return;
    reportedAt = performance.now();
    onError(error);
  };
  const find = keeping(async ({ workspaceId, token }) => findImageBytes.maybe(db, [workspaceId, token]));
  return {
    prefix: imagePrefix,
    handle(request, response) {
      request.resume();
      answer(find, request, response).catch((error: unknown) => {
        report(error);
        // The reader's program asks again later; nobody may keep this answer.
        if (!response.headersSent) response.writeHead(503, { ...headers, 'retry-after': '30', 'cache-control': 'no-store' });
        response.end();
      });
    },
    close: () => db.close(),
  };
}

type Find = (asked: NonNullable<ReturnType<typeof readImagePath>>) => Promise<Served | undefined>;

async function answer(find: Find, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = readImagePath(request.url ?? '');
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
  const found = asked && await find(asked);
  if (!found) return void response.writeHead(404, { ...headers, 'cache-control': 'no-store' }).end();
  const etag = `"${asked.key}"`;
  const lasting = { ...headers, etag, 'cache-control': `public, max-age=${yearSeconds}, immutable` };
  if (request.headers['if-none-match']?.includes(etag)) return void response.writeHead(304, lasting).end();
  response.writeHead(200, { ...lasting, 'content-type': found.type, 'content-length': found.bytes.length });
  response.end(request.method === 'HEAD' ? undefined : found.bytes);
}

/** The pictures asked for last stay in memory, and many who ask for one at once are one question. */
function keeping(read: Find): Find {
  const kept = new Map<string, Served>();
  const asked = new Map<string, Promise<Served | undefined>>();
  let bytes = 0;
  const keep = (key: string, found: Served): void => {
    if (found.bytes.length > keptBytes / 4) return;
    kept.set(key, found);
    bytes += found.bytes.length;
    for (const [oldest, { bytes: its }] of kept) {
      if (bytes <= keptBytes) return;
      kept.delete(oldest);
      bytes -= its.length;
    }
  };
  return async (what) => {
    const found = kept.get(what.key);
    if (found) {
      // Used last: stands last.
      kept.delete(what.key);
      kept.set(what.key, found);
      return found;
    }
    const under = asked.get(what.key) ?? read(what).then((served) => {
      if (served) keep(what.key, served);
      return served;
    }).finally(() => asked.delete(what.key));
    asked.set(what.key, under);
    return under;
  };
}
