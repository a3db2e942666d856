import { phrase, type Phrase } from '../../../platform/ui/words.ts';
import type { Did, ResultsView } from '../contract.ts';

// The lists behind the numbers: their names, their order, and how many each holds.

export const didNames: Record<Did, Phrase> = {
  planned: phrase('Everybody'), waiting: phrase('Waiting'), held: phrase('Held'), 'in-flight': phrase('Being handed over'), accepted: phrase('Accepted'), delivered: phrase('Delivered'),
  refused: phrase('Refused'), unknown: phrase('Unknown'), dropped: phrase('Not sent'), cancelled: phrase('Cancelled'), opened: phrase('Opened'), 'opened-all': phrase('Opened, machines too'),
  'machine-only': phrase('Machine only'), 'not-opened': phrase('Not opened'), clicked: phrase('Clicked'), 'clicked-all': phrase('Clicked, machines too'), unsubscribed: phrase('Left'),
  bounced: phrase('Bounced'), 'bounced-permanent': phrase('Bounced for good'), 'bounced-temporary': phrase('Bounced for now'), complained: phrase('Complained'), replied: phrase('Answered'),
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
