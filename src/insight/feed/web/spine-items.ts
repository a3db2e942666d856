// A contact's time as the spine draws it: what we did left and right, what the person did on the line.
import { CircleDashed, CircleX, CornerUpLeft, Download, Mail, MailOpen, MailX, MousePointerClick, OctagonAlert, PencilLine, Reply, ShieldCheck, UserPlus, UserX, type LucideIcon } from 'lucide-react';
import { formatClock, formatDay, formatMoment } from '../../../platform/ui/format-time.ts';
import type { SpineItem } from '../../../platform/ui/spine.tsx';
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import type { TimelineEntry } from '../contract.ts';
import { changeWords } from './change-words.ts';
import { isSoft, shortTarget } from './feed-words.ts';

const icons: Record<string, LucideIcon> = {
  'message.opened': MailOpen, 'message.clicked': MousePointerClick, 'message.replied': Reply, 'message.unsubscribed': UserX, 'message.bounced': CornerUpLeft,
  'message.complained': OctagonAlert, 'message.refused': MailX, 'message.unknown': CircleDashed, 'message.dropped': CircleX,
};
/** The sign of a kind of happening, the same in the feed and on the spine. */
export const iconOf = (kind: string): LucideIcon => icons[kind] ?? Mail;

const eventWords: Record<string, Phrase> = {
  'message.opened': phrase('opened'), 'message.replied': phrase('answered'), 'message.unsubscribed': phrase('left'), 'message.bounced': phrase('came back'),
  'message.complained': phrase('called it spam'), 'message.refused': phrase('refused'), 'message.unknown': phrase('answer lost'), 'message.dropped': phrase('not sent'),
};
const otherIcons: Partial<Record<TimelineEntry['type'], LucideIcon>> = { consent: ShieldCheck, suppression: UserX, created: UserPlus, import: Download, change: PencilLine };
const stateWords: Record<string, Phrase> = { planned: phrase('planned'), claimed: phrase('planned'), handing: phrase('on its way'), refused: phrase('refused'), unknown: phrase('answer lost'), dropped: phrase('not sent'), cancelled: phrase('cancelled'), held: phrase('held') };

export interface Viewpoint {
  /** The viewer's zone, and the contact's. */
  zone: string;
  contactZone: string | null;
  now: Date;
}

/** Newest first as the server gives them, a line for each day between; what is to come stands on top. */
export function spineItems(entries: readonly TimelineEntry[], view: Viewpoint): SpineItem[] {
  const items: SpineItem[] = [];
  let day = '';
  for (const entry of entries) {
    const label = dayLabel(entry, view);
    if (label !== day) items.push({ kind: 'day', id: `day ${label} ${entry.key}`, label });
    day = label;
    items.push(entry.type === 'message' || entry.type === 'touch' ? touchItem(entry, view) : didItem(entry, view));
  }
  return items;
}

function dayLabel(entry: TimelineEntry, { zone, now }: Viewpoint): string {
  if (entry.planned) return t('planned');
  const day = formatDay(new Date(entry.at), zone, now);
  return day === formatDay(now, zone, now) ? t('today') : day;
}

/** "10:07:33, 09:07 in Lisbon" */
function clockOf(entry: TimelineEntry, { zone, contactZone, now }: Viewpoint): string {
  const moment = formatMoment({ at: new Date(entry.at), zone, now, day: 'never', contactZone });
  return moment.beside ? `${moment.text}, ${moment.beside}` : moment.text;
}

function touchItem(entry: TimelineEntry, view: Viewpoint): SpineItem {
  const who = entry.member?.name.split(/\s+/)[0] ?? null;
  const state = entry.type === 'message' ? t(stateWords[entry.kind] ?? '') : t(touchWords[entry.kind] ?? entry.kind);
  const why = entry.reason && state ? `${state}: ${entry.reason}` : state;
  const when = entry.planned
    ? `${formatDay(new Date(entry.at), view.zone, view.now)} ${formatClock(new Date(entry.at), view.zone)}`
    : formatClock(new Date(entry.at), view.zone, 'second');
  return {
    kind: 'touch',
    id: entry.key,
    // A mail of neither team (an invitation, a confirmation) stands with Marketing, whose side carries the house's mail.
    team: entry.source?.team ?? 'marketing',
    what: entry.source?.name ?? t(touchWords[entry.kind] ?? entry.kind),
    under: [who, entry.source?.kind === 'campaign' ? t('campaign') : entry.type === 'message' ? t('mail') : null, why, when].filter(Boolean).join(', '),
    planned: entry.planned,
    ...(entry.source?.kind === 'campaign' ? { href: `/campaigns/${entry.source.id}` } : {}),
  };
}

function didItem(entry: TimelineEntry, view: Viewpoint): SpineItem {
  const icon = entry.type === 'event' ? iconOf(entry.kind) : (otherIcons[entry.type] ?? Mail);
  return {
    kind: 'did',
    id: entry.key,
    icon,
    what: `${wordsOf(entry)}, ${clockOf(entry, view)}`,
    soft: isSoft(entry),
    ...(entry.reason && entry.type !== 'change' ? { reason: entry.reason } : {}),
  };
}

function wordsOf(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'consent': return t('consent: {state}', { state: t(consentWords[entry.kind] ?? entry.kind) });
    case 'suppression': return entry.kind === 'lifted' ? t('may be written to again') : t('no more mails: {reason}', { reason: t(suppressionWords[entry.kind] ?? entry.kind) });
    case 'created': return t('added');
    case 'import': return t('imported');
    case 'change': return changeWords(entry);
    case 'event': return [happened(entry), ...by(entry)].join(' ');
    default: return '';
  }
}

const consentWords: Record<string, Phrase> = {
  given: phrase('given'), withdrawn: phrase('withdrawn'), unknown: phrase('unknown'), 'tracking-allowed': phrase('tracking allowed'), 'tracking-refused': phrase('tracking refused'),
};
const suppressionWords: Record<string, Phrase> = {
  unsubscribed: phrase('unsubscribed'), bounced: phrase('bounced'), complained: phrase('complained'), manual: phrase('suppressed by hand'), imported: phrase('suppressed by import'), erased: phrase('erased on request'),
};
const touchWords: Record<string, Phrase> = { call: phrase('call'), meeting: phrase('meeting') };

function happened({ kind, link, count }: TimelineEntry): string {
  const words = kind === 'message.clicked'
    ? t('followed {link}', { link: link && count <= 1 ? shortTarget(link.target) : t('links') })
    : t(eventWords[kind] ?? kind.replace('message.', ''));
  return count > 1 ? t('{what} {count} times', { what: words, count }) : words;
}

function by({ class: of }: TimelineEntry): string[] {
  switch (of) {
    case 'machine': return [t('by a machine')];
    case 'proxy': return [t('through a proxy')];
    case 'own': return [t('by ourselves')];
    case 'checking': return [t('(checking)')];
    default: return [];
  }
}
