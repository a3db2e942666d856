import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { createAuditLog } from '../../src/people/workspaces/index.ts';
import { systemClock, type Clock } from '../../src/platform/clock/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { createWebServer, type Identity, type Route, type WebServer, type WebServerOptions } from '../../src/platform/http/index.ts';
import { asId, type Actor, type MemberId, type Role, type Team, type WorkspaceId } from '../../src/platform/identity/index.ts';

// Routes called in process, with somebody signed in: the real server, its hooks and its contracts.
// Only the question "who is it?" is answered by the test.

export interface Answer<Body = any> {
  status: number;
  body: Body;
  text: string;
  headers: Record<string, string | string[] | number | undefined>;
}

export interface CallOptions {
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  /** A file's bytes, sent as an upload under this name. */
  upload?: { bytes: Uint8Array | string; filename?: string; contentType?: string };
}

export interface Caller {
  /** Paths are those of the contract, below /api/v1, filled in: `/contacts/5`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string, query?: CallOptions['query']): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  delete(path: string, body?: unknown): Promise<Answer>;
}

export interface TestApp {
  web: WebServer;
  /** Errors that would have been logged: a test may expect none. */
  failures: unknown[];
  /** Calls as a signed-in member, or as a program when the actor has scopes. */
  as(actor: Actor): Caller;
  anonymous: Caller;
  close(): Promise<void>;
}

/** Serves `routes` over `db`; closes by itself after the tests. */
export async function testApp(options: { db: Database; routes: readonly Route[]; clock?: Clock } & Partial<WebServerOptions>): Promise<TestApp> {
  const known = new Map<string, Identity>();
  const failures: unknown[] = [];
  const web = await createWebServer({
    clock: systemClock,
    baseUrl: 'http://localhost:4400',
    audit: createAuditLog(options.db),
    log: { error: (fields) => void failures.push((fields as { err?: unknown }).err ?? fields) },
    identify: async ({ headers }) => known.get(headers.get('x-test-actor') ?? ''),
    ...options,
  });
  const app: TestApp = {
    web, failures,
    as(actor) {
      const token = randomUUID();
      known.set(token, { actor, through: actor.scopes ? 'key' : 'session', ...(actor.scopes ? {} : { userId: `user-${actor.memberId}` }) });
      return caller(web, { 'x-test-actor': token });
    },
    anonymous: caller(web, {}),
    close: () => web.close(),
  };
  after(() => app.close());
  return app;
}

/** Calls routes of `web` with these headers on every request. */
export function caller(web: WebServer, always: Record<string, string>): Caller {
  const call: Caller['call'] = async (method, path, { query, body, headers, upload } = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
    const response = await web.app.inject({
      method: method as 'GET',
      url: `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`,
      headers: {
        ...always,
        ...(upload ? { 'content-type': upload.contentType ?? 'application/octet-stream', 'x-filename': encodeURIComponent(upload.filename ?? '') } : {}),
        ...(body !== undefined ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(upload ? { payload: Buffer.from(upload.bytes as string) } : body !== undefined ? { payload: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    });
    const type = String(response.headers['content-type'] ?? '');
    return { status: response.statusCode, text: response.body, headers: response.headers, body: /json/.test(type) ? JSON.parse(response.body) : undefined };
  };
  return {
    call,
    get: (path, query) => call('GET', path, query ? { query } : {}),
    post: (path, body) => call('POST', path, body === undefined ? {} : { body }),
    put: (path, body) => call('PUT', path, body === undefined ? {} : { body }),
    patch: (path, body) => call('PATCH', path, body === undefined ? {} : { body }),
    delete: (path, body) => call('DELETE', path, body === undefined ? {} : { body }),
  };
}

export interface Company {
  workspaceId: WorkspaceId;
  owner: Actor;
  manager: Actor;
  /** A member of team marketing. */
  member: Actor;
  /** A member of team sales. */
  seller: Actor;
  viewer: Actor;
}

/** A workspace with somebody in every role; nobody of them can sign in by password. */
export async function addCompany(db: Database, name = 'Northwind'): Promise<Company> {
  const { rows } = await db.pool.query<{ workspace_id: WorkspaceId }>('insert into workspaces (name) values ($1) returning workspace_id', [name]);
  const workspaceId = rows[0]!.workspace_id;
  const add = (personName: string, role: Role, team: Team | 'both') => addMember(db, workspaceId, { name: personName, role, team });
  return {
    workspaceId,
    owner: await add('Olga Owner', 'owner', 'both'),
    manager: await add('Manu Manager', 'manager', 'both'),
    member: await add('Mia Marketer', 'member', 'marketing'),
    seller: await add('Sam Seller', 'member', 'sales'),
    viewer: await add('Vera Viewer', 'viewer', 'marketing'),
  };
}

export async function addMember(db: Database, workspaceId: WorkspaceId, member: { name: string; role: Role; team: Team | 'both'; email?: string }): Promise<Actor> {
  const email = member.email ?? `${member.name.toLowerCase().replaceAll(' ', '.')}@w${workspaceId}.example`;
  const { rows } = await db.pool.query<{ id: number }>(
    'insert into members (workspace_id, email, name, team, role) values ($1, $2, $3, $4, $5) returning id', [workspaceId, email, member.name, member.team, member.role]);
  await db.pool.query(`update members set user_id = 'user-' || id where workspace_id = $1 and id = $2`, [workspaceId, rows[0]!.id]);
  return { workspaceId, memberId: asId<MemberId>(rows[0]!.id), name: member.name, team: member.team, role: member.role };
}

/** Calls `web` as a browser does: cookies that come are kept and sent along. */
export function browser(web: WebServer): Caller & { cookies: Map<string, string> } {
  const cookies = new Map<string, string>();
  const plain = caller(web, {});
  const call: Caller['call'] = async (method, path, options = {}) => {
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await plain.call(method, path, { ...options, headers: { 'sec-fetch-site': 'same-origin', ...(jar ? { cookie: jar } : {}), ...options.headers } });
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return answer;
  };
  return {
    cookies, call,
    get: (path, query) => call('GET', path, query ? { query } : {}),
    post: (path, body) => call('POST', path, body === undefined ? {} : { body }),
    put: (path, body) => call('PUT', path, body === undefined ? {} : { body }),
    patch: (path, body) => call('PATCH', path, body === undefined ? {} : { body }),
    delete: (path, body) => call('DELETE', path, body === undefined ? {} : { body }),
  };
}
