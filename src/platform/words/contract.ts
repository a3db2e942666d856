// The words of a language, and who speaks which. Pure: the browser, the server, and what both share
// import it. English stands in the code and is the key to every other language.

/** A day is spelled as the language spells days, in UTC. */
export type Values = Readonly<Record<string, string | number | Date>>;

/** A sentence by count: `one`, `other`, and whichever else the language has. */
export type Plurals = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** English text -> the same in another language. Plurals stand under their English `one`. */
export type Catalogue = Readonly<Record<string, string | Plurals>>;

export interface Words {
  /** BCP 47: `en`, `de`. */
  language: string;
  /** What dates and numbers are spelled by. English is Britain's: days before months, 24 hours. */
  locale: string;
  /** The text, `{name}` filled in; numbers are spelled as the language spells them. */
  t: (text: string, values?: Values) => string;
  /** `one` or `other` by the language's rule; `{count}` is filled in, too. */
  tn: (count: number, one: string, other: string, values?: Values) => string;
}

declare const named: unique symbol;

/**
 * A text named before the language is known: in a table of a module, a page's title. It is no
 * string, so that it cannot be shown without `t()`.
 */
export interface Phrase {
  readonly [named]: true;
}

/** Names a text that `t()` says later: `const names = { held: phrase('Held') }`, `t(names.held)`. */
export const phrase = (text: string): Phrase => text as unknown as Phrase;

let english: Words | null = null;
const englishWords = (): Words => (english ??= wordsOf('en', {}));
const speakers: (() => Words | null)[] = [];

/** Once, at the start: the browser speaks its reader's language, the server that of the request. */
export function spokenBy(words: () => Words | null): void {
  speakers.push(words);
}

/** The words spoken here and now. */
export function spoken(): Words {
  for (const speaker of speakers) {
    const words = speaker();
    if (words) return words;
  }
  return englishWords();
}

/**
 * The text in the reader's language, `{name}` filled in; numbers are spelled as that language
 * spells them. The text is written out where it is called, or comes from `phrase()`: `bin/check`
 * reads the code for it. A note for translators, where one English word is several elsewhere,
 * follows two slashes and is not shown: `t('Left // who unsubscribed')`.
 */
export function t(text: string | Phrase, values?: Values): string {
  return spoken().t(text as string, values);
}

/** `one` or `other` by the language's rule of plurals; `{count}` is filled in. */
export function tn(count: number, one: string, other: string, values?: Values): string {
  return spoken().tn(count, one, other, values);
}

/** In English whoever listens: for sentences that are kept, and retold to each reader. */
export function inEnglish(text: string | Phrase, values?: Values): string {
  return englishWords().t(text as string, values);
}

/**
 * A kept English sentence in the reader's language: `templates` are the phrases it may have been
 * made of by `inEnglish`. One that was made of none of them, by an older release say, stays as it is.
 */
export function retell(sentence: string, templates: readonly Phrase[]): string {
  if (spoken().language === 'en') return sentence;
  for (const template of templates) {
    const match = patternOf(template).exec(sentence);
    if (match) return t(template, match.groups ?? {});
  }
  return sentence;
}

/**
 * A field's complaint in a contract: said when it is met, in the language of the request.
 * `z.string().min(1, says('must not be empty'))`.
 */
export const says = (text: string): { error: () => string } => ({ error: () => t(text) });

/** What is kept of a sentence: its English text, which is its code, and what stands in it. */
interface Kept {
  says: string;
  other?: string;
  count?: number;
  with?: Values;
}

// The brackets let a kept sentence stand within a longer text ("lane_held: …"); inside they are escaped.
const keptSentence = /⟦(\{.*?\})⟧/gs;
const asKept = (kept: Kept): string => `⟦${JSON.stringify(kept).replaceAll('⟦', '\\u27e6').replaceAll('⟧', '\\u27e7')}⟧`;

/**
 * No language: within `speakIn(keeping, …)` each sentence comes out as code and values, to be kept
 * in a table or a journal and told to each reader by `tell`.
 */
export const keeping: Words = {
  language: 'en',
  locale: 'en-GB',
  t: (text, values) => asKept({ says: text, ...(values && { with: values }) }),
  tn: (count, one, other, values) => asKept({ says: one, other, count, ...(values && { with: values }) }),
};

/** One sentence to be kept: code and values, whoever listens. */
export const keep = (text: string | Phrase, values?: Values): string => keeping.t(text as string, values);

/** What was kept, said now; a text that holds no kept sentence stays as it is. */
export function tell(kept: string, words: Words = spoken()): string {
  return kept.includes('⟦') ? kept.replace(keptSentence, (whole, json: string) => sayKept(json, words) ?? whole) : kept;
}

/** What was kept, in English whoever listens: for logs and the messages of errors. */
export const tellInEnglish = (kept: string): string => tell(kept, englishWords());

function sayKept(json: string, words: Words): string | null {
  let kept: Partial<Kept>;
  try {
    kept = JSON.parse(json) as Partial<Kept>;
  } catch {
    return null;
  }
  if (typeof kept.says !== 'string') return null;
  const values = Object.fromEntries(Object.entries(kept.with ?? {}).map(([name, value]) => [name, revived(value, words)]));
  return kept.count === undefined || kept.other === undefined ? words.t(kept.says, values) : words.tn(kept.count, kept.says, kept.other, values);
}

/** Sentences within sentences are told, too; a day has become text on its way. */
function revived(value: string | number | Date, words: Words): string | number | Date {
  if (typeof value !== 'string') return value;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? new Date(value) : tell(value, words);
}

const patterns = new Map<Phrase, RegExp>();
function patternOf(template: Phrase): RegExp {
  let pattern = patterns.get(template);
  if (!pattern) {
    const source = withoutNote(template as unknown as string).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>.+?)');
    patterns.set(template, (pattern = new RegExp(`^${source}$`, 's')));
  }
  return pattern;
}

/** "Ana, Rui and Vera", as the language joins them. */
export function joinWords(parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(spoken().locale, { type }).format(parts);
}

export function localeOf(language: string): string {
  return language === 'en' || language === pseudo ? 'en-GB' : language;
}

/** Not a language but a test of the screens: every text in brackets and longer than it was. */
export const pseudo = 'en-XA';

/** What the text says without its note for translators. */
export const withoutNote = (text: string): string => text.replace(/ \/\/ .*$/, '');

/** Sentences of one language. What the catalogue lacks stays English: half a translation is better than an error. */
export function wordsOf(language: string, catalogue: Catalogue): Words {
  const locale = localeOf(language);
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const rules = new Intl.PluralRules(locale);
  const spell = (value: string | number | Date): string => (typeof value === 'number' ? numbers.format(value) : typeof value === 'string' ? value : days.format(value));
  const say = (text: string, values: Values): string => fill(language === pseudo ? stretched(text) : text, values, spell);
  return {
    language,
    locale,
    t: (text, values = {}) => {
      const found = catalogue[text];
      return say(typeof found === 'string' ? found : withoutNote(text), values);
    },
    tn: (count, one, other, values = {}) => {
      const found = catalogue[one];
      const plurals: Plurals = typeof found === 'object' ? found : { one: withoutNote(one), other: withoutNote(other) };
      return say(plurals[rules.select(count)] ?? plurals.other ?? withoutNote(other), { count, ...values });
    },
  };
}

const fill = (text: string, values: Values, spell: (value: string | number | Date) => string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => {
  const value = values[name];
  return value === undefined ? whole : spell(value);
});

/** "[Send it ~~~]": a third longer, as German is. */
const stretched = (text: string): string => `[${text} ${'~'.repeat(Math.ceil(text.length / 3))}]`;
