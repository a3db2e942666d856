import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { eraseContactTraces } from '../../../delivery/tracking/index.ts';
import { messagesFollower } from '../../../delivery/messages/index.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { ContactFollower } from '../../../people/contacts/index.ts';
import type { FormBody } from '../contract.ts';
import { createPublicDoors } from '../door/public-doors.ts';
import { formsFollower } from '../follow-contacts.ts';
import { getFormView } from '../form/present-form.ts';
import { createForm } from '../form/save-form.ts';
import type { FormsDeps } from '../house.ts';
import { startToken } from '../sign-up/start-token.ts';

// Public pages on a port of their own, over a database, with a clock that tests move.

export const testKeys = [{ id: 1, secret: Buffer.alloc(32, 9) }];
const followers: readonly ContactFollower[] = [messagesFollower, { name: 'hits', erased: (tx, { workspaceId, contactId }) => eraseContactTraces(tx, workspaceId, contactId) }, formsFollower];

export interface PageAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export interface FormsWorld {
  db: Database;
  deps: FormsDeps;
  clock: ReturnType<typeof movableClock>;
  url: string;
  failures: unknown[];
  get(path: string, headers?: Record<string, string>): Promise<PageAnswer>;
  /** Sends fields as a browser's form does. */
  post(path: string, fields: Record<string, string | string[]> | string, headers?: Record<string, string>): Promise<PageAnswer>;
}

/** Close it before its database: call `after` of the database first. */
export async function openFormsWorld(db: Database, options: { trustedProxies?: string[] } = {}): Promise<FormsWorld> {
  const clock = movableClock(new Date('2026-11-23T09:00:00Z'));
  const failures: unknown[] = [];
  const server: Server = createServer((request, response) => {
    const door = doors.find(({ prefix }) => request.url?.startsWith(prefix));
    if (door) door.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const deps: FormsDeps = { db, keys: testKeys, publicUrl: url, followers };
  const doors = createPublicDoors({ ...deps, clock, trustedProxies: options.trustedProxies ?? ['127.0.0.1'], log: { error: (fields: unknown) => void failures.push(fields) } });
  after(() => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }));
  const call = async (path: string, init: RequestInit): Promise<PageAnswer> => {
    const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    db, deps, clock, url, failures,
    get: (path, headers = {}) => call(path, { headers }),
    post: (path, fields, headers = {}) => call(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: typeof fields === 'string' ? fields : encoded(fields) }),
  };
}

function encoded(fields: Record<string, string | string[]>): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
  return body.toString();
}

export async function addWorkspace(db: Database, name = 'Northwind'): Promise<number> {
  const { rows } = await db.pool.query<{ workspace_id: number }>(`insert into workspaces (name, postal_address) values ($1, '1 Quay, Hamburg') returning workspace_id`, [name]);
  await db.pool.query(`insert into servers (workspace_id, name, kind) values ($1, 'Local mailbox', 'local')`, [rows[0]!.workspace_id]);
  return rows[0]!.workspace_id;
}

export async function addTopic(db: Database, workspaceId: number, name: string): Promise<number> {
  return (await db.pool.query<{ id: number }>('insert into topics (workspace_id, name) values ($1, $2) returning id', [workspaceId, name])).rows[0]!.id;
}

export const englishTexts = { title: 'Our news', intro: 'Once a month.', button: 'Sign me up', consent: 'Yes, write to me.', thanks: '' };

export async function addForm(world: FormsWorld, workspaceId: number, more: Partial<FormBody> = {}): Promise<{ id: number; path: string }> {
  const body: FormBody = { name: 'Newsletter', language: 'en', texts: { en: englishTexts }, fields: [{ key: 'first_name', required: false }], topicIds: [], listId: null, successUrl: null, ...more };
  const { id } = await createForm(world.db, { workspaceId, memberId: 1, now: world.clock.now() }, body);
  return { id, path: new URL((await getFormView(world.deps, workspaceId, id)).url).pathname };
}

/** The fields of somebody who took their time, for this form. */
export const typed = (world: FormsWorld, workspaceId: number, formId: number, more: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
  email: 'Jane@Example.com', first_name: 'Jane', agree: 'yes', website: '', language: 'en',
  start: startToken(testKeys, { workspaceId, id: formId }, new Date(world.clock.now().getTime() - 20_000)), ...more,
});

/** The links in mails planned for an address, newest last. */
export async function linksTo(world: FormsWorld, workspaceId: number, address: string): Promise<string[]> {
  const { rows } = await world.db.pool.query<{ text: string }>(`
    select e.content -> 'text' ->> 0 as text from messages m join compiled_emails e on e.workspace_id = m.workspace_id and e.id = m.compiled_id
    left join contacts c on c.workspace_id = m.workspace_id and c.id = m.recipient_id and m.recipient_kind = 'contact'
    where m.workspace_id = $1 and coalesce(m.vars ->> 'address', c.email) = $2 order by m.id`, [workspaceId, address]);
  return rows.map(({ text }) => /http:\S+/.exec(text)![0]);
}

export async function countOf(db: Database, table: string, where: string, values: unknown[]): Promise<number> {
  return (await db.pool.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`, values)).rows[0]!.n;
}
