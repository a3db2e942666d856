import { delivered, deliveredTracked, sent, type Counts } from '../../delivery/metrics/index.ts';
import type { LinkCounts } from '../../delivery/events/index.ts';
import { refused } from '../../work/campaigns/index.ts';
import type { Did } from './contract.ts';

/** What is counted of a campaign beside the rollups: messages that wait now, by reason. */
export interface Standing {
  held: readonly { reason: string; count: number }[];
  inFlight: number;
}

/** How long the list of those who did something is: the number it stands behind. Null where only walking it would tell. */
export function countPeople(counts: Counts, standing: Standing, links: readonly LinkCounts[], asked: { did: Did; link?: number | undefined; reason?: string | undefined }): number | null {
  const { did, link, reason } = asked;
  if (reason !== undefined) return did === 'held' ? standing.held.find((one) => one.reason === reason)?.count ?? 0 : null;
  if (link !== undefined) {
    const found = links.find((one) => one.link === link);
    return did === 'clicked' ? found?.clicked ?? 0 : did === 'clicked-all' ? found?.clickedAll ?? 0 : null;
  }
  return byDid[did](counts, standing);
}

const heldCount = ({ held }: Standing): number => held.reduce((sum, { count }) => sum + count, 0);
const permanent = (c: Counts) => c.refusedAddressPermanent + c.bouncedPermanent;
const temporary = (c: Counts) => c.refusedAddressTemporary + c.bouncedTemporary;
const open = (c: Counts) => c.planned - c.accepted - refused(c) - c.unknown - c.dropped - c.cancelled;

const byDid: Record<Did, (counts: Counts, standing: Standing) => number> = {
  planned: (c) => c.planned,
  waiting: (c, standing) => Math.max(0, open(c) - heldCount(standing) - standing.inFlight),
  held: (_, standing) => heldCount(standing),
  'in-flight': (_, standing) => standing.inFlight,
  accepted: (c) => c.accepted,
  delivered,
  refused,
  unknown: (c) => c.unknown,
  dropped: (c) => c.dropped,
  cancelled: (c) => c.cancelled,
  opened: (c) => c.opened,
  'opened-all': (c) => c.openedAll,
  'machine-only': (c) => c.openedAll - c.opened,
  'not-opened': (c) => deliveredTracked(c) - c.opened,
  clicked: (c) => c.clicked,
  'clicked-all': (c) => c.clickedAll,
  unsubscribed: (c) => c.unsubscribed,
  complained: (c) => c.complained,
  replied: (c) => c.replied,
  bounced: (c) => permanent(c) + temporary(c),
  'bounced-permanent': permanent,
  'bounced-temporary': temporary,
};

/** The counts as the results page shows them. */
export function shownCounts(counts: Counts, standing: Standing) {
  return {
    planned: counts.planned, sent: sent(counts), accepted: counts.accepted, delivered: delivered(counts), refused: refused(counts),
    unknown: counts.unknown, dropped: counts.dropped, cancelled: counts.cancelled, held: heldCount(standing),
    bouncedPermanent: permanent(counts), bouncedTemporary: temporary(counts),
    opened: counts.opened, openedAll: counts.openedAll, clicked: counts.clicked, clickedAll: counts.clickedAll,
    unsubscribed: counts.unsubscribed, complained: counts.complained, anonymousOpens: counts.openAnonymous, anonymousClicks: counts.clickAnonymous,
  };
}
