import type { CampaignStatus } from '../contract.ts';

/** A status as a person says it. */
export const statusWords: Record<CampaignStatus, string> = {
  draft: 'Draft', scheduled: 'Scheduled', preparing: 'Preparing', sending: 'Sending', paused: 'Paused', cancelled: 'Cancelled', finished: 'Finished',
};

/** Statuses in which messages may still leave. */
export const underWay: ReadonlySet<CampaignStatus> = new Set(['preparing', 'sending', 'paused']);

/** Where a campaign is looked at: a draft where it is written, any other where its figures are. */
export const hrefOf = ({ id, status }: { id: number; status: CampaignStatus }): string => (status === 'draft' ? `/campaigns/${id}/edit` : `/campaigns/${id}`);
