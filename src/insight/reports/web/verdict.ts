// The sentence over a campaign's results, made of its figures. No praise: what happened, and what is still under way.
import { formatPercent } from '../../../platform/ui/format.ts';
import { sentenceParts } from '../../../platform/ui/sentence-parts.ts';
import { t, tn, type Values } from '../../../platform/ui/words.ts';
import type { Did, ResultsView } from '../contract.ts';
import { isDid } from './did-words.ts';

/** A piece of the sentence; with `did` it is a figure that opens its people. */
export interface Part {
  text: string;
  did?: Did;
}

/** "Of 4,716 people whose mail was accepted, 931 opened it (19.7%) and 214 followed a link. 96 messages bounced, 9 people left." */
export function verdictOf({ counts, figures, deliveredWord }: Pick<ResultsView, 'counts' | 'figures' | 'deliveredWord'>): Part[] {
  const lost = losses(counts);
  const first = opening(counts, figures.find((figure) => figure.key === 'openRate')?.rate, deliveredWord);
  return lost.length === 0 ? first : [...first, { text: ' ' }, ...lost, { text: '.' }];
}

type Counts = ResultsView['counts'];

function opening(counts: Counts, opens: ResultsView['figures'][number]['rate'] | undefined, deliveredWord: ResultsView['deliveredWord']): Part[] {
  if (counts.accepted === 0) return [{ text: counts.refused > 0 ? t('No server has accepted a message of it so far.') : t('Nothing has gone out yet.') }];
  const { opened, clicked } = counts;
  if (!opens || opens.denominator === 0) {
    const messages = tn(counts.accepted, '{count} message', '{count} messages');
    return say(tn(clicked, '<accepted>{messages}</accepted> went out; nobody’s opens may be tracked. <clicked>{count} person</clicked> followed a link.', '<accepted>{messages}</accepted> went out; nobody’s opens may be tracked. <clicked>{count} people</clicked> followed a link.', { messages }));
  }
  const values = { opened, clicked, rate: formatPercent(opens.numerator / opens.denominator) };
  return say(deliveredWord === 'delivered'
    ? tn(opens.denominator, 'Of {count} person whose mail was delivered, <opened>{opened}</opened> opened it ({rate}) and <clicked>{clicked}</clicked> followed a link.', 'Of {count} people whose mail was delivered, <opened>{opened}</opened> opened it ({rate}) and <clicked>{clicked}</clicked> followed a link.', values)
    : tn(opens.denominator, 'Of {count} person whose mail was accepted, <opened>{opened}</opened> opened it ({rate}) and <clicked>{clicked}</clicked> followed a link.', 'Of {count} people whose mail was accepted, <opened>{opened}</opened> opened it ({rate}) and <clicked>{clicked}</clicked> followed a link.', values));
}

function losses(counts: Counts): Part[] {
  const { unsubscribed, complained, unknown } = counts;
  const said: Part[][] = [];
  const bounces = bounced(counts);
  if (bounces) said.push(say(bounces));
  if (unsubscribed > 0) said.push(say(tn(unsubscribed, '<unsubscribed>{count} person left</unsubscribed>', '<unsubscribed>{count} people left</unsubscribed>')));
  if (complained > 0) said.push(say(tn(complained, '<complained>{count} complaint</complained>', '<complained>{count} complaints</complained>')));
  if (unknown > 0) said.push(say(tn(unknown, '<unknown>of {count} message the answer was lost</unknown>', '<unknown>of {count} messages the answer was lost</unknown>')));
  return said.flatMap((parts, index) => (index === 0 ? parts : [{ text: ', ' }, ...parts]));
}

function bounced({ bouncedPermanent: permanent, bouncedTemporary: temporary }: Counts): string | null {
  const all = permanent + temporary;
  if (all === 0) return null;
  if (permanent > 0 && temporary > 0) return tn(all, '<bounced>{count} message bounced</bounced> ({permanent} for good, {temporary} for now)', '<bounced>{count} messages bounced</bounced> ({permanent} for good, {temporary} for now)', { permanent, temporary });
  return permanent > 0
    ? tn(all, '<bounced>{count} message bounced</bounced> for good', '<bounced>{count} messages bounced</bounced> for good')
    : tn(all, '<bounced>{count} message bounced</bounced> for now', '<bounced>{count} messages bounced</bounced> for now');
}

const say = (sentence: string, values?: Values): Part[] =>
  sentenceParts(sentence, values).map(({ text, tag }) => (tag !== null && isDid(tag) ? { text, did: tag } : { text }));
