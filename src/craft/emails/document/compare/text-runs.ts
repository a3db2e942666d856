import { diffArrays, diffWordsWithSpace } from 'diff';

/** A stretch of text. The same and the removed ones together are the earlier text, the same and the added ones the later. */
export interface Run { kind: 'same' | 'added' | 'removed'; text: string }

/** What changed within a text, word by word. Texts with hardly a word in common are said to be replaced as a whole. */
export function wordRuns(before: string, after: string): Run[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  // Bounded: two long texts with nothing in common would take the square of their length.
  const changes = before.length + after.length > longestText ? undefined : diffWordsWithSpace(before, after, { maxEditLength: 600 });
  const runs = changes?.map(({ added, removed, value }): Run => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
  return runs && isTelling(runs) ? runs : replaced(before, after);
}

const longestText = 40_000;

/** A few spaces and full stops in common make a mosaic that nobody can read. */
function isTelling(runs: readonly Run[]): boolean {
  const letters = (kind: Run['kind']) => runs.reduce((sum, run) => sum + (run.kind === kind ? run.text.replace(/[^\p{L}\p{N}]/gu, '').length : 0), 0);
  return letters('same') * 5 >= Math.min(letters('added'), letters('removed'));
}

function replaced(before: string, after: string): Run[] {
  const runs: Run[] = [{ kind: 'removed', text: before }, { kind: 'added', text: after }];
  return runs.filter(({ text }) => text !== '');
}

/** One step of going from one list to the other. */
export type Step<T> = { kind: 'same'; before: T; after: T } | { kind: 'removed'; before: T } | { kind: 'added'; after: T };

/** The steps from one list to another, by what `key` says of each entry; those beyond comparing are removed and added whole. */
export function steps<T>(before: readonly T[], after: readonly T[], key: (entry: T) => string): Step<T>[] {
  const changes = diffArrays(before.map(key), after.map(key), { maxEditLength: 1000 });
  if (!changes) return [...before.map((entry) => ({ kind: 'removed', before: entry }) as const), ...after.map((entry) => ({ kind: 'added', after: entry }) as const)];
  let [left, right] = [0, 0];
  return changes.flatMap(({ added, removed, value }) => value.map((): Step<T> => {
    if (removed) return { kind: 'removed', before: before[left++]! };
    if (added) return { kind: 'added', after: after[right++]! };
    return { kind: 'same', before: before[left++]!, after: after[right++]! };
  }));
}
