import type { House, Tree } from './tree.ts';

/** A tree of a few files, for the checks' tests. */
export const treeOf = (files: Record<string, string>): Tree => new Map(Object.entries(files));

export const houseOf = (part: Partial<House> = {}): House => ({
  groups: ['platform', 'people', 'delivery'], right: [], openSlices: ['platform/ui'], insiders: {}, tables: {}, writesAnything: {}, long: {}, words: {}, wordExceptions: {}, untranslated: [], englishOnly: {}, ...part,
});
