import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { ServerId } from '../../../platform/identity/index.ts';

const insertLocal = statement<{ id: ServerId }>('transport.insert-local-server', `
  insert into servers (workspace_id, name, kind, max_connections, mails_per_connection, per_minute)
  values ($1, 'Built-in mailbox', 'local', 4, 1000, $2) returning id`);
const findLocal = statement<{ id: ServerId }>('transport.local-server', `
  select id from servers where workspace_id = $1 and kind = 'local' and archived_at is null order by id limit 1`);
const findDefault = statement<{ id: ServerId }>('transport.default-server', `
  select id from servers where workspace_id = $1 and archived_at is null and kind <> 'mailbox' order by (kind = 'smtp') desc, id limit 1`);
const countReal = statement<{ count: number }>('transport.count-real-servers', `
  select count(*)::int as count from servers where workspace_id = $1 and kind = 'smtp' and archived_at is null`);

/** Gives a workspace the built-in mailbox, whose mail never leaves the machine; once. `perMinute` null: as fast as it can. */
export async function createLocalServer(tx: Queryable, workspaceId: number, perMinute: number | null = null): Promise<ServerId> {
  const there = await findLocal.maybe(tx, [workspaceId]);
  return (there ?? (await insertLocal.one(tx, [workspaceId, perMinute], 'mail server'))).id;
}

/** The server mail takes when nobody chose one: the oldest real one, else the built-in mailbox. */
export async function defaultServer(tx: Queryable, workspaceId: number): Promise<ServerId> {
  return (await findDefault.maybe(tx, [workspaceId]))?.id ?? createLocalServer(tx, workspaceId);
}

/** Whether mail of this workspace stays on this machine, because no real server is set yet. */
export async function usesLocalMailbox(db: Queryable, workspaceId: number): Promise<boolean> {
  return (await countReal.one(db, [workspaceId], 'workspace')).count === 0;
}
