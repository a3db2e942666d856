import { request, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { systemClock, type Clock } from '../../src/platform/clock/index.ts';
import { createHits, createHitsServer, trackingLinks, type Hits, type HitsOptions, type SigningKeys, type TrackingLinks } from '../../src/delivery/tracking/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { freshDatabase } from './database.ts';
import type { Mailing } from './mailing.ts';

export const testKeys: SigningKeys = [{ id: 1, secret: Buffer.alloc(32, 7) }];
export const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export interface TrackingAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface TrackingHost {
  url: string;
  links: TrackingLinks;
  hits: Hits;
  server: Server;
  logged: unknown[];
  spoolFolder: string;
  /** Addresses in the mail that message `n` of a mailing carries. */
  mail(mailing: Mailing, n?: number): { pixel: string; click(link: number): string; unsubscribe: string; token: string };
  fetch(url: string, options?: { method?: string; agent?: string | null; headers?: Record<string, string>; body?: string }): Promise<TrackingAnswer>;
  /** Stops taking requests and makes everything taken safe. */
  close(): Promise<void>;
}

type HostOptions = { databaseUrl: string; clock?: Clock; spoolFolder?: string } & Partial<Omit<HitsOptions, 'db'>>;

/** A database and a tracking address over it, closed in that order's reverse after the tests. */
export async function trackedDatabase(options: Omit<HostOptions, 'databaseUrl'> = {}): Promise<{ db: Database; databaseUrl: string; host: TrackingHost }> {
  let host: TrackingHost | undefined;
  // Hooks run in the order they are registered in, and the database's own complains of connections left open.
  after(() => host?.close());
  const { db, url } = await freshDatabase();
  host = await trackingHost({ ...options, databaseUrl: url });
  return { db, databaseUrl: url, host };
}

/** The tracking address on a port of its own. Close it before its database. */
export async function trackingHost(options: HostOptions): Promise<TrackingHost> {
  const spoolFolder = options.spoolFolder ?? (await mkdtemp(join(tmpdir(), 'kindred-spool-')));
  const logged: unknown[] = [];
  const note = (fields: unknown) => void logged.push(fields);
  const hits = createHits({
    clock: systemClock, keys: testKeys, trustedProxies: [], log: { info: note, warn: note, error: note } as unknown as HitsOptions['log'], patienceMs: 5000,
    ...options, db: { url: options.databaseUrl }, spoolFolder,
  });
  const server = createHitsServer(hits);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const links = trackingLinks(options.keys ?? testKeys, url);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= (async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await hits.close();
    if (!options.spoolFolder) await rm(spoolFolder, { recursive: true, force: true });
  })());
  return {
    url, links, hits, server, logged, spoolFolder, close,
    mail(mailing, n = 0) {
      const token = links.messageToken(mailing.workspaceId, mailing.messageIds[n]!, mailing.compiledId);
      return {
        token, pixel: links.pixelUrl(token), unsubscribe: links.unsubscribeUrl(token),
        click: (link) => links.clickUrl(token, links.linkToken(mailing.workspaceId, mailing.compiledId, link, mailing.links[link]!.target)),
      };
    },
    fetch: fetchRaw,
  };
}

/** Bare HTTP: nothing is followed, added or normalised. */
function fetchRaw(url: string, { method = 'GET', agent = chrome, headers = {}, body }: { method?: string; agent?: string | null; headers?: Record<string, string>; body?: string } = {}): Promise<TrackingAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers: { ...(agent === null ? {} : { 'user-agent': agent }), ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }), ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    call.on('error', reject);
    call.end(body);
  });
}
