import type { Database } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { localDay, lookAgain } from '../../messages/index.ts';
import { archiveMailboxServer } from '../../transport/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { MailboxSettings } from '../contract.ts';
import { memberZone } from './member-zone.ts';
import { zoneOfMailbox } from './present-mailbox.ts';
import { deleteHolidays, findByMember, findMailboxRow, forgetMailbox, insertHolidays, listHolidays, setPaused, updateSettings, type MailboxRow } from './queries.ts';

/** Changes limits, hours and signature; what waits is judged anew at once. */
export async function changeMailbox(db: Database, actor: Actor, mailboxId: number, settings: MailboxSettings, now: Date): Promise<MailboxRow> {
  const { workspaceId, memberId } = actor;
  return db.transaction(async (tx) => {
    const today = localDay(zoneOfMailbox(await memberZone.one(tx, [workspaceId, memberId], 'member')), now).toString();
    const days = [...new Set(settings.workingDays)].toSorted((a, b) => a - b);
    const row = await updateSettings.one(tx, [workspaceId, mailboxId, memberId, settings.name, settings.signature, settings.dailyLimit, settings.ramp?.start ?? null,
      settings.ramp?.step ?? null, today, settings.spacingSeconds, settings.hours?.fromMinute ?? null, settings.hours?.untilMinute ?? null, days], 'mailbox');
    await lookAgain(tx, workspaceId, row.server_id, now);
    return findMailboxRow.one(tx, [workspaceId, mailboxId, memberId], 'mailbox');
  });
}

/** Pauses a mailbox, or lets it go on at once. It is read all the same: replies do not wait. */
export async function pauseMailbox(db: Database, actor: Actor, mailboxId: number, paused: boolean, now: Date): Promise<MailboxRow> {
  const { workspaceId, memberId } = actor;
  return db.transaction(async (tx) => {
    const row = await setPaused.one(tx, [workspaceId, mailboxId, memberId, paused ? now : null], 'mailbox');
    if (!paused) await lookAgain(tx, workspaceId, row.server_id, now);
    return findMailboxRow.one(tx, [workspaceId, mailboxId, memberId], 'mailbox');
  });
}

/** Disconnects a mailbox of the actor's; passwords and tokens are forgotten. What was still to leave from it is held, with that reason. */
export async function disconnectMailbox(db: Database, actor: Actor, mailboxId: number, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await forgetMailbox.maybe(tx, [actor.workspaceId, mailboxId, actor.memberId, now]);
    if (!row) throw notFound(t('mailbox'));
    await archiveMailboxServer(tx, actor.workspaceId, row.server_id, now);
    await notify(tx, 'kindred_mailboxes');
  });
}

/** Sets a member's days off. */
export async function setHolidays(db: Database, actor: Actor, days: readonly string[], now: Date): Promise<string[]> {
  const { workspaceId, memberId } = actor;
  return db.transaction(async (tx) => {
    await deleteHolidays.run(tx, [workspaceId, memberId, days]);
    await insertHolidays.run(tx, [workspaceId, memberId, days]);
    const mailbox = await findByMember.maybe(tx, [workspaceId, memberId]);
    if (mailbox) await lookAgain(tx, workspaceId, mailbox.server_id, now);
    return (await listHolidays.rows(tx, [workspaceId, memberId])).map(({ day }) => day);
  });
}
