import { statement } from '../../../platform/db/index.ts';
import type { MemberId, ServerId } from '../../../platform/identity/index.ts';
import type { Provider, Security } from '../providers.ts';

/** A mailbox with its outgoing half, as stored. */
export interface MailboxRow {
  workspace_id: number; id: number; member_id: MemberId; server_id: ServerId; provider: Provider; address: string; name: string; signature: string; auth: 'password' | 'oauth2';
  imap_host: string; imap_port: number; imap_security: Security; imap_username: string;
  imap_password_sealed: Buffer | null; access_token_sealed: Buffer | null; access_expires_at: Date | null; refresh_token_sealed: Buffer | null;
  daily_limit: number; ramp_start: number | null; ramp_step: number; spacing_seconds: number;
  hours_from: number | null; hours_until: number | null; working_days: number[];
  paused_at: Date | null; failing_since: Date | null; failing_reason: string | null; checked_at: Date | null;
  last_test: { ok: boolean; steps: unknown[] } | null; last_tested_at: Date | null;
  revision: number; connected_at: Date; disconnected_at: Date | null;
  smtp_host: string; smtp_port: number; smtp_security: Security;
  member_name: string; member_zone: string | null; workspace_zone: string;
}

const columns = `b.workspace_id, b.id, b.member_id, b.server_id, b.provider, b.address, b.name, b.signature, b.auth, b.imap_host, b.imap_port, b.imap_security, b.imap_username,
  b.imap_password_sealed, b.access_token_sealed, b.access_expires_at, b.refresh_token_sealed, b.daily_limit, b.ramp_start, b.ramp_step, b.spacing_seconds, b.hours_from, b.hours_until,
  b.working_days, b.paused_at, b.failing_since, b.failing_reason, b.checked_at, b.last_test, b.last_tested_at, b.revision, b.connected_at, b.disconnected_at,
  s.host as smtp_host, s.port as smtp_port, s.security as smtp_security, m.name as member_name, m.time_zone as member_zone, w.time_zone as workspace_zone`;
const from = `from mailboxes b
  join servers s on s.workspace_id = b.workspace_id and s.id = b.server_id
  join members m on m.workspace_id = b.workspace_id and m.id = b.member_id
  join workspaces w on w.workspace_id = b.workspace_id`;

export const listMailboxRows = statement<MailboxRow>('mailboxes.list-own', `
  select ${columns} ${from} where b.workspace_id = $1 and b.disconnected_at is null and m.left_at is null order by b.id`);
/** One that is connected, of member $3; null: anybody's. */
export const findMailboxRow = statement<MailboxRow>('mailboxes.find-own', `
  select ${columns} ${from} where b.workspace_id = $1 and b.id = $2 and b.disconnected_at is null and ($3::bigint is null or b.member_id = $3)`);
/** By address, whoever's it is; one that was disconnected too. */
export const findByAddress = statement<MailboxRow>('mailboxes.by-address', `
  select ${columns} ${from} where b.workspace_id = $1 and lower(b.address) = lower($2) order by b.disconnected_at nulls first, b.id desc limit 1`);
export const findByMember = statement<MailboxRow>('mailboxes.by-member', `
  select ${columns} ${from} where b.workspace_id = $1 and b.member_id = $2 and b.disconnected_at is null and m.left_at is null order by b.id limit 1`);
export const findByServer = statement<MailboxRow>('mailboxes.by-server', `
  select ${columns} ${from} where b.workspace_id = $1 and b.server_id = $2`);

export const insertMailbox = statement<{ id: number }>('mailboxes.insert-own', `
  insert into mailboxes (workspace_id, member_id, server_id, provider, address, name, auth, imap_host, imap_port, imap_security, imap_username,
    imap_password_sealed, access_token_sealed, access_expires_at, refresh_token_sealed, last_test, last_tested_at, connected_at, ramp_since)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18) returning id`);
// Working again is for the watch to find out: until it has read the folders, nothing leaves.
export const updateAccount = statement('mailboxes.update-account', `
  update mailboxes set provider = $3, address = $4, name = $5, auth = $6, imap_host = $7, imap_port = $8, imap_security = $9, imap_username = $10,
    imap_password_sealed = $11, access_token_sealed = $12, access_expires_at = $13, refresh_token_sealed = $14, last_test = $15, last_tested_at = $16,
    failing_since = null, failing_reason = null, disconnected_at = null, checked_at = case when disconnected_at is null then checked_at end,
    connected_at = case when disconnected_at is null then connected_at else $16 end, revision = revision + 1, watched_until = null
  where workspace_id = $1 and id = $2`);
export const updateSettings = statement<{ server_id: number }>('mailboxes.update-settings', `
  update mailboxes set name = $4, signature = $5, daily_limit = $6, ramp_start = $7, ramp_step = coalesce($8, ramp_step),
    -- A ramp that is set anew begins today.
    ramp_since = case when ramp_start is null or ramp_start is distinct from $7 then $9::date else ramp_since end,
    spacing_seconds = $10, hours_from = $11, hours_until = $12, working_days = $13
  where workspace_id = $1 and id = $2 and member_id = $3 and disconnected_at is null returning server_id`);
export const setPaused = statement<{ server_id: number }>('mailboxes.set-paused', `
  update mailboxes set paused_at = $4 where workspace_id = $1 and id = $2 and member_id = $3 and disconnected_at is null returning server_id`);
export const storeMailboxTest = statement('mailboxes.store-test', `
  update mailboxes set last_test = $3, last_tested_at = $4 where workspace_id = $1 and id = $2`);
export const forgetMailbox = statement<{ server_id: number }>('mailboxes.disconnect', `
  update mailboxes set disconnected_at = $4, imap_password_sealed = null, access_token_sealed = null, refresh_token_sealed = null, access_expires_at = null,
    failing_since = null, failing_reason = null, checked_at = null, watched_until = null, revision = revision + 1
  where workspace_id = $1 and id = $2 and member_id = $3 and disconnected_at is null returning server_id`);

export const listHolidays = statement<{ day: string }>('mailboxes.holidays', `
  select day::text from member_holidays where workspace_id = $1 and member_id = $2 order by day`);
export const deleteHolidays = statement('mailboxes.delete-holidays', 'delete from member_holidays where workspace_id = $1 and member_id = $2 and day <> all($3::date[])');
export const insertHolidays = statement('mailboxes.insert-holidays', `
  insert into member_holidays (workspace_id, member_id, day) select $1, $2, day from unnest($3::date[]) as day on conflict do nothing`);
