import { formatCountOf } from '../../../platform/ui/format.ts';
import type { OverviewView } from '../contract.ts';

export interface Phrase {
  text: string;
  href?: string;
}

/** The home page in a sentence: what goes out now, and what only a person can settle. */
export function openingSentence({ underWay, decisions, recent }: Pick<OverviewView, 'underWay' | 'decisions' | 'recent'>): Phrase[] {
  const sending = underWay.filter((campaign) => campaign.status !== 'paused');
  const paused = underWay.length - sending.length;
  const held = decisions.reduce((sum, one) => sum + one.count, 0);
  const phrases: Phrase[] = [];
  if (sending.length === 1 && sending[0]) phrases.push({ text: sending[0].name, href: `/campaigns/${sending[0].id}` }, { text: ' is going out' });
  else if (sending.length > 1) phrases.push({ text: formatCountOf(sending.length, 'campaign'), href: '/campaigns?show=under-way' }, { text: ' are going out' });
  else phrases.push({ text: 'Nothing is going out' });
  if (paused > 0) phrases.push({ text: ', ' }, { text: `${formatCountOf(paused, 'campaign')} ${paused === 1 ? 'is' : 'are'} paused`, href: '/campaigns?show=under-way' });
  if (held > 0) phrases.push({ text: ', and ' }, { text: formatCountOf(held, 'mail'), href: decisions.length === 1 ? `/campaigns/${decisions[0]!.campaignId}?did=${decisions[0]!.kind}#people` : '/' }, { text: held === 1 ? ' waits for you to decide' : ' wait for you to decide' });
  const last = recent.find((campaign) => campaign.delivered > 0);
  if (!last) return [...phrases, { text: '.' }];
  return [
    ...phrases,
    { text: '. Of the last, ' },
    { text: last.name, href: `/campaigns/${last.id}` },
    { text: ', ' },
    { text: formatCountOf(last.opened, 'person opened', 'people opened'), href: `/campaigns/${last.id}?did=opened#people` },
    { text: ' and ' },
    { text: `${formatCountOf(last.clicked, 'followed a link', 'followed a link')}`, href: `/campaigns/${last.id}?did=clicked#people` },
    { text: '.' },
  ];
}
