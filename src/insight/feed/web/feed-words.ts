// What a line of the feed says. One place, so that the feed, a contact's time and a message's life agree.
import type { HitClass } from '../../../platform/ui/class-label.tsx';
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

/** A sentence's parts, the person before them being its subject: "opened **Your six ports**, three times". */
export function sayHappening(item: Happening): Said {
  const mail = item.source?.name ?? 'a mail';
  const times = item.count > 1 ? `, ${item.count} times` : '';
  switch (item.kind) {
    case 'message.opened': return { before: 'opened', thing: mail, after: times };
    case 'message.clicked':
      return item.link && item.count <= 1
        ? { before: 'followed', thing: shortTarget(item.link.target), after: ` in ${mail}` }
        : { before: item.count > 1 ? `${item.count} visits to links of` : 'followed a link of', thing: mail, after: '' };
    case 'message.replied': return { before: 'answered', thing: mail, after: '' };
    case 'message.unsubscribed': return { before: 'left:', thing: 'no more mails', after: ` after ${mail}` };
    case 'message.complained': return { before: 'called', thing: mail, after: ' spam' };
    case 'message.bounced': return { before: 'came back:', thing: mail, after: '' };
    case 'message.refused': return { before: 'was refused', thing: mail, after: '' };
    case 'message.unknown': return { before: 'may or may not have', thing: mail, after: ': the server’s answer was lost' };
    case 'message.dropped': return { before: 'did not get', thing: mail, after: '' };
    default: return { before: item.kind.replace(/^message\./, '').replaceAll('-', ' '), thing: mail, after: '' };
  }
}

export const sentenceOf = (said: Said): string => `${said.before} ${said.thing}${said.after}`;

const fromMailSystems = new Set(['message.bounced', 'message.refused', 'message.unknown', 'message.dropped', 'message.complained']);

/** Who it was, as far as a class says so; what a mail system told us has none. */
export function classOf(item: { kind: string; class: FeedItem['class'] }): HitClass {
  return item.class ?? (fromMailSystems.has(item.kind) ? 'system' : 'person');
}

/** A machine's doing, or one not settled yet: drawn dashed. */
export const isSoft = (item: Pick<TimelineEntry, 'class'>): boolean => item.class === 'machine' || item.class === 'proxy' || item.class === 'checking' || item.class === 'own';
