import { t, tn } from '../../../platform/ui/words.ts';
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
  if (sending.length === 1 && sending[0]) phrases.push({ text: sending[0].name, href: `/campaigns/${sending[0].id}` }, { text: t(' is going out') });
  else if (sending.length > 1) phrases.push({ text: tn(sending.length, '{count} campaign', '{count} campaigns'), href: '/campaigns?show=under-way' }, { text: t(' are going out') });
  else phrases.push({ text: t('Nothing is going out') });
  if (paused > 0) phrases.push({ text: ', ' }, { text: tn(paused, '{count} campaign {value} paused', '{count} campaigns {value} paused', { value: paused === 1 ? t('is') : t('are') }), href: '/campaigns?show=under-way' });
  if (held > 0) phrases.push({ text: t(', and ') }, { text: tn(held, '{count} mail', '{count} mails'), href: decisions.length === 1 ? `/campaigns/${decisions[0]!.campaignId}?did=${decisions[0]!.kind}#people` : '/' }, { text: held === 1 ? t(' waits for you to decide') : t(' wait for you to decide') });
  const last = recent.find((campaign) => campaign.delivered > 0);
  if (!last) return [...phrases, { text: '.' }];
  return [
    ...phrases,
    { text: t('. Of the last, ') },
    { text: last.name, href: `/campaigns/${last.id}` },
    { text: ', ' },
    { text: tn(last.opened, '{count} person opened', '{count} people opened'), href: `/campaigns/${last.id}?did=opened#people` },
    { text: t(' and ') },
    { text: `${tn(last.clicked, '{count} followed a link', '{count} followed a link')}`, href: `/campaigns/${last.id}?did=clicked#people` },
    { text: '.' },
  ];
}
