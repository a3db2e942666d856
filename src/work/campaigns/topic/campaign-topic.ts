import { listLiveTopics } from '../../../craft/forms/index.ts';
import { statement, type Database, type Queryable } from '../../../platform/db/index.ts';
import { conflict, invalid } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { isMoveIn } from '../campaign.ts';
import { checkTeam } from '../create-campaign.ts';
import { lockCampaign } from '../queries.ts';
import { readStatus } from '../read-status.ts';
import { t } from '../../../platform/words/contract.ts';

const find = statement<{ topic_id: number | null }>('campaigns.topic', 'select topic_id from campaigns where workspace_id = $1 and id = $2');
const write = statement('campaigns.set-topic', 'update campaigns set topic_id = $3, updated_at = $4 where workspace_id = $1 and id = $2');

/** The topic a campaign writes about; null: none that people choose. */
export const topicOfCampaign = async (on: Queryable, workspaceId: number, campaignId: number): Promise<number | null> => (await find.one(on, [workspaceId, campaignId], 'campaign')).topic_id;

const copy = statement('campaigns.copy-topic', `
  update campaigns c set topic_id = t.id from campaigns o join topics t on t.workspace_id = o.workspace_id and t.id = o.topic_id and t.archived_at is null
  where c.workspace_id = $1 and c.id = $3 and o.workspace_id = $1 and o.id = $2`);

/** A copy writes about the same, unless that topic was put away. */
export async function copyTopic(tx: Queryable, workspaceId: number, fromId: number, toId: number): Promise<void> {
  await copy.run(tx, [workspaceId, fromId, toId]);
}

/** Sets it while the campaign is a draft. Throws `unknown_topic`, or `campaign_not_draft` once it is launched. */
export async function setCampaignTopic(db: Database, actor: Actor, campaignId: number, topicId: number | null, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockCampaign.one(tx, [actor.workspaceId, campaignId], 'campaign');
    checkTeam(actor, row.team);
    const { status } = await readStatus(tx, row, now);
    if (!isMoveIn(status, 'edit')) throw conflict('campaign_not_draft', t('This campaign is no draft any more: its topic stays. Nothing was changed.'));
    if (topicId !== null && !(await listLiveTopics(tx, actor.workspaceId)).some(({ id }) => id === topicId)) {
      throw invalid('unknown_topic', t('There is no such topic in use. Nothing was changed.'), [{ path: 'body.topicId', message: t('is not there, or was put away') }]);
    }
    await write.run(tx, [actor.workspaceId, campaignId, topicId, now]);
  });
}
