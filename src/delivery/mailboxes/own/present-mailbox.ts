import type { z } from 'zod';
import { tell } from '../../../platform/words/contract.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { firstKnownZone, readMailboxFacts } from '../../messages/index.ts';
import type { colleagueMailbox, MailboxAccount, MailboxTest, OwnMailbox } from '../contract.ts';
import type { MailboxRow } from './queries.ts';

/** What a mailbox does: by hand paused, or failing by what the watch found, or neither. */
export function mailboxState(row: Pick<MailboxRow, 'paused_at' | 'failing_since'>): 'active' | 'paused' | 'failing' {
  if (row.paused_at) return 'paused';
  return row.failing_since ? 'failing' : 'active';
}

export const zoneOfMailbox = (row: Pick<MailboxRow, 'member_zone' | 'workspace_zone'>): string => firstKnownZone(row.member_zone, row.workspace_zone);

/** How the account is reached: everything but its secrets. */
export const accountOf = (row: MailboxRow): MailboxAccount => ({
  provider: row.provider, address: row.address, name: row.name,
  outgoing: { host: row.smtp_host, port: row.smtp_port, security: row.smtp_security },
  incoming: { host: row.imap_host, port: row.imap_port, security: row.imap_security },
  username: row.imap_username,
});

/** A mailbox as its member sees it. */
export async function presentMailbox(on: Queryable, row: MailboxRow, now: Date): Promise<OwnMailbox> {
  const facts = await readMailboxFacts(on, row.workspace_id, row.server_id, now);
  return {
    ...accountOf(row), id: row.id, auth: row.auth, username: row.imap_username, signature: row.signature,
    dailyLimit: row.daily_limit, ramp: row.ramp_start === null ? null : { start: row.ramp_start, step: row.ramp_step }, spacingSeconds: row.spacing_seconds,
    hours: row.hours_from === null || row.hours_until === null ? null : { fromMinute: row.hours_from, untilMinute: row.hours_until }, workingDays: row.working_days,
    state: mailboxState(row),
    failing: row.failing_since ? { since: row.failing_since.toISOString(), reason: tell(row.failing_reason ?? '') } : null,
    checkedAt: row.checked_at?.toISOString() ?? null,
    lastTest: row.last_test && row.last_tested_at ? { ...(row.last_test as MailboxTest), at: row.last_tested_at.toISOString() } : null,
    today: { sent: facts.sentToday, limit: facts.limitToday, zone: zoneOfMailbox(row) },
    connectedAt: row.connected_at.toISOString(),
  };
}

/** What a manager sees of a colleague's. */
export const presentColleague = (row: MailboxRow): z.infer<typeof colleagueMailbox> => ({
  id: row.id, member: { id: row.member_id, name: row.member_name }, address: row.address, state: mailboxState(row), checkedAt: row.checked_at?.toISOString() ?? null,
});
