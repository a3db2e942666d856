import type { Database } from '../../platform/db/index.ts';
import { conflict, invalid } from '../../platform/errors/index.ts';
import { storeCompiled } from '../../delivery/messages/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { t } from '../../platform/words/contract.ts';
import { moveCampaign, type Move } from './move-campaign.ts';
import { gatherFacts } from './preflight/gather-facts.ts';
import { preflight } from './preflight/preflight.ts';
import { findCampaignRow, writeLaunch } from './queries.ts';
import type { SendTime } from './contract.ts';
import { launchTime, type LaunchTime } from './timing/launch-time.ts';

export interface Launch extends Move {
  /** What the launcher has seen: anything newer must be looked at first. */
  expectedRevision: number;
  expectedEmailVersion: number;
  /** Null: now. */
  at: { local: string; zone?: string | undefined } | null;
  /** The address that links begin with. */
  trackingUrl: string;
}

/**
 * Launches a campaign: what was checked and compiled is frozen in the transaction that launches, once
 * however often it is pressed. The worker freezes the audience when its time comes.
 * Throws `campaign_changed`, `email_changed`, `preflight_stopped`, `campaign_cannot_move` or `invalid_time`.
 */
export async function launchCampaign(db: Database, launch: Launch): Promise<void> {
  const { actor, campaignId, now } = launch;
  const { workspaceId } = actor;
  const seen = await findCampaignRow.one(db, [workspaceId, campaignId], 'campaign');
  // A second press finds it launched, and says so rather than that something has changed.
  if (seen.launched_at === null && seen.revision !== launch.expectedRevision) throw changed('campaign_changed', 'campaign');
  const begins = await beginningOf(db, launch, seen.send_time);
  const { facts, compiled, email } = await gatherFacts(db, seen, { trackingUrl: launch.trackingUrl, forecast: 'anybody', begins, now });
  if (seen.launched_at === null) {
    if (email.version !== launch.expectedEmailVersion) throw changed('email_changed', 'email');
    const stops = preflight(facts).filter(({ level }) => level === 'stop');
    if (stops.length > 0 || !compiled.content) {
      throw invalid('preflight_stopped', t('This campaign cannot go out yet: {stops}. Nothing was sent.', { stops: stops.map(({ title }) => title).join('; ') }),
        stops.map(({ where, code, detail }) => ({ path: `${where}.${code}`, message: detail })));
    }
  }
  await moveCampaign(db, launch, 'launch', async (tx, row) => {
    if (row.revision !== launch.expectedRevision) throw changed('campaign_changed', 'campaign');
    const compiledId = await storeCompiled(tx, workspaceId, compiled.content!, compiled.links, { emailId: email.id, emailVersion: email.version, sizeBytes: compiled.sizeBytes });
    await writeLaunch.run(tx, [workspaceId, campaignId, now, actor.memberId, begins.sendAt, begins.day, compiledId]);
  });
}

async function beginningOf(db: Database, { actor, at, now }: Launch, sendTime: SendTime): Promise<LaunchTime> {
  return launchTime(sendTime, at && { local: at.local, zone: at.zone ?? (await readSettings(db, actor.workspaceId)).timeZone }, now);
}

function changed(code: string, what: string): Error {
  return conflict(code, t('The {what} has changed since you looked at it. Nothing was launched: look at it once more.', { what }));
}
