import { steps, wordRuns, type Run, type Step } from './text-runs.ts';

/** One line's part in a comparison. Lines count from 1, each in its own text; null: it is not in that one. */
export interface LineChange {
  kind: 'same' | 'changed' | 'added' | 'removed';
  before: number | null;
  after: number | null;
  words: Run[];
}

interface Line { text: string; number: number }
const linesOf = (text: string): Line[] => (text === '' ? [] : text.replace(/\r\n/g, '\n').split('\n').map((line, index) => ({ text: line, number: index + 1 })));

/** What changed from one text to another, line by line; a line that took another's place is compared with it word by word. */
export function compareLines(before: string, after: string): LineChange[] {
  const found = steps(linesOf(before), linesOf(after), ({ text }) => text);
  const changes: LineChange[] = [];
  for (let at = 0; at < found.length;) {
    const step = found[at]!;
    if (step.kind === 'same') {
      changes.push({ kind: 'same', before: step.before.number, after: step.after.number, words: wordRuns(step.before.text, step.after.text) });
      at += 1;
      continue;
    }
    let end = at;
    while (end < found.length && found[end]!.kind !== 'same') end += 1;
    changes.push(...exchanged(found.slice(at, end)));
    at = end;
  }
  return changes;
}

/** As many lines as went and came are paired in order. */
function exchanged(stretch: readonly Step<Line>[]): LineChange[] {
  const gone = stretch.flatMap((step) => (step.kind === 'removed' ? [step.before] : []));
  const come = stretch.flatMap((step) => (step.kind === 'added' ? [step.after] : []));
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index): LineChange => {
    const [before, after] = [gone[index], come[index]];
    return {
      kind: !before ? 'added' : !after ? 'removed' : 'changed',
      before: before?.number ?? null, after: after?.number ?? null, words: wordRuns(before?.text ?? '', after?.text ?? ''),
    };
  });
}
