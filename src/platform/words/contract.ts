// What a language knows and how a sentence is looked up. Pure: the browser and the server share it.

export type Values = Readonly<Record<string, string | number>>;

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

export const localeOf = (language: string): string => (language === 'en' || language === 'en-XA' ? 'en-GB' : language);

/** What the text says without the note for translators: `Left // who unsubscribed` -> `Left`. */
export const withoutNote = (text: string): string => text.replace(/ \/\/ .*$/, '');

/** Sentences of one language. What the catalogue lacks stays English: half a translation is better than an error. */
export function wordsOf(language: string, catalogue: Catalogue): Words {
  const locale = localeOf(language);
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const fill = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
  });
  return {
    language,
    locale,
    t: (text, values = {}) => {
      const found = catalogue[text];
      return fill(typeof found === 'string' ? found : withoutNote(text), values);
    },
    tn: (count, one, other, values = {}) => {
      const found = catalogue[one];
      const plurals: Plurals = typeof found === 'object' ? found : { one: withoutNote(one), other: withoutNote(other) };
      return fill(plurals[rules.select(count)] ?? plurals.other ?? withoutNote(other), { count, ...values });
    },
  };
}
