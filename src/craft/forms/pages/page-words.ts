import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsOf, type Values } from '../../../platform/words/index.ts';
import english from '../locales/en.json' with { type: 'json' };

// What public pages say. A language is a file in locales/: adding one is adding a file.

export type PageText = keyof typeof english;

export interface PageWords {
  /** BCP 47. */
  language: string;
  /** The text with `{name}` filled in; in English where the language lacks it. */
  say(text: PageText, values?: Values): string;
}

const folder = join(import.meta.dirname, '../locales');
const texts = new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).toSorted()
  .map((name): [string, Record<string, string>] => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>]));
const speakers = new Map([...texts].map(([language, own]): [string, PageWords] => {
  const words = wordsOf(language, { ...texts.get('en'), ...own });
  return [language, { language, say: (text, values) => words.t(text, values) }];
}));

/** Languages that pages speak, each by its own name. */
export const pageLanguages = (): { language: string; name: string }[] =>
  [...texts.keys()].map((language) => ({ language, name: new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language }));

/** The words of a language, of `de` for `de-AT`; English for one that has no file. */
export const pageWords = (language: string): PageWords => speakers.get(language) ?? speakers.get(language.split('-')[0]!) ?? speakers.get('en')!;

/**
 * The first of `wanted` that is among `there`, regions passed over where only the language is (`de-AT` for `de`, and the
 * other way round); `otherwise` when none is.
 */
export function pickLanguage(wanted: readonly string[], there: readonly string[], otherwise: string): string {
  for (const language of wanted) {
    const base = language.split('-')[0]!.toLowerCase();
    const found = there.find((each) => each.toLowerCase() === language.toLowerCase()) ?? there.find((each) => each.split('-')[0]!.toLowerCase() === base);
    if (found) return found;
  }
  return otherwise;
}

/** Languages of an Accept-Language header (RFC 9110, 12.5.4), most wanted first. */
export function readAcceptLanguage(header: string | undefined): string[] {
  return (header ?? '').slice(0, 500).split(',').flatMap((part, index) => {
    const [, language, weight] = /^\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/.exec(part) ?? [];
    return language && weight !== '0' ? [{ language, weight: weight === undefined ? 1 : Number(weight), index }] : [];
  }).toSorted((a, b) => b.weight - a.weight || a.index - b.index).map(({ language }) => language);
}
