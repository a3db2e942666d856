import { createServer, type Server, type ServerOptions } from 'node:http';
import type { Hits } from './create-hits.ts';

/** Limits of a server that strangers' programs reach: addresses of 8 KB fit, slow and endless requests do not. */
export const hitsServerOptions: ServerOptions = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
};

/** A server for the tracking address alone; `otherwise` answers what is not below `/t/`. */
export function createHitsServer(hits: Hits, otherwise: (path: string) => { status: number; contentType: string; body: string } | null = () => null): Server {
  const server = createServer(hitsServerOptions, (request, response) => {
    if (request.url?.startsWith('/t/')) return hits.handle(request, response);
    const other = otherwise(request.url ?? '');
    if (other) response.writeHead(other.status, { 'content-type': other.contentType }).end(other.body);
    else response.writeHead(404).end();
  });
  server.maxConnections = 20_000;
  return server;
}
