import { phrase, type Phrase } from '../../../platform/ui/words.ts';
import type { CampaignStatus } from '../contract.ts';

/** A status as a person says it. */
export const statusWords: Record<CampaignStatus, Phrase> = {
  draft: phrase('Draft'), scheduled: phrase('Scheduled'), preparing: phrase('Preparing'), sending: phrase('Sending // under way'), paused: phrase('Paused'), cancelled: phrase('Cancelled'), finished: phrase('Finished'),
};

/** Statuses in which messages may still leave. */
export const underWay: ReadonlySet<CampaignStatus> = new Set(['preparing', 'sending', 'paused']);

/** Where a campaign is looked at: a draft where it is written, any other where its figures are. */
export const hrefOf = ({ id, status }: { id: number; status: CampaignStatus }): string => (status === 'draft' ? `/campaigns/${id}/edit` : `/campaigns/${id}`);
