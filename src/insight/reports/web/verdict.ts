// The sentence over a campaign's results, made of its figures. No praise: what happened, and what is still under way.
import { formatCountOf, formatPercent } from '../../../platform/ui/format.ts';
import type { Did, ResultsView } from '../contract.ts';

/** A piece of the sentence; with `did` it is a figure that opens its people. */
export interface Part {
  text: string;
  did?: Did;
}

/** "931 of 4,716 people opened it and 214 followed a link. 96 bounced, 9 left." */
export function verdictOf({ counts, figures, deliveredWord }: Pick<ResultsView, 'counts' | 'figures' | 'deliveredWord'>): Part[] {
  if (counts.accepted === 0) return [{ text: counts.refused > 0 ? 'No server has accepted a message of it so far.' : 'Nothing has gone out yet.' }, ...losses(counts)];
  const opens = figures.find((figure) => figure.key === 'openRate')?.rate;
  const parts: Part[] = [];
  if (opens && opens.denominator > 0) {
    parts.push({ text: formatCountOf(counts.opened, 'person', 'people'), did: 'opened' }, { text: ` of ${formatCountOf(opens.denominator, 'message', 'messages')} ${deliveredWord} opened it (${formatPercent(opens.numerator / opens.denominator)}), ` });
  } else {
    parts.push({ text: formatCountOf(counts.accepted, 'message', 'messages'), did: 'accepted' }, { text: ' went out; nobody’s opens may be tracked, ' });
  }
  parts.push({ text: formatCountOf(counts.clicked, 'person', 'people'), did: 'clicked' }, { text: ' followed a link.' });
  return [...parts, ...losses(counts)];
}

function losses(counts: ResultsView['counts']): Part[] {
  const bounced = counts.bouncedPermanent + counts.bouncedTemporary;
  const said: Part[][] = [];
  if (bounced > 0) said.push([{ text: `${formatCountOf(bounced, 'message')} bounced`, did: 'bounced' }, { text: bouncedHow(counts) }]);
  if (counts.unsubscribed > 0) said.push([{ text: `${formatCountOf(counts.unsubscribed, 'person', 'people')} left`, did: 'unsubscribed' }]);
  if (counts.complained > 0) said.push([{ text: `${formatCountOf(counts.complained, 'complaint')}`, did: 'complained' }]);
  if (counts.unknown > 0) said.push([{ text: `of ${formatCountOf(counts.unknown, 'message')} the answer was lost`, did: 'unknown' }]);
  if (said.length === 0) return [];
  return [{ text: ' ' }, ...said.flatMap((parts, index) => (index === 0 ? parts : [{ text: ', ' }, ...parts])), { text: '.' }];
}

const bouncedHow = ({ bouncedPermanent, bouncedTemporary }: ResultsView['counts']): string =>
  bouncedPermanent > 0 && bouncedTemporary > 0 ? ` (${bouncedPermanent} for good, ${bouncedTemporary} for now)` : bouncedPermanent > 0 ? ' for good' : ' for now';
