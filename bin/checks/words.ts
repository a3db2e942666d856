import { isTest, type House, type Tree } from './tree.ts';

/** One word a thing: those that docs/glossary.md crosses out are not used in code. */
export function forbiddenWords(tree: Tree, house: House): string[] {
  const words = Object.keys(house.words);
  if (words.length === 0) return [];
  const pattern = new RegExp(`(?<![a-z])(${words.join('|')})s?(?![a-z])`, 'gi');
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!/^(src|db)\/.*\.(ts|tsx|sql)$/.test(path) || isTest(path) || house.wordExceptions[path]) continue;
    // Camel case too: `tenantId` says tenant.
    const plain = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
    for (const [, word] of plain.matchAll(pattern)) found.push(`${path} says "${word}"; we say ${house.words[word!.toLowerCase()]}`);
  }
  return [...new Set(found)];
}
