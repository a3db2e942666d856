import type { Block, EmailDocument } from '../document.ts';
import { blockWords, type BlockWords } from './block-words.ts';
import { steps, wordRuns, type Run } from './text-runs.ts';

/** One block's part in a comparison. */
export interface BlockChange {
  kind: 'same' | 'changed' | 'added' | 'removed';
  /** It stands elsewhere among its neighbours than before. */
  moved: boolean;
  /** Of the later document; of the earlier one when it is gone. */
  id: string;
  type: Block['type'];
  /** Within how many columns and conditions it lies. */
  depth: number;
  words: Run[];
  /** What changed besides the words, by attribute: `href`, `level`, `type`, `links`, `format` ...; null: there was none. */
  details: { name: string; before: string | null; after: string | null }[];
}

/**
 * What changed from one document to another, block by block in the order of the later one; what is gone stands where it stood.
 * A block is known by its id, and by what it says where an id was drawn anew, as by copying.
 */
export function compareBlocks(before: EmailDocument, after: EmailDocument): BlockChange[] {
  const earlier = blockWords(before);
  const later = blockWords(after);
  const ids = sameBlocks(earlier, later);
  const key = (block: BlockWords) => ids.get(block) ?? `${block.id} alone`;
  const found = steps(earlier, later, key);
  const gone = new Map(found.flatMap((step) => (step.kind === 'removed' ? [[key(step.before), step.before] as const] : [])));
  const come = new Set(found.flatMap((step) => (step.kind === 'added' ? [key(step.after)] : [])));
  return found.flatMap((step): BlockChange[] => {
    if (step.kind === 'same') return [changeOf(step.before, step.after, false)];
    // Gone here and come elsewhere: told once, where it is now.
    if (step.kind === 'removed') return come.has(key(step.before)) ? [] : [changeOf(step.before, null, false)];
    const from = gone.get(key(step.after));
    return [changeOf(from ?? null, step.after, from !== undefined)];
  });
}

/** One key for both sides of a block that is the same one. */
function sameBlocks(earlier: readonly BlockWords[], later: readonly BlockWords[]): Map<BlockWords, string> {
  const keys = new Map<BlockWords, string>();
  const byId = new Map(earlier.map((block) => [block.id, block]));
  const rest: BlockWords[] = [];
  for (const block of later) {
    const same = byId.get(block.id);
    if (!same) rest.push(block);
    else for (const side of [same, block]) keys.set(side, block.id);
  }
  const saying = (block: BlockWords) => JSON.stringify([block.type, block.text, block.details]);
  const open = Map.groupBy(earlier.filter((block) => !keys.has(block)), saying);
  for (const block of rest) {
    const same = open.get(saying(block))?.shift();
    if (same) for (const side of [same, block]) keys.set(side, `${block.id} again`);
  }
  return keys;
}

function changeOf(before: BlockWords | null, after: BlockWords | null, moved: boolean): BlockChange {
  const { id, type, depth } = (after ?? before)!;
  const details = before && after ? detailChanges({ type: before.type, ...before.details }, { type: after.type, ...after.details }) : [];
  const same = before?.text === after?.text && details.length === 0;
  return { kind: !before ? 'added' : !after ? 'removed' : same ? 'same' : 'changed', moved, id, type, depth, words: wordRuns(before?.text ?? '', after?.text ?? ''), details };
}

function detailChanges(before: Record<string, string>, after: Record<string, string>): BlockChange['details'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => before[name] !== after[name]).map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }));
}
