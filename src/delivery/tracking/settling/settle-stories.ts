import type { Transaction } from '../../../platform/db/index.ts';
import {
  appendEvents, changeRollups, engagementOf, noAnswers, readEngagements, readStandingConclusions, rollupsBetween, storeEngagements,
  type Conclusion, type Engagement, type EngagementRow, type EventInput, type RollupChange, type StandingConclusion,
} from '../../events/index.ts';
import { judgeStory, rulesVersion } from '../judge/judge-story.ts';
import { conclude } from './conclude.ts';
import { compiledLinks } from './compiled-links.ts';
import { readStories, type MessageKey, type MessageStory } from './read-stories.ts';

/** What a message was judged to be, for those who act on it. */
export interface SettledMessage extends MessageKey {
  contactId: number | null;
  sourceKind: string;
  sourceId: number;
  step: number;
  /** Of the message; a hit on an `unknown` one tells that it was handed over. */
  state: string;
  before: Engagement | null;
  after: Engagement;
}

export type StorySettler = (tx: Transaction, keys: readonly (MessageKey & { firstAt: Date })[]) => Promise<SettledMessage[]>;

/**
 * Judges messages from all their hits and writes what changed against what stood: events (a correction takes the old
 * one back and states the new), engagements, counts. Set-based; the caller's one transaction. Doing it twice changes nothing.
 * An erased person's hits have lost what rules read: they are passed over, but for the last time, while they are being erased.
 */
export function storySettler({ evenErased = false } = {}): StorySettler {
  const readLinks = compiledLinks();
  return async (tx, keys) => {
    const stories = (await readStories(tx, keys)).filter((story) => evenErased || !story.erased);
    const linksOf = await readLinks(tx, stories);
    const before = new Map((await readEngagements(tx, stories)).map((row) => [keyOf(row), row]));
    // Only what has an engagement can have conclusions: a first judgement reads no events.
    const standing = Map.groupBy(await readStandingConclusions(tx, [...before.values()]), keyOf);

    const events: EventInput[] = [];
    const rows: EngagementRow[] = [];
    const changes: RollupChange[] = [];
    const settled: SettledMessage[] = [];
    for (const story of stories) {
      const links = linksOf(story.workspaceId, story.compiledId);
      const verdicts = judgeStory({ hits: story.hits, acceptedAt: story.acceptedAt, linkCount: links.count, hiddenLinks: links.hidden });
      const conclusions = conclude(story.hits, verdicts, links.uncounted);
      const corrections = eventsBetween(story, standing.get(keyOf(story)) ?? [], conclusions);
      const row = before.get(keyOf(story)) ?? null;
      if (corrections.length === 0) continue;
      const after = engagementOf(conclusions, story.tracked, row ?? noAnswers);
      events.push(...corrections);
      rows.push({ ...sourceOf(story), messageId: story.messageId, contactId: story.contactId, ...after, rules: rulesVersion, revision: row?.revision ?? 0 });
      changes.push(...rollupsBetween(sourceOf(story), row, after));
      settled.push({ ...sourceOf(story), messageId: story.messageId, contactId: story.contactId, state: story.state, before: row, after });
    }
    await storeEngagements(tx, rows, (row) => before.get(keyOf(row)) ?? null);
    await appendEvents(tx, events);
    await changeRollups(tx, changes);
    return settled;
  };
}

const keyOf = (key: MessageKey): string => `${key.workspaceId} ${key.messageId}`;
const sourceOf = ({ workspaceId, sourceKind, sourceId, step }: MessageStory) => ({ workspaceId, sourceKind, sourceId, step });

/** The events that lead from what stands to what is concluded now. */
export function eventsBetween(story: MessageStory, standing: readonly StandingConclusion[], now: readonly Conclusion[]): EventInput[] {
  const left = new Map<string, StandingConclusion[]>();
  for (const one of standing) left.set(meaningOf(one), [...(left.get(meaningOf(one)) ?? []), one]);
  const fresh = now.filter((one) => left.get(meaningOf(one))?.pop() === undefined);
  const event = (one: Conclusion, rules: number | null): EventInput => ({
    ...sourceOf(story), messageId: story.messageId, contactId: story.contactId,
    kind: one.kind, at: new Date(one.at), class: one.class, reason: one.reason, rules, link: one.link, count: one.count, detail: one.detail,
  });
  return [
    ...[...left.values()].flat().map((one) => ({ ...event(one, one.rules), takesBack: one.eventId })),
    ...fresh.map((one) => event(one, rulesVersion)),
  ];
}

const meaningOf = (one: Conclusion): string =>
  JSON.stringify([one.kind, one.at, one.class, one.reason, one.link, one.count, one.detail?.links ?? null, one.detail?.counts ?? null, one.detail?.page ?? null]);
