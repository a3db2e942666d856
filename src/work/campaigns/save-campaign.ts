import type { Database } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { isMoveIn } from './campaign.ts';
import { checkSettings, checkTeam, type CampaignSettings } from './create-campaign.ts';
import { getCampaign } from './present-campaign.ts';
import { lockCampaign, updateCampaign } from './queries.ts';
import { readStatus } from './read-status.ts';

/**
 * Edits a draft, or renames a campaign in any state. Throws `campaign_changed` when another revision
 * stands than the one the editor has seen, and `campaign_not_draft` once it is launched.
 */
export async function saveCampaign(db: Database, actor: Actor, campaignId: number, change: Partial<CampaignSettings> & { expectedRevision: number }, now: Date): Promise<void> {
  const { expectedRevision, ...wanted } = change;
  await db.transaction(async (tx) => {
    const row = await lockCampaign.one(tx, [actor.workspaceId, campaignId], 'campaign');
    if (row.revision !== expectedRevision) {
      throw conflict('campaign_changed', t('Somebody has changed this campaign meanwhile. Nothing of theirs was changed and nothing of yours saved: look at both, then save again.'),
        { theirs: await getCampaign(tx, actor, campaignId, now), yours: wanted });
    }
    const { status } = await readStatus(tx, row, now);
    if (!isMoveIn(status, 'edit') && Object.keys(wanted).some((key) => key !== 'name')) {
      throw conflict('campaign_not_draft', t('This campaign is {status}: only its name can be changed. Nothing was changed.', { status }));
    }
    const settings: CampaignSettings = {
      name: wanted.name ?? row.name, team: wanted.team ?? row.team, emailId: wanted.emailId ?? row.email_id,
      fromName: wanted.fromName ?? row.from_name, fromAddress: wanted.fromAddress ?? row.from_address,
      replyTo: wanted.replyTo === undefined ? row.reply_to : wanted.replyTo, serverId: wanted.serverId === undefined ? row.server_id : wanted.serverId,
      audience: wanted.audience ?? row.audience, sendTime: wanted.sendTime ?? row.send_time,
    };
    if (settings.team !== row.team) checkTeam(actor, settings.team);
    if (isMoveIn(status, 'edit')) await checkSettings(tx, actor, wanted);
    await updateCampaign.run(tx, [
      actor.workspaceId, campaignId, settings.name, settings.team, settings.emailId, settings.fromName, settings.fromAddress, settings.replyTo || null,
      settings.serverId, settings.audience, settings.sendTime, now,
    ]);
  });
}
