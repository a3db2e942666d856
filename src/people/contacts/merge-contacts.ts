import { statement, type Database } from '../../platform/db/index.ts';
import { conflict, invalid } from '../../platform/errors/index.ts';
import { emit } from '../../platform/outbox-events/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { ContactView } from './contract.ts';
import { moveChanges } from './contact-changes.ts';
import type { ContactFollower } from './followers.ts';
import { getContact, lockContact, type ContactRecord } from './queries.ts';

const saveWinner = statement('contacts.save-winner', `
  update contacts set first_name = $3, last_name = $4, job_title = $5, phone = $6, company_id = $7, owner_id = $8, time_zone = $9, language = $10, attributes = $11,
    consent = $12, consent_source = $13, consent_at = $14, tracking = $15, tracking_source = $16, tracking_at = $17, updated_at = $18
  where workspace_id = $1 and id = $2`);
const saveLoser = statement('contacts.save-loser', 'update contacts set deleted_at = coalesce(deleted_at, $3), merged_into = $4, updated_at = $3 where workspace_id = $1 and id = $2');

/** Makes one of two: the winner keeps what it has and takes what it lacks; all that points at the loser moves. */
export async function mergeContacts(db: Database, followers: readonly ContactFollower[], workspaceId: number, winnerId: number, loserId: number, now: Date): Promise<ContactView> {
  if (winnerId === loserId) throw invalid('same_contact', t('A contact cannot be merged into itself. Choose another one.'));
  return db.transaction(async (tx) => {
    // In the order of their ids, so that two merges of the same pair wait for each other.
    const first = await lockContact(tx, workspaceId, Math.min(winnerId, loserId));
    const second = await lockContact(tx, workspaceId, Math.max(winnerId, loserId));
    const [winner, loser] = first.id === winnerId ? [first, second] : [second, first];
    if (winner.deleted_at) throw conflict('contact_deleted', t('The contact to keep is deleted. Put it back first.'));
    if (loser.merged_into !== null) throw conflict('already_merged', t('That contact was merged into another one already. Nothing was changed.'));
    const kept = mergedFields(winner, loser);
    await saveWinner.run(tx, [
      workspaceId, winnerId, kept.first_name, kept.last_name, kept.job_title, kept.phone, kept.company_id, kept.owner_id, kept.time_zone, kept.language, JSON.stringify(kept.attributes),
      kept.consent, kept.consent_source, kept.consent_at, kept.tracking, kept.tracking_source, kept.tracking_at, now,
    ]);
    await saveLoser.run(tx, [workspaceId, loserId, now, winnerId]);
    await moveChanges(tx, workspaceId, loserId, winnerId);
    for (const follower of followers) await follower.merged?.(tx, { workspaceId, loserId, winnerId, now });
    await emit(tx, { workspaceId, name: 'contact.merged', payload: { winnerId, loserId } });
    return getContact(tx, workspaceId, winnerId);
  });
}

/** Pure. A refusal by either of the two holds for the one they become. */
export function mergedFields(winner: ContactRecord, loser: ContactRecord): ContactRecord {
  const consents = [winner, loser];
  const consent = consents.find((each) => each.consent === 'withdrawn') ?? consents.find((each) => each.consent === 'given') ?? winner;
  const tracking = consents.find((each) => each.tracking === 'refused') ?? winner;
  return {
    ...winner,
    first_name: winner.first_name || loser.first_name, last_name: winner.last_name || loser.last_name, job_title: winner.job_title || loser.job_title, phone: winner.phone || loser.phone,
    company_id: winner.company_id ?? loser.company_id, owner_id: winner.owner_id ?? loser.owner_id, time_zone: winner.time_zone ?? loser.time_zone, language: winner.language ?? loser.language,
    attributes: { ...loser.attributes, ...winner.attributes },
    consent: consent.consent, consent_source: consent.consent_source, consent_at: consent.consent_at,
    tracking: tracking.tracking, tracking_source: tracking.tracking_source, tracking_at: tracking.tracking_at,
  };
}
