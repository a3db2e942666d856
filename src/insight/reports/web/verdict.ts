// The sentence over a campaign's results, made of its figures. No praise: what happened, and what is still under way.
import { formatCount, formatPercent } from '../../../platform/ui/format.ts';
import { t, tn } from '../../../platform/ui/words.ts';
import type { Did, ResultsView } from '../contract.ts';

/** A piece of the sentence; with `did` it is a figure that opens its people. */
export interface Part {
  text: string;
  did?: Did;
}

/** "Of 4,716 people whose mail was accepted, 931 opened it (19.7%) and 214 followed a link. 96 messages bounced, 9 people left." */
export function verdictOf({ counts, figures, deliveredWord }: Pick<ResultsView, 'counts' | 'figures' | 'deliveredWord'>): Part[] {
  if (counts.accepted === 0) return [{ text: counts.refused > 0 ? t('No server has accepted a message of it so far.') : t('Nothing has gone out yet.') }, ...losses(counts)];
  const opens = figures.find((figure) => figure.key === 'openRate')?.rate;
  if (!opens || opens.denominator === 0) return [...untracked(counts), ...losses(counts)];
  const whose = deliveredWord === 'delivered'
    ? tn(opens.denominator, 'Of {count} person whose mail was delivered, ', 'Of {count} people whose mail was delivered, ')
    : tn(opens.denominator, 'Of {count} person whose mail was accepted, ', 'Of {count} people whose mail was accepted, ');
  return [
    { text: whose },
    { text: formatCount(counts.opened), did: 'opened' },
    { text: t(' opened it ({rate}) and ', { rate: formatPercent(opens.numerator / opens.denominator) }) },
    { text: formatCount(counts.clicked), did: 'clicked' },
    { text: t(' followed a link.') },
    ...losses(counts),
  ];
}

const untracked = (counts: ResultsView['counts']): Part[] => [
  { text: tn(counts.accepted, '{count} message', '{count} messages'), did: 'accepted' },
  { text: t(' went out; nobody’s opens may be tracked. ') },
  { text: tn(counts.clicked, '{count} person', '{count} people'), did: 'clicked' },
  { text: t(' followed a link.') },
];

function losses(counts: ResultsView['counts']): Part[] {
  const bounced = counts.bouncedPermanent + counts.bouncedTemporary;
  const said: Part[][] = [];
  if (bounced > 0) said.push([{ text: tn(bounced, '{count} message bounced', '{count} messages bounced'), did: 'bounced' }, { text: bouncedHow(counts) }]);
  if (counts.unsubscribed > 0) said.push([{ text: tn(counts.unsubscribed, '{count} person left', '{count} people left'), did: 'unsubscribed' }]);
  if (counts.complained > 0) said.push([{ text: tn(counts.complained, '{count} complaint', '{count} complaints'), did: 'complained' }]);
  if (counts.unknown > 0) said.push([{ text: tn(counts.unknown, 'of {count} message the answer was lost', 'of {count} messages the answer was lost'), did: 'unknown' }]);
  if (said.length === 0) return [];
  return [{ text: ' ' }, ...said.flatMap((parts, index) => (index === 0 ? parts : [{ text: ', ' }, ...parts])), { text: '.' }];
}

const bouncedHow = ({ bouncedPermanent, bouncedTemporary }: ResultsView['counts']): string =>
  bouncedPermanent > 0 && bouncedTemporary > 0 ? t(' ({permanent} for good, {temporary} for now)', { permanent: bouncedPermanent, temporary: bouncedTemporary }) : bouncedPermanent > 0 ? t(' for good') : t(' for now');
