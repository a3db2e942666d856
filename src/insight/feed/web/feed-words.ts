// What a line of the feed says. One place, so that the feed, a contact's time and a message's life agree.
import type { HitClass } from '../../../platform/ui/class-label.tsx';
import { phrase, t, tn, type Phrase } from '../../../platform/ui/words.ts';
import type { FeedItem, TimelineEntry } from '../contract.ts';

export interface Said {
  /** "opened" */
  before: string;
  /** The thing, set bold: the mail, or the link followed. */
  thing: string;
  /** "in Your six ports", "for now" */
  after: string;
}

/** "https://ferrow.example/week/?x=1#top" -> "ferrow.example/week"; what is no web address stays as it is. */
export function shortTarget(target: string): string {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:www\.)?([^/?#]+)([^?#]*)/i.exec(target);
  if (!match) return target;
  const path = (match[2] ?? '').replace(/\/+$/, '');
  return `${match[1]}${path}`;
}

type Happening = Pick<FeedItem, 'class' | 'reason' | 'link' | 'count'> & { kind: string; source: { name: string } | null };

const otherThings: Record<string, Phrase> = {
  'message.replied': phrase('answered {thing}'),
  'message.complained': phrase('called {thing} spam'),
  'message.bounced': phrase('came back: {thing}'),
  'message.refused': phrase('was refused {thing}'),
  'message.unknown': phrase('may or may not have {thing}: the server’s answer was lost'),
  'message.dropped': phrase('did not get {thing}'),
};

/** A sentence's parts, the person before them being its subject: "opened **Your six ports**, three times". */
export function sayHappening(item: Happening): Said {
  const { kind, count, link } = item;
  const mail = item.source?.name ?? t('a mail');
  if (kind === 'message.opened') return said(tn(count, 'opened {thing}', 'opened {thing}, {count} times', { thing: marked }), mail);
  if (kind === 'message.clicked') {
    return link && count <= 1
      ? said(t('followed {thing} in {mail}', { thing: marked, mail }), shortTarget(link.target))
      : said(tn(count, 'followed a link of {thing}', '{count} visits to links of {thing}', { thing: marked }), mail);
  }
  if (kind === 'message.unsubscribed') return said(t('left: {thing} after {mail}', { thing: marked, mail }), t('no more mails'));
  const known = otherThings[kind];
  return known ? said(t(known, { thing: marked }), mail) : said(`${kind.replace(/^message\./, '').replaceAll('-', ' ')} ${marked}`, mail);
}

// Stands where the thing goes until the sentence is cut there: each language has its own place for it.
const marked = '\u0001';

function said(sentence: string, thing: string): Said {
  const [before = '', after = ''] = sentence.split(marked);
  return { before: before.trimEnd(), thing, after };
}

export const sentenceOf = ({ before, thing, after }: Said): string => `${before} ${thing}${after}`;

const fromMailSystems = new Set(['message.bounced', 'message.refused', 'message.unknown', 'message.dropped', 'message.complained']);

/** Who it was, as far as a class says so; what a mail system told us has none. */
export function classOf(item: { kind: string; class: FeedItem['class'] }): HitClass {
  return item.class ?? (fromMailSystems.has(item.kind) ? 'system' : 'person');
}

/** A machine's doing, or one not settled yet: drawn dashed. */
export const isSoft = (item: Pick<TimelineEntry, 'class'>): boolean => item.class === 'machine' || item.class === 'proxy' || item.class === 'checking' || item.class === 'own';
