// The words of the screen. English stands in the code and is the key to every other language.
import { useSyncExternalStore } from 'react';
import { wordsOf, type Catalogue, type Values, type Words } from '../words/contract.ts';

export type { Catalogue, Values };

declare const english: unique symbol;

/**
 * A text named before the language is known: in a table of a module, a page's title. It is no
 * string, so that it cannot be shown without `t()`.
 */
export interface Phrase {
  readonly [english]: true;
}

/** Names a text that `t()` says later: `const names = { held: phrase('Held') }`, `t(names.held)`. */
export const phrase = (text: string): Phrase => text as unknown as Phrase;

let words: Words = wordsOf('en', {});
const watchers = new Set<() => void>();

/** From now on the screen speaks this language. Whoever shows words is drawn anew (`useLocale`). */
export function speak(language: string, catalogue: Catalogue): void {
  words = wordsOf(language, catalogue);
  for (const watcher of watchers) watcher();
}

/** The language spoken now, BCP 47. */
export const spoken = (): string => words.language;

/** What Intl spells dates and numbers by: `en-GB`, `de`. */
export const locale = (): string => words.locale;

/** The language spoken now, and a rerender when it becomes another. */
export function useLocale(): string {
  return useSyncExternalStore(watch, spoken, spoken);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * The text in the reader's language, `{name}` filled in; numbers are spelled as that language
 * spells them. The text is written out where it is called, or comes from `phrase()`: `bin/check`
 * reads the code for it. A note for translators, where one English word is several elsewhere,
 * follows two slashes and is not shown: `t('Left // who unsubscribed')`.
 */
export function t(text: string | Phrase, values?: Values): string {
  return words.t(text as string, values);
}

/** `one` or `other` by the language's rule of plurals; `{count}` is filled in. */
export function tn(count: number, one: string, other: string, values?: Values): string {
  return words.tn(count, one, other, values);
}

/** "Ana, Rui and Vera", as the language joins them. */
export function joinWords(parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(words.locale, { type }).format(parts);
}
