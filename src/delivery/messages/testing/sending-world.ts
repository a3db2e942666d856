import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { CompiledEmailId, LaneId, ServerId, WorkspaceId } from '../../../platform/identity/index.ts';
import { openMailConnection } from '../../transport/index.ts';
import { trackingLinks } from '../../tracking/index.ts';
import type { CompiledContent } from '../content/compiled-email.ts';
import type { Purpose } from '../content/prepare-compiled.ts';
import { openLane } from '../plan/lanes.ts';
import { planForContacts } from '../plan/plan-messages.ts';
import { storeCompiled } from '../plan/store-compiled.ts';
import { startSender, type Sender, type SenderOptions } from '../sender/sender.ts';

// A small company for tests of sending: a workspace, contacts, a server, a lane, an email.

export interface World {
  db: Database;
  workspaceId: WorkspaceId;
  serverId: ServerId;
}

export const testKeys = [{ id: 1, secret: randomBytes(32) }];
export const testLinks = trackingLinks(testKeys, 'https://links.example.com');

export const plainContent = (more: Partial<CompiledContent> = {}): CompiledContent => ({
  format: 1,
  from: { name: 'Ada', address: 'ada@sender.example' },
  replyTo: null,
  subject: ['Hello ', { value: 'contact.first_name', default: 'there', escape: 'none' }],
  html: ['<p>Hello ', { value: 'contact.first_name', default: 'there', escape: 'html' }, '</p><a href="', { link: 0 }, '">go</a>', { pixel: true }],
  text: ['Hello ', { value: 'contact.first_name', default: 'there', escape: 'none' }, '\n', { unsubscribe: true }],
  required: [],
  ...more,
});

/** A workspace with a server on a loopback port. */
export async function makeWorld(db: Database, port: number, server: { perMinute?: number; maxConnections?: number } = {}): Promise<World> {
  const workspaceId = await idOf<WorkspaceId>(db, `insert into workspaces (name, postal_address) values ('Acme', '1 Road') returning workspace_id as id`, []);
  const serverId = await addServer(db, workspaceId, port, server);
  return { db, workspaceId, serverId };
}

export function addServer(db: Database, workspaceId: number, port: number, server: { perMinute?: number; maxConnections?: number } = {}): Promise<ServerId> {
  return idOf<ServerId>(db, `insert into servers (workspace_id, name, kind, host, port, security, max_connections, per_minute)
    values ($1, 'sink', 'smtp', '127.0.0.1', $2, 'none', $3, $4) returning id`, [workspaceId, port, server.maxConnections ?? 4, server.perMinute ?? null]);
}

/** Contacts p1@people.example ... with the first names given. */
export async function addContacts(world: World, count: number, columns: Record<string, unknown> = {}): Promise<number[]> {
  const names = Object.keys(columns);
  const { rows } = await world.db.query<{ id: number }>({
    text: `insert into contacts (workspace_id, email, email_key, first_name ${names.map((name) => `, ${name}`).join('')})
      select $1, 'p' || n || '@people.example', 'p' || n || '@people.example', 'Person ' || n ${names.map((_, index) => `, $${index + 4}`).join('')}
      from generate_series($2::int, $3::int) n returning id`,
    values: [world.workspaceId, await nextNumber(world), (await nextNumber(world)) + count - 1, ...Object.values(columns)],
  });
  return rows.map((row) => row.id);
}

export async function addLane(world: World, lane: { purpose?: Purpose; sourceId?: number; serverId?: ServerId; priority?: number } = {}): Promise<LaneId> {
  const purpose = lane.purpose ?? 'marketing';
  return openLane(world.db, {
    workspaceId: world.workspaceId, sourceKind: 'campaign', sourceId: lane.sourceId ?? 1, serverId: lane.serverId ?? world.serverId, purpose,
    team: purpose === 'marketing' ? 'marketing' : purpose === 'sales' ? 'sales' : null, ...(lane.priority === undefined ? {} : { priority: lane.priority }),
  });
}

export function addCompiled(world: World, content: Partial<CompiledContent> = {}): Promise<CompiledEmailId> {
  return storeCompiled(world.db, world.workspaceId, plainContent(content), [{ index: 0, target: 'https://example.com/?a=1&b=2', counts: true }]);
}

/** Plans one message each; due now. */
export async function plan(world: World, laneId: LaneId, compiledId: CompiledEmailId, contactIds: readonly number[], more: { sourceId?: number; step?: number; dueAt?: Date; now?: Date; expiresAt?: Date } = {}): Promise<number> {
  const now = more.now ?? new Date();
  return planForContacts(world.db, {
    workspaceId: world.workspaceId, laneId, sourceKind: 'campaign', sourceId: more.sourceId ?? 1, step: more.step ?? 0, compiledId, contactIds,
    dueAt: more.dueAt ?? now, expiresAt: more.expiresAt ?? null, now,
  });
}

/** A sender for this database; unsigned, straight to each server's host and port. */
export function senderFor(db: Database, options: Partial<SenderOptions> & { clock?: Clock } = {}): Sender {
  return startSender({
    databaseUrl: db.url, clock: systemClock, keys: testKeys, links: testLinks, everyMs: 20,
    connect: (server) => openMailConnection({ host: server.host!, port: server.port!, security: server.security ?? 'none', helloName: 'test.example', mailsAtMost: server.mailsPerConnection, timeouts: { connect: 2000, command: 2000, content: 2000 } }),
    sign: async (_workspaceId, _domain, mail) => mail,
    onError: (error) => { throw error; },
    ...options,
  });
}

/** How many messages stand in each state. */
export async function statesOf(world: World): Promise<Record<string, number>> {
  const { rows } = await world.db.query<{ state: string; count: number }>({
    text: 'select state, count(*)::int as count from messages where workspace_id = $1 group by state', values: [world.workspaceId],
  });
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** Waits until `condition` holds; fails after `ms`. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function idOf<T extends number>(db: Database, text: string, values: unknown[]): Promise<T> {
  return (await db.query<{ id: T }>({ text, values })).rows[0]!.id;
}

async function nextNumber(world: World): Promise<number> {
  return (await world.db.query<{ next: number }>({ text: 'select count(*)::int + 1 as next from contacts where workspace_id = $1', values: [world.workspaceId] })).rows[0]!.next;
}
