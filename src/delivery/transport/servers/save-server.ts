import type { z } from 'zod';
import type { Database } from '../../../platform/db/index.ts';
import { conflict, invalid, notFound } from '../../../platform/errors/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { addServer } from '../contract.ts';
import { archiveServerRow, findServerRow, hasPlanned, insertServer, updateServer, type ServerRow } from './queries.ts';

type Settings = z.output<typeof addServer.body>;

/** Adds a server; its password is sealed before it is stored. */
export async function createServer(db: Database, secret: string, workspaceId: number, settings: Settings): Promise<ServerRow> {
  checkLogin(settings, false);
  const password = settings.username && settings.password ? seal(secret, settings.password) : null;
  return insertServer.one(db, [workspaceId, settings.name, ...columnsOf(settings, password)], 'mail server');
}

/** Changes a server; a password that is left out stays as it is. */
export async function editServer(db: Database, secret: string, workspaceId: number, serverId: number, settings: Settings): Promise<ServerRow> {
  return db.transaction(async (tx) => {
    const before = await findServerRow.one(tx, [workspaceId, serverId], 'mail server');
    if (before.kind === 'local') throw conflict('local_server', t('The built-in mailbox has nothing to set. Nothing was changed.'));
    checkLogin(settings, before.password_sealed !== null);
    // A kept password goes on to the same host only: else whoever may edit could have it sent to a host of theirs.
    const moved = before.host !== settings.host || before.username !== settings.username;
    if (settings.username && !settings.password && moved) {
      throw invalid('password_needed', t('The server or the user name has changed. Nothing was changed yet; enter the password again.'), [{ path: 'body.password', message: t('enter it again') }]);
    }
    const kept = settings.password ? seal(secret, settings.password) : before.password_sealed;
    const after = await updateServer.one(tx, [workspaceId, serverId, settings.name, ...columnsOf(settings, settings.username ? kept : null)], 'mail server');
    await notify(tx, 'kindred_due');
    return after;
  });
}

/** Puts a server away; refuses while something is still to go through it. */
export async function archiveServer(db: Database, workspaceId: number, serverId: number, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const { count } = await hasPlanned.one(tx, [workspaceId, serverId], 'mail server');
    if (count > 0) throw conflict('server_in_use', t('Mail is still planned to go through this server. Nothing was changed. Wait until it has gone, or cancel it first.'));
    if (!(await archiveServerRow.maybe(tx, [workspaceId, serverId, now]))) throw notFound(t('mail server'));
  });
}

function checkLogin(settings: Settings, hasPassword: boolean): void {
  if (settings.username && !settings.password && !hasPassword) {
    throw invalid('password_needed', t('A user name needs a password. Nothing was changed.'), [{ path: 'body.password', message: t('must not be empty') }]);
  }
}

const columnsOf = (s: Settings, password: Buffer | null) =>
  [s.host, s.port, s.security, s.username, password, s.maxConnections, s.perMinute, s.returnPath, s.mailsPerConnection] as const;
