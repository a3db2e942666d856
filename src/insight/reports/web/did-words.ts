import type { Did, ResultsView } from '../contract.ts';

// The lists behind the numbers: their names, their order, and how many each holds.

export const didNames: Record<Did, string> = {
  planned: 'Everybody', waiting: 'Waiting', held: 'Held', 'in-flight': 'Being handed over', accepted: 'Accepted', delivered: 'Delivered',
  refused: 'Refused', unknown: 'Unknown', dropped: 'Not sent', cancelled: 'Cancelled', opened: 'Opened', 'opened-all': 'Opened, machines too',
  'machine-only': 'Machine only', 'not-opened': 'Not opened', clicked: 'Clicked', 'clicked-all': 'Clicked, machines too', unsubscribed: 'Left',
  bounced: 'Bounced', 'bounced-permanent': 'Bounced for good', 'bounced-temporary': 'Bounced for now', complained: 'Complained', replied: 'Answered',
};

/** How many stand behind a list, where the results say so; null: only the list itself knows. */
export function countOf(did: Did, counts: ResultsView['counts']): number | null {
  switch (did) {
    case 'planned': return counts.planned;
    case 'accepted': return counts.accepted;
    case 'delivered': return counts.delivered;
    case 'opened': return counts.opened;
    case 'opened-all': return counts.openedAll;
    case 'machine-only': return counts.openedAll - counts.opened;
    case 'clicked': return counts.clicked;
    case 'clicked-all': return counts.clickedAll;
    case 'bounced': return counts.bouncedPermanent + counts.bouncedTemporary;
    case 'bounced-permanent': return counts.bouncedPermanent;
    case 'bounced-temporary': return counts.bouncedTemporary;
    case 'unsubscribed': return counts.unsubscribed;
    case 'complained': return counts.complained;
    case 'held': return counts.held;
    case 'dropped': return counts.dropped;
    case 'refused': return counts.refused;
    case 'unknown': return counts.unknown;
    case 'cancelled': return counts.cancelled;
    default: return null;
  }
}

const always: readonly Did[] = ['clicked', 'opened', 'machine-only', 'not-opened', 'bounced', 'unsubscribed'];
const whenAny: readonly Did[] = ['complained', 'held', 'dropped', 'refused', 'unknown', 'cancelled'];

/** The tabs of the people's list: what they did, then what became of the mail where there is any; the one asked for is always among them. */
export function tabsFor(counts: ResultsView['counts'], current: Did): Did[] {
  const shown: Did[] = [...always, ...whenAny.filter((did) => (countOf(did, counts) ?? 0) > 0)];
  if (current !== 'planned' && !shown.includes(current)) shown.push(current);
  return [...shown, 'planned'];
}

const known = new Set<string>(Object.keys(didNames));
export const isDid = (text: string): text is Did => known.has(text);
