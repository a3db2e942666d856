import { createServer, type Server, type ServerOptions } from 'node:http';
import type { OpenDoor } from '../../platform/http/index.ts';
import type { Hits } from './create-hits.ts';

/** Limits of a server that strangers' programs reach: addresses of 8 KB fit, slow and endless requests do not. */
export const hitsServerOptions: ServerOptions = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
  // No stream is set up for a body that is not there: a seventh less work a hit.
  optimizeEmptyRequests: true,
};

/** What stands beside `/t/`: health, metrics. */
interface OtherPage {
  path: string;
  answer(): Promise<{ status?: number; contentType: string; body: string }>;
}

/** A server for the tracking address alone; `others` are the pages beside it, `doors` what readers reach besides. */
export function createHitsServer(hits: Hits, others: readonly OtherPage[] = [], doors: readonly OpenDoor[] = []): Server {
  const server = createServer(hitsServerOptions, (request, response) => {
    // Such a request never says that it ended, and who reads a post waits for that.
    if (request.method === 'POST' && request.readableEnded) setImmediate(() => request.emit('end'));
    if (request.url?.startsWith('/t/')) return hits.handle(request, response);
    const door = doors.find(({ prefix }) => request.url?.startsWith(prefix));
    if (door) return door.handle(request, response);
    const page = others.find(({ path }) => path === request.url);
    if (!page) return void response.writeHead(404).end();
    page.answer().then(
      ({ status = 200, contentType, body }) => response.writeHead(status, { 'content-type': contentType }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = 20_000;
  return server;
}
