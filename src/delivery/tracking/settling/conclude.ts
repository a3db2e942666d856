import type { Conclusion } from '../../events/index.ts';
import type { Verdict } from '../judge/judge-story.ts';
import type { StoryHit } from '../judge/story.ts';

/** Like hits closer than this are one event with a count: a mail opened three times in a minute is one line on a screen. */
const togetherMs = 60_000;

/**
 * Draws a message's conclusions from its hits and their verdicts. `uncounted` are the links that never count as
 * clicks. Pure; the order of the hits does not matter. A posted opt-out is an act of its own and none of these.
 */
export function conclude(hits: readonly StoryHit[], verdicts: readonly Verdict[], uncounted: ReadonlySet<number>): Conclusion[] {
  const runs = new Map<string, Conclusion & { until: number }>();
  const done: Conclusion[] = [];
  const finish = ({ until: _, ...conclusion }: Conclusion & { until: number }) => done.push(conclusion);
  const judged = hits.flatMap((hit, index) => (hit.kind === 'unsubscribe' ? [] : [{ hit, verdict: verdicts[index]!, key: keyOf(hit, verdicts[index]!, uncounted) }]))
    .toSorted((a, b) => a.hit.at - b.hit.at || (a.key < b.key ? -1 : 1));
  for (const { hit, verdict, key } of judged) {
    const run = runs.get(key);
    if (run && hit.at - run.until < togetherMs) {
      run.count += 1;
      run.until = hit.at;
      addLink(run, hit);
      continue;
    }
    if (run) finish(run);
    runs.set(key, { ...conclusionOf(hit, verdict, uncounted), until: hit.at });
  }
  for (const run of runs.values()) finish(run);
  return done.toSorted((a, b) => a.at - b.at || (a.kind < b.kind ? 1 : -1));
}

/** What stays the same through a run. A machine's burst over many links is one run, a person's links are told one by one. */
function keyOf(hit: StoryHit, verdict: Verdict, uncounted: ReadonlySet<number>): string {
  const link = hit.kind !== 'click' ? '' : verdict.class === 'machine' && !isUncounted(hit, uncounted) ? 'any' : hit.link;
  return `${hit.kind} ${verdict.class} ${verdict.reason} ${link}`;
}

function conclusionOf(hit: StoryHit, verdict: Verdict, uncounted: ReadonlySet<number>): Conclusion {
  const base = { at: hit.at, class: verdict.class, reason: verdict.reason, count: 1 };
  if (hit.kind === 'open') return { ...base, kind: 'message.opened', link: null, detail: null };
  if (hit.kind === 'unsubscribe-view') return { ...base, kind: 'message.clicked', link: null, detail: { counts: false, page: 'unsubscribe' } };
  return { ...base, kind: 'message.clicked', link: linkOf(hit), detail: isUncounted(hit, uncounted) ? { counts: false } : null };
}

function addLink(run: Conclusion, hit: StoryHit): void {
  const link = linkOf(hit);
  if (hit.kind !== 'click' || link === null || run.link === link) return;
  const links = run.detail?.links ?? (run.link === null ? [] : [run.link]);
  if (links.includes(link)) return;
  run.detail = { ...run.detail, links: [...links, link].toSorted((a, b) => a - b) };
  run.link = null;
}

const linkOf = (hit: StoryHit): number | null => (typeof hit.link === 'number' ? hit.link : null);
const isUncounted = (hit: StoryHit, uncounted: ReadonlySet<number>): boolean => typeof hit.link === 'number' && uncounted.has(hit.link);
