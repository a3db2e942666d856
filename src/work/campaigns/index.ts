export { campaignStatus, movesOf, type CampaignCounts, type CampaignFacts } from './campaign.ts';
export { startCampaignWorker, workOnCampaigns } from './jobs.ts';
export { listCampaigns, summarize } from './present-campaign.ts';
export { findCampaignRow, findNamedCampaign, type CampaignRow, type ListedCampaignRow } from './queries.ts';
export { listHeld, readProgress } from './read-progress.ts';
export { campaignSource, testSource } from './read-status.ts';
export { campaignsRoutes, type CampaignsDeps } from './routes.ts';
export { createCampaign, type CampaignSettings } from './create-campaign.ts';
export { launchCampaign, type Launch } from './launch-campaign.ts';
