import { changeContactIn, lockContact } from '../../../people/contacts/index.ts';
import { takeBackOptOut } from '../../../people/suppressions/index.ts';
import { recordAudit } from '../../../people/workspaces/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import { recordConsent } from '../topics/consent-records.ts';
import type { Person } from './person.ts';
import { pageSource, wasGiven } from './save-preferences.ts';

/** The button stands on the page that follows leaving. Mails are forwarded: after an hour their links only lead out. */
const mistakeMinutes = 60;

// What the leaving wrote down: `was given` where consent had been given.
const withdrawnWith = statement<{ was: string }>('forms.withdrawn-with', `
  select detail as was from consent_records
  where workspace_id = $1 and contact_id = $2 and what = 'consent-withdrawn' and source = $3 and at = $4 order by id desc limit 1`);

/**
 * Takes leaving back: the person's own opt-out is lifted and consent is what it was. False: there was none of their own within the hour;
 * what came of bounces, complaints or members stays. Mail that was stopped meanwhile stays stopped, and the figures keep the opt-out.
 */
export async function stayAfterAll(db: Database, person: Person, { address, now }: { address: string | null; now: Date }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { workspaceId, contactId, messageId, emailKey } = person;
    const contact = await lockContact(tx, workspaceId, contactId);
    const left = await takeBackOptOut(tx, workspaceId, { addressKey: emailKey, messageId, since: new Date(now.getTime() - mistakeMinutes * 60_000) }, now);
    if (!left) return false;
    const said = { workspaceId, contactId, at: now, source: pageSource, address };
    await recordConsent(tx, said, { what: 'suppression-lifted' });
    for (const id of left.ids) await recordAudit(tx, { workspaceId, memberId: null, action: 'suppression.lifted', subjectId: id, detail: { by: 'the person, on the page after leaving' }, now });
    const before = await withdrawnWith.maybe(tx, [workspaceId, contactId, pageSource, left.leftAt]);
    const isTheirs = contact.consent === 'withdrawn' && contact.consent_source === pageSource && contact.consent_at?.getTime() === left.leftAt.getTime();
    if (!before || !isTheirs || person.isDeleted) return true;
    const state = before.was === wasGiven ? 'given' : 'unknown';
    await changeContactIn(tx, workspaceId, contactId, { consent: { state, source: pageSource, at: now.toISOString() } }, now);
    if (state === 'given') await recordConsent(tx, said, { what: 'consent-given' });
    return true;
  });
}
