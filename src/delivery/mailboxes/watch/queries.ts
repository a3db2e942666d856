import { statement } from '../../../platform/db/index.ts';
import type { FolderRole } from '../imap/find-folders.ts';
import type { MailboxRow } from '../own/queries.ts';

export type WatchedRow = Pick<MailboxRow, 'workspace_id' | 'id' | 'server_id' | 'provider' | 'address' | 'auth' | 'imap_host' | 'imap_port' | 'imap_security' | 'imap_username'
  | 'imap_password_sealed' | 'access_token_sealed' | 'access_expires_at' | 'refresh_token_sealed' | 'failing_since' | 'revision' | 'connected_at'>;
const columns = `workspace_id, id, server_id, provider, address, auth, imap_host, imap_port, imap_security, imap_username,
  imap_password_sealed, access_token_sealed, access_expires_at, refresh_token_sealed, failing_since, revision, connected_at`;

/** Takes and keeps mailboxes to watch: ours ($1) are ours again until $3, and up to $4 that nobody watches at $2 become ours. By mailboxes_watched. */
export const keepWatched = statement<WatchedRow>('mailboxes.keep-watched', `
  with free as (
    select b.workspace_id, b.id from mailboxes b
    where b.disconnected_at is null and (b.watched_until is null or b.watched_until <= $2) and b.watched_by is distinct from $1
      and not exists (select 1 from members m where m.workspace_id = b.workspace_id and m.id = b.member_id and m.left_at is not null)
    order by b.watched_until nulls first limit $4 for update skip locked)
  update mailboxes b set watched_by = $1, watched_until = $3
  where b.disconnected_at is null and (b.watched_by = $1 or (b.workspace_id, b.id) in (select * from free))
    and not exists (select 1 from members m where m.workspace_id = b.workspace_id and m.id = b.member_id and m.left_at is not null)
  returning ${columns}`);
export const leaveWatched = statement('mailboxes.leave-watched', 'update mailboxes set watched_by = null, watched_until = null where watched_by = $1');
export const findWatched = statement<WatchedRow>('mailboxes.watched', `select ${columns} from mailboxes where workspace_id = $1 and id = $2 and disconnected_at is null`);

export const markRead = statement<{ was_failing: boolean; server_id: number }>('mailboxes.mark-read', `
  with before as (select failing_since is not null or checked_at is null or checked_at < $3::timestamptz - interval '30 minutes' as was_failing from mailboxes where workspace_id = $1 and id = $2)
  update mailboxes set checked_at = $3, failing_since = null, failing_reason = null
  where workspace_id = $1 and id = $2 and disconnected_at is null and revision = $4 returning (select was_failing from before), server_id`);
export const markFailing = statement('mailboxes.mark-failing', `
  update mailboxes set failing_since = coalesce(failing_since, $3), failing_reason = $4 where workspace_id = $1 and id = $2 and disconnected_at is null and revision = $5`);

export const findPlace = statement<{ uid_validity: number; last_uid: number; read_at: Date }>('mailboxes.folder', `
  select uid_validity, last_uid, read_at from mailbox_folders where workspace_id = $1 and mailbox_id = $2 and path = $3`);
export const storePlace = statement<never, readonly [number, number, string, FolderRole, number, number, Date]>('mailboxes.store-folder', `
  insert into mailbox_folders (workspace_id, mailbox_id, path, role, uid_validity, last_uid, read_at) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (workspace_id, mailbox_id, path) do update set role = excluded.role, uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, read_at = excluded.read_at`);
