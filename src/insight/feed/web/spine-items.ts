// A contact's time as the spine draws it: what we did left and right, what the person did on the line.
import { CircleDashed, CircleX, CornerUpLeft, Download, Mail, MailOpen, MailX, MousePointerClick, OctagonAlert, Reply, ShieldCheck, UserPlus, UserX, type LucideIcon } from 'lucide-react';
import { formatClock, formatDay, formatMoment } from '../../../platform/ui/format-time.ts';
import type { SpineItem } from '../../../platform/ui/spine.tsx';
import type { TimelineEntry } from '../contract.ts';
import { isSoft, shortTarget } from './feed-words.ts';

const icons: Record<string, LucideIcon> = {
  'message.opened': MailOpen, 'message.clicked': MousePointerClick, 'message.replied': Reply, 'message.unsubscribed': UserX, 'message.bounced': CornerUpLeft,
  'message.complained': OctagonAlert, 'message.refused': MailX, 'message.unknown': CircleDashed, 'message.dropped': CircleX,
};
/** The sign of a kind of happening, the same in the feed and on the spine. */
export const iconOf = (kind: string): LucideIcon => icons[kind] ?? Mail;

const eventWords: Record<string, string> = {
  'message.opened': 'opened', 'message.clicked': 'followed', 'message.replied': 'answered', 'message.unsubscribed': 'left', 'message.bounced': 'came back',
  'message.complained': 'called it spam', 'message.refused': 'refused', 'message.unknown': 'answer lost', 'message.dropped': 'not sent',
};
const otherIcons: Partial<Record<TimelineEntry['type'], LucideIcon>> = { consent: ShieldCheck, suppression: UserX, created: UserPlus, import: Download };
const stateWords: Record<string, string> = { planned: 'planned', claimed: 'planned', handing: 'on its way', refused: 'refused', unknown: 'answer lost', dropped: 'not sent', cancelled: 'cancelled', held: 'held' };

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
  if (entry.planned) return 'planned';
  const day = formatDay(new Date(entry.at), zone, now);
  return day === formatDay(now, zone, now) ? 'today' : day;
}

/** "10:07:33, 09:07 in Lisbon" */
function clockOf(entry: TimelineEntry, { zone, contactZone, now }: Viewpoint): string {
  const moment = formatMoment({ at: new Date(entry.at), zone, now, day: 'never', contactZone });
  return moment.beside ? `${moment.text}, ${moment.beside}` : moment.text;
}

function touchItem(entry: TimelineEntry, view: Viewpoint): SpineItem {
  const who = entry.member?.name.split(/\s+/)[0] ?? null;
  const state = entry.type === 'message' ? stateWords[entry.kind] : entry.kind;
  const why = entry.reason && state ? `${state}: ${entry.reason}` : state;
  const when = entry.planned
    ? `${formatDay(new Date(entry.at), view.zone, view.now)} ${formatClock(new Date(entry.at), view.zone)}`
    : formatClock(new Date(entry.at), view.zone, 'second');
  return {
    kind: 'touch',
    id: entry.key,
    // A mail of neither team (an invitation, a confirmation) stands with Marketing, whose side carries the house's mail.
    team: entry.source?.team ?? 'marketing',
    what: entry.source?.name ?? entry.kind,
    under: [who, entry.source?.kind === 'campaign' ? 'campaign' : entry.type === 'message' ? 'mail' : null, why, when].filter(Boolean).join(', '),
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
    ...(entry.reason ? { reason: entry.reason } : {}),
  };
}

function wordsOf(entry: TimelineEntry): string {
  if (entry.type !== 'event') {
    const other = { consent: `consent ${entry.kind}`, suppression: `no more mails: ${entry.kind}`, created: 'added', import: 'imported', message: '', touch: '' };
    return other[entry.type];
  }
  const word = eventWords[entry.kind] ?? entry.kind.replace('message.', '');
  const what = entry.kind === 'message.clicked' ? `${word} ${entry.link && entry.count <= 1 ? shortTarget(entry.link.target) : 'links'}` : word;
  const times = entry.count > 1 ? ` ${entry.count} times` : '';
  const by = entry.class === 'machine' ? ' by a machine' : entry.class === 'proxy' ? ' through a proxy' : entry.class === 'own' ? ' by ourselves' : entry.class === 'checking' ? ' (checking)' : '';
  return what + times + by;
}
