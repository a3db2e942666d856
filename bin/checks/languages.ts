import type { House, Tree } from './tree.ts';
import { saidTexts, unsaidTexts, type SaidText } from './said-texts.ts';

type Entry = string | Record<string, string>;
const place = /^src\/web\/locales\/([^/]+)\/([^/]+)\.json$/;

/** Every text of the code is in every language's catalogues, none is there that no code says, and screens show none past them. */
export function languages(tree: Tree, house: House): string[] {
  const { said, found } = saidTexts(tree);
  const folders = new Map<string, Map<string, Entry>>();
  for (const [path, text] of tree) {
    const [, language, file] = place.exec(path) ?? [];
    if (!language || !file) continue;
    const entries = folders.get(language) ?? new Map<string, Entry>();
    folders.set(language, entries);
    for (const [key, entry] of Object.entries(JSON.parse(text) as Record<string, Entry>)) {
      if (entries.has(key)) found.push(`${path}: "${short(key)}" stands in another catalogue of ${language}, too`);
      entries.set(key, entry);
    }
  }
  const plurals = new Set(said.filter(({ other }) => other !== undefined).map(({ text }) => text));
  found.push(...said.filter(({ text, other }) => other === undefined && plurals.has(text)).map(({ path, text }) => `${path}: "${short(text)}" is said with tn() elsewhere; say it with tn() here, too`));
  for (const [language, entries] of folders) found.push(...compare(language, entries, said));
  return [...found, ...unsaidTexts(tree, house)];
}

function compare(language: string, entries: ReadonlyMap<string, Entry>, said: readonly SaidText[]): string[] {
  const used = new Map(said.map((one) => [one.text, one]));
  const missing = [...used.values()].filter(({ text }) => !entries.has(text)).map(({ path, text }) => `${path}: "${short(text)}" is not said in ${language}`);
  const unused = [...entries.keys()].filter((key) => !used.has(key)).map((key) => `src/web/locales/${language}: no code says "${short(key)}"`);
  const wrong = [...entries].flatMap(([key, entry]) => (used.has(key) ? complaints(used.get(key)!, entry, language).map((words) => `src/web/locales/${language}: "${short(key)}" ${words}`) : []));
  return [...missing, ...unused, ...wrong];
}

function complaints({ text, other }: SaidText, entry: Entry, language: string): string[] {
  if (typeof entry === 'string') return other !== undefined ? ['needs its plurals'] : differs(text, entry);
  if (other === undefined) return ['has plurals and no count'];
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [
    ...needed.filter((category) => entry[category] === undefined).map((category) => `lacks its ${category}`),
    // "One" may leave its number out, as "a day" does.
    ...Object.entries(entry).flatMap(([category, words]) => differs(category === 'other' ? other : text, words, category !== 'other')),
  ];
}

/** Places for values and tags are the same on both sides, in any order. */
function differs(english: string, translated: string, countIsFree = false): string[] {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}|<\/?\w+>/g) ?? [])].filter((one) => !countIsFree || one !== '{count}').toSorted().join(' ');
  return places(english) === places(translated) ? [] : [`has ${places(translated) || 'no places'} where English has ${places(english) || 'none'}`];
}

const short = (text: string): string => (text.length > 70 ? `${text.slice(0, 70)}…` : text);
