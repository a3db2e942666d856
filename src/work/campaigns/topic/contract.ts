import { z } from 'zod';
import { endpoint, id, idParam } from '../../../platform/http/contract.ts';

// What a campaign writes about: people who left that topic are passed over.

const params = z.object({ campaignId: idParam });
const topic = z.object({ topicId: id.nullable() });

export const getCampaignTopic = endpoint({ method: 'GET', path: '/campaigns/{campaignId}/topic', tag: 'Campaigns', summary: 'The topic a campaign writes about', params, response: topic });
export const setCampaignTopic = endpoint({
  method: 'PUT', path: '/campaigns/{campaignId}/topic', tag: 'Campaigns', summary: 'Say what a campaign writes about; null: nothing that people choose', params, body: z.strictObject({ topicId: id.nullable() }), response: topic,
});
