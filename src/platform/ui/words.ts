// The language of the screen: which it is, and who is drawn anew when it becomes another.
import { useSyncExternalStore } from 'react';
import { spokenBy, wordsOf, type Catalogue, type Words } from '../words/contract.ts';

export { joinWords, phrase, t, tn, type Catalogue, type Phrase, type Values } from '../words/contract.ts';

let words: Words = wordsOf('en', {});
const watchers = new Set<() => void>();
// English is what is spoken where nobody speaks: it needs no speaker.
spokenBy(() => (words.language === 'en' ? null : words));

/** From now on the screen speaks this language. */
export function speak(language: string, catalogue: Catalogue): void {
  words = wordsOf(language, catalogue);
  for (const watcher of watchers) watcher();
}

/** The language spoken now, BCP 47. */
export const language = (): string => words.language;

/** What Intl spells dates and numbers by: `en-GB`, `de`. */
export const locale = (): string => words.locale;

let offered: readonly string[] = ['en'];

/** Which languages there are: the shell knows the catalogues. */
export function offerLanguages(languages: readonly string[]): void {
  offered = languages;
}

/** The languages to choose from, each by its own name: "Deutsch". */
export function languageChoices(): { value: string; label: string }[] {
  return offered.map((value) => ({ value, label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value }));
}

/** The language spoken now, and a rerender when it becomes another. */
export function useLocale(): string {
  return useSyncExternalStore(watch, language, language);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
