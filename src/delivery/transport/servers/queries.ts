import { statement } from '../../../platform/db/index.ts';
import type { ServerId } from '../../../platform/identity/index.ts';
import { t, tell } from '../../../platform/words/contract.ts';
import type { MailServer } from '../server.ts';
import type { ServerView } from '../contract.ts';
import { tellSteps } from './test-server.ts';

export interface ServerRow {
  workspace_id: number; id: ServerId; name: string; kind: 'smtp' | 'local'; host: string | null; port: number | null;
  security: 'none' | 'starttls' | 'tls' | null; username: string | null; password_sealed: Buffer | null;
  max_connections: number; per_minute: number | null; return_path: string | null; mails_per_connection: number;
  paused_until: Date | null; paused_reason: string | null; last_tested_at: Date | null; last_test: Pick<NonNullable<ServerView['lastTest']>, 'ok' | 'steps'> | null;
  created_at: Date;
}

const columns = `workspace_id, id, name, kind, host, port, security, username, password_sealed, max_connections, per_minute,
  return_path, mails_per_connection, paused_until, paused_reason, last_tested_at, last_test, created_at`;

export const listServerRows = statement<ServerRow>('transport.servers', `
  select ${columns} from servers where workspace_id = $1 and archived_at is null and kind <> 'mailbox' order by kind desc, id desc`);
export const findServerRow = statement<ServerRow>('transport.server', `
  select ${columns} from servers where workspace_id = $1 and id = $2 and archived_at is null and kind <> 'mailbox'`);
export const insertServer = statement<ServerRow>('transport.insert-server', `
  insert into servers (workspace_id, name, kind, host, port, security, username, password_sealed, max_connections, per_minute, return_path, mails_per_connection)
  values ($1, $2, 'smtp', $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${columns}`);
// New settings deserve a new try: whatever paused the server before is forgotten.
export const updateServer = statement<ServerRow>('transport.update-server', `
  update servers set name = $3, host = $4, port = $5, security = $6, username = $7, password_sealed = $8, max_connections = $9, per_minute = $10,
    return_path = $11, mails_per_connection = $12, paused_until = null, paused_reason = null, pauses = 0
  where workspace_id = $1 and id = $2 and kind = 'smtp' and archived_at is null returning ${columns}`);
export const archiveServerRow = statement<{ id: number }>('transport.archive-server', `
  update servers set archived_at = $3, password_sealed = null where workspace_id = $1 and id = $2 and kind = 'smtp' and archived_at is null returning id`);
export const resumeServerRow = statement<ServerRow>('transport.resume-server', `
  update servers set paused_until = null, paused_reason = null, pauses = 0 where workspace_id = $1 and id = $2 and archived_at is null and kind <> 'mailbox' returning ${columns}`);
export const storeTest = statement('transport.store-test', `
  update servers set last_tested_at = $3, last_test = $4 where workspace_id = $1 and id = $2`);
/** Is anything still to go through this server? */
export const hasPlanned = statement<{ count: number }>('transport.server-has-planned', `
  select count(*)::int as count from lanes l where l.workspace_id = $1 and l.server_id = $2 and l.state <> 'closed'
    and exists (select 1 from messages m where m.workspace_id = $1 and m.lane_id = l.id and m.state = 'planned')`);

export const mailServerOf = (row: Omit<ServerRow, 'kind'> & { kind: MailServer['kind'] }): MailServer => ({
  workspaceId: row.workspace_id, id: row.id, name: row.name, kind: row.kind, host: row.host, port: row.port, security: row.security,
  username: row.username, passwordSealed: row.password_sealed, maxConnections: row.max_connections, perMinute: row.per_minute,
  returnPath: row.return_path, mailsPerConnection: row.mails_per_connection,
});

/** What a server is called on a screen: nobody named the built-in one, so it has its name in the reader's language. */
export const serverName = (row: { kind: MailServer['kind']; name: string }): string => (row.kind === 'local' ? t('Built-in mailbox') : row.name);

export function presentServer(row: ServerRow, now: Date): ServerView {
  const isPaused = row.paused_until !== null && row.paused_until > now;
  return {
    id: row.id, name: serverName(row), kind: row.kind, host: row.host, port: row.port, security: row.security, username: row.username,
    hasPassword: row.password_sealed !== null, maxConnections: row.max_connections, perMinute: row.per_minute, returnPath: row.return_path,
    mailsPerConnection: row.mails_per_connection,
    paused: isPaused ? { until: row.paused_until!.toISOString(), reason: tell(row.paused_reason ?? '') } : null,
    lastTest: row.last_test && row.last_tested_at ? { ok: row.last_test.ok, steps: tellSteps(row.last_test.steps), at: row.last_tested_at.toISOString() } : null,
    createdAt: row.created_at.toISOString(),
  };
}
