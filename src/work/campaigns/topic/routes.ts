import type { Database } from '../../../platform/db/index.ts';
import { implement, type Route } from '../../../platform/http/index.ts';
import { canSend, canView } from '../permissions.ts';
import { setCampaignTopic, topicOfCampaign } from './campaign-topic.ts';
import * as contract from './contract.ts';

export const campaignTopicRoutes = ({ db }: { db: Database }): Route[] => [
  implement(contract.getCampaignTopic, { allow: canView, scope: 'campaigns:read', handle: async ({ actor, params }) => ({ topicId: await topicOfCampaign(db, actor.workspaceId, params.campaignId) }) }),
  implement(contract.setCampaignTopic, {
    allow: canSend, scope: 'campaigns:write', audit: 'campaign.topic-set',
    handle: async ({ actor, params, body, now }) => {
      await setCampaignTopic(db, actor, params.campaignId, body.topicId, now);
      return { topicId: await topicOfCampaign(db, actor.workspaceId, params.campaignId) };
    },
  }),
];
