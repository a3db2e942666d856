import { sentenceParts } from '../../../platform/ui/sentence-parts.ts';
import { t, tn, type Values } from '../../../platform/ui/words.ts';
import type { OverviewView } from '../contract.ts';

/** A piece of the opening sentences; with `href` its words lead somewhere. */
export interface OpeningPart {
  text: string;
  href?: string;
}

type Overview = Pick<OverviewView, 'underWay' | 'decisions' | 'recent'>;

/** The home page in a few sentences: what goes out now, what only a person can settle, what came of the last. */
export function openingSentence(overview: Overview): OpeningPart[] {
  const sentences = [...goingOut(overview), ...waiting(overview), ...last(overview)];
  return sentences.flatMap((parts, index) => (index === 0 ? parts : [{ text: ' ' }, ...parts]));
}

function goingOut({ underWay }: Overview): OpeningPart[][] {
  const [first, ...more] = underWay.filter((campaign) => campaign.status !== 'paused');
  const paused = underWay.length - more.length - (first ? 1 : 0);
  const all = '/campaigns?show=under-way';
  return [
    !first ? [{ text: t('Nothing is going out.') }]
      : more.length === 0 ? say(t('<a>{name}</a> is going out.'), { a: `/campaigns/${first.id}` }, { name: first.name })
        : say(tn(more.length + 1, '<a>{count} campaign</a> is going out.', '<a>{count} campaigns</a> are going out.'), { a: all }),
    ...(paused > 0 ? [say(tn(paused, '<a>{count} campaign</a> is paused.', '<a>{count} campaigns</a> are paused.'), { a: all })] : []),
  ];
}

function waiting({ decisions }: Overview): OpeningPart[][] {
  const held = decisions.reduce((sum, one) => sum + one.count, 0);
  const [only] = decisions;
  if (!only || held === 0) return [];
  const href = decisions.length === 1 ? `/campaigns/${only.campaignId}?did=${only.kind}#people` : '/';
  return [say(tn(held, '<a>{count} mail</a> waits for you to decide.', '<a>{count} mails</a> wait for you to decide.'), { a: href })];
}

function last({ recent }: Overview): OpeningPart[][] {
  const campaign = recent.find(({ delivered }) => delivered > 0);
  if (!campaign) return [];
  const page = `/campaigns/${campaign.id}`;
  const sentence = tn(campaign.opened, 'Of the last, <a>{name}</a>, <opened>{count} person opened</opened> and <clicked>{clicked} followed a link</clicked>.', 'Of the last, <a>{name}</a>, <opened>{count} people opened</opened> and <clicked>{clicked} followed a link</clicked>.', { clicked: campaign.clicked });
  return [say(sentence, { a: page, opened: `${page}?did=opened#people`, clicked: `${page}?did=clicked#people` }, { name: campaign.name })];
}

const say = (sentence: string, hrefs: Record<string, string>, values?: Values): OpeningPart[] =>
  sentenceParts(sentence, values).map(({ text, tag }) => (tag === null ? { text } : { text, href: hrefs[tag]! }));
