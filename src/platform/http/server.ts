import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock/index.ts';
import type { Database } from '../db/index.ts';
import { Problem } from '../errors/index.ts';
import { speakIn, t } from '../words/index.ts';
import { admit, asHeaders } from './admit.ts';
import type { AuditLog, Identify, Identity } from './identify.ts';
import { problemAnswer } from './problem-details.ts';
import type { Route } from './route.ts';
import { apiPolicy, everywhere } from './security-headers.ts';
import { defaultBodyLimit, serveRoute } from './serve-route.ts';
import { drainUnread } from './uploads.ts';
import { serveWebApp } from './web-app.ts';

export interface WebServerOptions {
  routes: readonly Route[];
  db: Database;
  clock: Clock;
  identify: Identify;
  audit: AuditLog;
  log: { error(fields: object, message: string): void };
  /** Where people reach us, `https://kindred.example.com`. */
  baseUrl: string;
  /** Addresses or ranges of proxies whose X-Forwarded-For is believed. */
  trustedProxies?: readonly string[];
  /** The built web app. Without it only the API is served. */
  webFolder?: string;
  /** Takes every request below `/t/` before anything else looks at it. */
  hits?: { handle(request: IncomingMessage, response: ServerResponse): void };
  /** Doors for readers who are not signed in, below prefixes of their own; looked at before anything of the app is. */
  doors?: readonly OpenDoor[];
  /** Plain answers outside the API: `/healthz`, `/metrics`, the OpenAPI document. */
  pages?: readonly Page[];
  /** How often a stream of events asks anew whether its reader may listen. Default 30 s. */
  recheckMs?: number;
  /** Answers requests of a sign-in library below its own path. */
  foreign?: readonly { prefix: string; handle(request: Request): Promise<Response> }[];
}

export interface Page {
  path: string;
  answer(): Promise<{ status?: number; contentType: string; body: string; headers?: Record<string, string> }>;
}

/** Takes every request below `prefix` (`/f/`) and answers it, whatever comes. */
export interface OpenDoor {
  prefix: string;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface WebServer {
  app: FastifyInstance;
  server: Server;
  /** Port 0 takes a free one; answers the address in use. */
  listen(options: { port: number; host?: string }): Promise<AddressInfo>;
  /** Ends event streams, lets requests under way finish, closes. */
  close(): Promise<void>;
}

/** What serving one request needs of the server around it. */
export interface Serving extends Pick<WebServerOptions, 'db' | 'clock' | 'identify' | 'audit' | 'baseUrl'> {
  stopping: AbortSignal;
  recheckMs: number;
  report: (reference: string, error: unknown) => void;
}

/** Builds the web server: routes below /api/v1, the web app beside it, tracking before all of it. */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const stopping = new AbortController();
  const serving: Serving = {
    ...options, stopping: stopping.signal, recheckMs: options.recheckMs ?? 30_000,
    report: (reference, error) => options.log.error({ reference, err: error }, 'a request failed unexpectedly'),
  };
  let server: Server | undefined;
  const app = Fastify({
    // Uploads may take long; heads may not.
    serverFactory: (handler) => (server = createServer({ requestTimeout: 3_600_000, headersTimeout: 20_000 }, (request, response) => {
      const door = options.doors?.find(({ prefix }) => request.url?.startsWith(prefix));
      if (options.hits && request.url?.startsWith('/t/')) options.hits.handle(request, response);
      else if (door) door.handle(request, response);
      else handler(request, response);
    })),
    logger: false, bodyLimit: defaultBodyLimit, exposeHeadRoutes: false,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    frameworkErrors: (error, _request, reply) => void sendProblem(serving, error, reply as FastifyReply),
  });
  app.addHook('onRequest', async (_request, reply) => void reply.headers(everywhere));
  app.addHook('onResponse', async (request) => drainUnread(request.raw));
  app.addHook('preClose', async () => stopping.abort());
  app.setErrorHandler((error: FastifyError, _request, reply) => sendProblem(serving, error, reply));
  app.decorateRequest('identity', undefined);
  readJsonStrictly(app);
  for (const page of options.pages ?? []) mountPage(app, page);
  for (const foreign of options.foreign ?? []) mountForeign(app, foreign, options.baseUrl);
  for (const route of options.routes) if (!route.upload) mount(app, serving, route);
  await app.register(async (uploads) => {
    // Bodies pass as they are: readUpload counts their bytes.
    uploads.removeAllContentTypeParsers();
    await uploads.register(multipart);
    uploads.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const route of options.routes) if (route.upload) mount(uploads, serving, route);
  });
  await serveWebApp(app, options.webFolder, (reply) => sendProblem(serving, new Problem('not-found', 'not_found', t('There is nothing at this address.')), reply));
  await app.ready();
  return {
    app, server: server!,
    async listen({ port, host = '127.0.0.1' }) {
      await app.listen({ port, host });
      return server!.address() as AddressInfo;
    },
    close: () => closeGently(app, server!),
  };
}

const sweepMs = 100;
const graceMs = 10_000;

/** A connection that turns idle while we close would otherwise be waited for until its reader lets go. */
async function closeGently(app: FastifyInstance, server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const enough = setTimeout(() => server.closeAllConnections(), graceMs);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(enough);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined;
  }
}

function mount(app: FastifyInstance, serving: Serving, route: Route): void {
  app.route({
    method: route.endpoint.method,
    url: `/api/v1${route.endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    bodyLimit: route.upload ? Number.MAX_SAFE_INTEGER : (route.bodyLimit ?? defaultBodyLimit),
    onRequest: async (request) => { request.identity = await inLanguageOf(request, () => admit(serving, route, request)); },
    handler: async (request, reply) => {
      await inLanguageOf(request, () => serveRoute(serving, route, request.identity, request, reply));
      return reply;
    },
  });
}

/** JSON in valid UTF-8, without `__proto__` and `constructor.prototype`; an empty body counts as none. */
function readJsonStrictly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = utf8.decode(body as Buffer);
    } catch {
      return done(new Problem('invalid', 'invalid_utf8', t('The body is not valid UTF-8.')));
    }
    return parse(request, text, done);
  });
}

async function sendProblem(serving: Serving, error: unknown, reply: FastifyReply): Promise<void> {
  const answer = inLanguageOf(reply.request, () => problemAnswer(error, serving.report));
  await reply.code(answer.status).headers({
    ...everywhere, ...answer.headers,
    'content-type': 'application/problem+json', 'cache-control': 'no-store', 'content-security-policy': apiPolicy,
  }).send(JSON.stringify(answer.body));
}

/** Sentences are in the language that is asked for: screens ask for theirs, programs that ask for none get English. */
const inLanguageOf = <T>(request: FastifyRequest, run: () => T): T => speakIn(request.headers['accept-language'], run);

function mountPage(app: FastifyInstance, page: Page): void {
  app.get(page.path, async (_request, reply) => {
    const { status = 200, contentType, body, headers } = await page.answer();
    return reply.code(status).headers({ 'cache-control': 'no-store', 'content-type': contentType, 'content-security-policy': apiPolicy, ...headers }).send(body);
  });
}

function mountForeign(app: FastifyInstance, foreign: { prefix: string; handle(request: Request): Promise<Response> }, baseUrl: string): void {
  app.get(`${foreign.prefix}*`, async (request, reply) => {
    const response = await foreign.handle(new Request(new URL(request.url, baseUrl), { headers: asHeaders(request) }));
    reply.code(response.status);
    for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
    for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
    return reply.send(await response.text());
  });
}
