import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy } from './security-headers.ts';

const yearSeconds = 31_536_000;

/**
 * Serves the built web app. Files below /assets carry a hash in their name and never change; every
 * other address that is not the API's or a file is the app's own page, checked for news each time.
 */
export async function serveWebApp(app: FastifyInstance, folder: string | undefined, notFound: (reply: FastifyReply) => Promise<void>): Promise<void> {
  const index = folder !== undefined && existsSync(join(folder, 'index.html'));
  if (index) {
    await app.register(fastifyStatic, {
      root: folder, index: false, cacheControl: false, dotfiles: 'ignore',
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
        reply.header('content-security-policy', pagePolicy);
      },
    });
    app.get('/', (_request, reply) => reply.sendFile('index.html'));
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (index && isPage(request)) return reply.sendFile('index.html');
    await notFound(reply);
    return reply;
  });
}

function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0]!;
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  // A missing picture or script is missing; it is not the app.
  return !/^\/(api|assets|t)(\/|$)/.test(path) && !/\.\w{1,8}$/.test(path);
}
