// The words of the screen. English stands in the code and is the key to every other language.

export type Values = Readonly<Record<string, string | number>>;

/** The text in the reader's language, `{name}` filled in. Numbers are spelled as that language spells them. */
export function t(text: string, values: Values = {}): string {
  return fill(text, values);
}

/** `one` or `other` by the language's rule of plurals; `{count}` is filled in. */
export function tn(count: number, one: string, other: string, values: Values = {}): string {
  return fill(new Intl.PluralRules('en').select(count) === 'one' ? one : other, { count, ...values });
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat('en').format(value) : value;
  });
}
