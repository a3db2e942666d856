import type { Story, StoryHit } from './story.ts';
import { reasonOf } from './verdict-words.ts';

/** A stretch of time in which links were followed as no reader does. */
export interface Burst {
  from: number;
  to: number;
  reason: string;
  agents: ReadonlySet<string>;
  addresses: ReadonlySet<string>;
}

/** Two different links closer than this were not followed by one hand. */
const handMs = 1000;
/** Every link of a mail within this long. */
const sweepMs = 10_000;
/** A mail with one or two links is often followed whole by a reader. */
const sweepLinks = 3;

/** Whether the hit followed something in the mail; the opt-out page is a link like others here. */
export const followsLink = (hit: StoryHit): boolean => hit.kind === 'click' || hit.kind === 'unsubscribe-view';

/**
 * Finds a story's bursts: a hidden link followed, different links within about a second, every link within ten.
 * `suspects` are the story's followed links, less those that are explained already and make nobody else suspect.
 */
export function findBursts(story: Story, suspects: readonly StoryHit[]): Burst[] {
  const follows = suspects.toSorted((a, b) => a.at - b.at);
  const runs = runsOf(follows);
  const hidden = (hit: StoryHit) => hit.link !== null && story.hiddenLinks.has(hit.link);
  return [
    ...runs.filter((run) => run.some(hidden)).map((run) => burst(run, reasonOf('hidden'))),
    ...runs.filter((run) => linksOf(run).size >= 2).map((run) => burst(run, reasonOf('several', { links: linksOf(run).size, seconds: secondsOf(run) }))),
    ...sweeps(follows, Math.max(sweepLinks, story.linkCount ?? linksOf(follows).size))
      .map((run) => burst(run, reasonOf('every', { seconds: secondsOf(run) }))),
  ];
}

/** Cuts the followed links wherever a hand had time to move. */
function runsOf(follows: readonly StoryHit[]): StoryHit[][] {
  const runs: StoryHit[][] = [];
  let last = -Infinity;
  for (const hit of follows) {
    if (hit.at - last > handMs) runs.push([]);
    runs.at(-1)!.push(hit);
    last = hit.at;
  }
  return runs;
}

/** The stretches of ten seconds that hold `wanted` different links; those that overlap are one. */
function sweeps(follows: readonly StoryHit[], wanted: number): StoryHit[][] {
  const found: { start: number; end: number }[] = [];
  const held = new Map<string, number>();
  let start = 0;
  for (const [end, hit] of follows.entries()) {
    held.set(linkName(hit), (held.get(linkName(hit)) ?? 0) + 1);
    for (; hit.at - follows[start]!.at > sweepMs; start += 1) {
      const left = linkName(follows[start]!);
      const count = held.get(left)! - 1;
      if (count === 0) held.delete(left);
      else held.set(left, count);
    }
    if (held.size < wanted) continue;
    const last = found.at(-1);
    if (last && last.end >= start) last.end = end;
    else found.push({ start, end });
  }
  return found.map((stretch) => follows.slice(stretch.start, stretch.end + 1));
}

/** `hits` in order of time. */
function burst(hits: readonly StoryHit[], reason: string): Burst {
  return {
    from: hits[0]!.at, to: hits.at(-1)!.at, reason,
    agents: new Set(hits.flatMap((hit) => hit.agent ?? [])), addresses: new Set(hits.flatMap((hit) => hit.address ?? [])),
  };
}

const linkName = (hit: StoryHit): string => (hit.kind === 'unsubscribe-view' ? 'opt-out' : `link ${hit.link ?? '?'}`);
const linksOf = (hits: readonly StoryHit[]): Set<string> => new Set(hits.map(linkName));

const secondsOf = (hits: readonly StoryHit[]): number => Math.max(1, Math.ceil((hits.at(-1)!.at - hits[0]!.at) / 1000));
