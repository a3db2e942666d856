import type { Actor, Team } from '../../platform/identity/index.ts';
import type { CampaignMove, CampaignStatus } from './contract.ts';
import { canSendFor, canWriteEmails } from './permissions.ts';

// A campaign's life. Nothing here is stored: rows keep facts (when it was launched, paused, ...),
// and its status follows from them.
//
//   draft -> scheduled -> preparing -> sending -> finished
//                 \          |  ^         |  ^
//                  \         v  |         v  |      (pause, resume)
//                   \        paused ----- paused
//                    \----------- cancelled

/** What may be done in which state; `archive` and `bring-back` exclude each other by the archive. */
const movesIn: Record<CampaignStatus, readonly CampaignMove[]> = {
  draft: ['edit', 'test', 'launch', 'duplicate', 'archive', 'bring-back'],
  scheduled: ['unschedule', 'test', 'cancel', 'duplicate'],
  preparing: ['pause', 'cancel', 'test', 'duplicate'],
  sending: ['pause', 'cancel', 'test', 'duplicate'],
  paused: ['resume', 'cancel', 'test', 'duplicate'],
  cancelled: ['duplicate', 'archive', 'bring-back'],
  finished: ['duplicate', 'archive', 'bring-back'],
};

export interface CampaignFacts {
  launchedAt: Date | null;
  sendAt: Date | null;
  audienceFrozenAt: Date | null;
  pausedAt: Date | null;
  cancelledAt: Date | null;
  finishedAt: Date | null;
  archivedAt: Date | null;
}

/** As much of the counts as decides: what is still to go, and whether anything was handed over. */
export interface CampaignCounts {
  /** Planned, claimed or being handed over. */
  open: number;
  /** Accepted, refused or of unknown fate. */
  handedOver: number;
}

/** The status of a campaign at `now`. It is finished when its audience is frozen and nothing is open; unknown messages do not keep it going. */
export function campaignStatus(campaign: CampaignFacts, counts: CampaignCounts, now: Date): CampaignStatus {
  if (campaign.cancelledAt) return 'cancelled';
  if (!campaign.launchedAt) return 'draft';
  if (campaign.finishedAt) return 'finished';
  if (campaign.audienceFrozenAt && counts.open === 0) return 'finished';
  if (campaign.pausedAt) return 'paused';
  if (campaign.sendAt && campaign.sendAt > now) return 'scheduled';
  return campaign.audienceFrozenAt || counts.handedOver > 0 ? 'sending' : 'preparing';
}

/** Whether a move is part of a state, whoever asks. */
export const isMoveIn = (status: CampaignStatus, move: CampaignMove): boolean => movesIn[status].includes(move);

/** What `actor` may do with a campaign now: guards the routes and shows the buttons. */
export function movesOf(actor: Actor, campaign: Pick<CampaignFacts, 'archivedAt'> & { team: Team }, status: CampaignStatus): CampaignMove[] {
  return movesIn[status].filter((move) => {
    if (move === 'archive' || move === 'bring-back') return canWriteEmails(actor) && (move === 'bring-back') === (campaign.archivedAt !== null);
    if (campaign.archivedAt && move !== 'duplicate') return false;
    return sending.has(move) ? canSendFor(actor, campaign.team) : canWriteEmails(actor);
  });
}

const sending = new Set<CampaignMove>(['launch', 'unschedule', 'pause', 'resume', 'cancel']);
