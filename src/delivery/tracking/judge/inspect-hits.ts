import { z } from 'zod';
import { judgeStory, rulesVersion, type Verdict } from './judge-story.ts';
import type { StoryHit } from './story.ts';

/** One line of input and where it stands, for the words of a problem: `line 3`. */
export interface InspectedLine {
  place: string;
  text: string;
}

export interface InspectedHit extends Verdict {
  message: string | number;
  rules: number;
}

const described = z.object({
  message: z.union([z.string(), z.number()]),
  kind: z.enum(['open', 'click', 'unsubscribe-view', 'unsubscribe']),
  link: z.union([z.string(), z.number()]).nullish(),
  /** The link cannot be seen by a reader. `"link": "hidden"` says the same. */
  hidden: z.boolean().nullish(),
  method: z.string().default('GET'),
  agent: z.string().nullish(),
  address: z.string().nullish(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullish(),
  secondsSinceAccepted: z.number(),
});
type Described = z.output<typeof described>;

/**
 * Judges hits described as JSON, one a line; lines with the same message are one story, on the axis of their
 * `secondsSinceAccepted`. Answers verdicts in the order of the lines, and a sentence for each line that could not be read.
 */
export function inspectHits(lines: readonly InspectedLine[]): { verdicts: InspectedHit[]; problems: string[] } {
  const problems: string[] = [];
  const hits = lines.flatMap((line) => {
    const hit = readHit(line.text);
    if (typeof hit === 'string') problems.push(`${line.place}: ${hit}`);
    return typeof hit === 'string' ? [] : [hit];
  });
  const stories = Map.groupBy(hits, (hit) => hit.message);
  const verdicts = new Map<Described, Verdict>();
  for (const story of stories.values()) {
    const hiddenLinks = new Set(story.flatMap((hit) => (hit.link != null && (hit.hidden || hit.link === 'hidden') ? [hit.link] : [])));
    // How many links the mail has is not told: those seen have to do.
    const judged = judgeStory({ hits: story.map(storyHit), acceptedAt: 0, linkCount: null, hiddenLinks });
    story.forEach((hit, index) => verdicts.set(hit, judged[index]!));
  }
  return { verdicts: hits.map((hit) => ({ message: hit.message, ...verdicts.get(hit)!, rules: rulesVersion })), problems };
}

/** The hit, or what is wrong with the line. */
function readHit(text: string): Described | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON; left out';
  }
  const read = described.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  return `${issue.path.length > 0 ? `"${issue.path.join('.')}": ` : ''}${issue.message}; left out`;
}

function storyHit(hit: Described): StoryHit {
  const headers = Object.entries(hit.headers ?? {}).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]);
  return {
    kind: hit.kind, link: hit.link ?? (hit.hidden ? 'hidden' : null), method: hit.method.toUpperCase(), agent: hit.agent ?? null,
    address: hit.address ?? null, headers: Object.fromEntries(headers), at: Math.round(hit.secondsSinceAccepted * 1000),
  };
}
