import type { RollupMetric } from '../metrics/index.ts';
import type { HitClass, RollupChange, Source } from './event.ts';

// What stands of one message, derived from its conclusions, and the counts that follow from it.
// Pure. `recount-rollups.ts` says the same in SQL, and the check compares both.

/** An opened or clicked event that stands. */
export interface Conclusion {
  kind: 'message.opened' | 'message.clicked';
  /** Milliseconds since 1970. */
  at: number;
  class: HitClass;
  reason: string;
  /** The one link that was followed; null for opens, the opt-out page, and a machine's burst over several. */
  link: number | null;
  /** Hits behind it. */
  count: number;
  /** `links`: those of a burst. `counts: false`: opt-out and preference links never count as clicks. */
  detail: { links?: number[]; counts?: false; page?: 'unsubscribe' } | null;
}

export interface Engagement {
  openedAt: number | null;
  openedClass: HitClass | null;
  machineOpenedAt: number | null;
  opens: number;
  machineOpens: number;
  clickedAt: number | null;
  /** The last click by a person; `clickedAt` is the first. */
  lastClickedAt: number | null;
  machineClickedAt: number | null;
  clicks: number;
  machineClicks: number;
  links: number[];
  machineLinks: number[];
  lastAt: number | null;
  repliedAt: number | null;
  unsubscribedAt: number | null;
  complainedAt: number | null;
  /** The first reply that says yes. */
  positiveAt: number | null;
  /** It came back: whatever fetched it was no reader, and nothing else stands of it. */
  bouncedAt: number | null;
}

/** What does not come from hits. */
export type AnswerFacts = Pick<Engagement, 'repliedAt' | 'unsubscribedAt' | 'complainedAt' | 'positiveAt' | 'bouncedAt'>;
export const noAnswers: AnswerFacts = { repliedAt: null, unsubscribedAt: null, complainedAt: null, positiveAt: null, bouncedAt: null };

/** `tracked`: whether the message's opens may be counted; a reply to one that may not is no open either. */
export function engagementOf(all: readonly Conclusion[], tracked: boolean, answers: AnswerFacts): Engagement {
  // So that whoever is counted as a reader is counted as delivered, too.
  return derive(answers.bouncedAt === null ? all : [], tracked, answers);
}

function derive(conclusions: readonly Conclusion[], tracked: boolean, answers: AnswerFacts): Engagement {
  const opens = conclusions.filter((one) => one.kind === 'message.opened');
  const follows = conclusions.filter((one) => one.kind === 'message.clicked');
  const clicks = follows.filter((one) => one.detail?.counts !== false);
  const persons = (ones: readonly Conclusion[]) => ones.filter((one) => one.class === 'person' || one.class === 'proxy');
  const machines = (ones: readonly Conclusion[]) => ones.filter((one) => one.class === 'machine');
  // A click, counted or not, and a reply tell of an open that no picture told of.
  const firstOpen = earliest([...persons(opens), ...persons(follows), ...(answers.repliedAt === null ? [] : [{ at: answers.repliedAt, class: 'person' as const }])]);
  return {
    openedAt: tracked ? (firstOpen?.at ?? null) : null,
    openedClass: tracked ? (firstOpen?.class ?? null) : null,
    machineOpenedAt: tracked ? (earliest([...machines(opens), ...machines(follows)])?.at ?? null) : null,
    opens: hits(persons(opens)),
    machineOpens: hits(machines(opens)),
    clickedAt: earliest(persons(clicks))?.at ?? null,
    lastClickedAt: latest(persons(clicks).map((one) => one.at)),
    machineClickedAt: earliest(machines(clicks))?.at ?? null,
    clicks: hits(persons(clicks)),
    machineClicks: hits(machines(clicks)),
    links: linksOf(persons(clicks)),
    machineLinks: linksOf(machines(clicks)),
    lastAt: latest([...persons(opens), ...persons(follows)].map((one) => one.at)),
    repliedAt: answers.repliedAt,
    unsubscribedAt: answers.unsubscribedAt,
    complainedAt: answers.complainedAt,
    positiveAt: answers.positiveAt,
    bouncedAt: answers.bouncedAt,
  };
}

/** The changes that lead the counts from one state of a message to another; null: there was none yet. */
export function rollupsBetween(source: Source, before: Engagement | null, after: Engagement): RollupChange[] {
  const marks = new Map<string, RollupChange>();
  const add = (engagement: Engagement, change: number) => {
    for (const mark of marksOf(engagement)) {
      const key = `${mark.metric} ${mark.link} ${mark.at}`;
      const known = marks.get(key);
      if (known) known.change += change;
      else marks.set(key, { ...source, metric: mark.metric, link: mark.link, at: new Date(mark.at), change });
    }
  };
  add(after, 1);
  if (before) add(before, -1);
  return [...marks.values()].filter((mark) => mark.change !== 0);
}

interface Mark {
  metric: RollupMetric;
  link: number | null;
  at: number;
}

/** What a message adds to the counts. A link counts in the hour of the message's first click. */
function marksOf(e: Engagement): Mark[] {
  const marks: Mark[] = [];
  const mark = (metric: RollupMetric, at: number | null, link: number | null = null) => {
    if (at !== null) marks.push({ metric, link, at: Math.floor(at / hourMs) * hourMs });
  };
  const clickedAllAt = first(e.clickedAt, e.machineClickedAt);
  mark('opened', e.openedAt);
  mark('opened_all', first(e.openedAt, e.machineOpenedAt));
  mark('clicked', e.clickedAt);
  mark('clicked_all', clickedAllAt);
  for (const link of e.links) mark('link_clicked', e.clickedAt, link);
  for (const link of new Set([...e.links, ...e.machineLinks])) mark('link_clicked_all', clickedAllAt, link);
  mark('replied', e.repliedAt);
  mark('replied_positive', e.positiveAt);
  mark('unsubscribed', e.unsubscribedAt);
  mark('complained', e.complainedAt);
  return marks;
}

const hourMs = 3_600_000;
const hits = (ones: readonly Conclusion[]): number => ones.reduce((sum, one) => sum + one.count, 0);
const latest = (times: readonly number[]): number | null => (times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : null);
const first = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** The earliest; of several at one time, a person before a proxy, so that the order of hits does not matter. */
function earliest<One extends { at: number; class: HitClass }>(ones: readonly One[]): One | null {
  return ones.reduce<One | null>((best, one) =>
    (!best || one.at < best.at || (one.at === best.at && one.class === 'person') ? one : best), null);
}

function linksOf(clicks: readonly Conclusion[]): number[] {
  const links = clicks.flatMap((click) => click.detail?.links ?? (click.link === null ? [] : [click.link]));
  return [...new Set(links)].toSorted((a, b) => a - b);
}
