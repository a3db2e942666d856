// Which language the screens speak: the member's, else the browser's, else English.
import { pseudo } from '../platform/words/contract.ts';
import { language, offerLanguages, speak, type Catalogue } from '../platform/ui/words.ts';

// A language is a folder of catalogues and one piece of the build; it is fetched when it is spoken.
const files = import.meta.glob<Catalogue>('./locales/*/*.json', { import: 'default' });
const languages = ['en', ...new Set(Object.keys(files).map((path) => path.split('/')[2]!))].toSorted();
const KEPT = 'language';

/** Before the first paint: what was spoken last in this browser, or what it asks for. */
export async function beginSpeaking(): Promise<void> {
  offerLanguages(languages);
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    kept = null;
  }
  await change(kept ?? ofBrowser());
}

/** The language a member is to be spoken to in; null: as the browser asks. */
export const languageFor = (chosen: string | null): string => (language() === pseudo ? pseudo : nearest(chosen ?? '') ?? ofBrowser());

/** Speaks another language from now on, on this browser until somebody chooses another. */
export async function change(wanted: string): Promise<void> {
  const next = wanted === pseudo ? pseudo : nearest(wanted) ?? 'en';
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // A closed storage forgets it with the tab; that is all.
  }
  // Where the catalogues cannot be fetched, English sentences with the language's dates and numbers are still a screen.
  const read = await Promise.all(Object.entries(files).filter(([path]) => path.split('/')[2] === next).map(([, load]) => load())).catch(() => []);
  document.documentElement.lang = next === pseudo ? 'en' : next;
  if (next !== language()) speak(next, Object.assign({}, ...read) as Catalogue);
}

const nearest = (tag: string): string | undefined => languages.find((one) => one === tag) ?? languages.find((one) => one === tag.split('-')[0]);

function ofBrowser(): string {
  for (const tag of navigator.languages) {
    const found = nearest(tag);
    if (found) return found;
  }
  return 'en';
}
