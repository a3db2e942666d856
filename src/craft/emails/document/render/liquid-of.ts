import type { Condition, Variable } from '../document.ts';

// Variables and conditions as the Liquid that sending fills. What a marketer types ends up within
// quotes only, and quotes there are escaped: no fallback or value can become a tag.

/** A text as a Liquid string. Without escapes where possible: that form is filled fastest. */
export function liquidString(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  // `%}` would end a tag even within quotes.
  const ends = line.includes('%}');
  if (!ends && !/["\\]/.test(line)) return `"${line}"`;
  if (!ends && !/['\\]/.test(line)) return `'${line}'`;
  return `"${line.replace(/["\\]/g, '\\$&').replaceAll('%}', '\\u0025}')}"`;
}

/** `{{ contact.first_name | default: "there" }}`. */
export function variableLiquid({ attrs: { path, fallback } }: Variable): string {
  return fallback === null ? `{{ ${path} }}` : `{{ ${path} | default: ${liquidString(fallback)} }}`;
}

/** The tag that opens a condition; `{% endif %}` closes it. Texts are compared whatever their capitals, as segments compare them. */
export const conditionLiquid = ({ attrs }: Condition): string => `{% if ${test(attrs)} %}`;
export const conditionEnd = '{% endif %}';

function test({ path, op, value }: Condition['attrs']): string {
  switch (op) {
    // `blank` would take a `false` for no value.
    case 'is-set': return `${path} == false or ${path} != blank`;
    case 'is-not-set': return `${path} != false and ${path} == blank`;
    case 'contains': return `${path} mentions ${liquidString(value)}`;
    case 'is': return isNumber(value) ? `${path} says ${liquidString(value)} or ${path} == ${value.trim()}` : `${path} says ${liquidString(value)}`;
    case 'is-not': return isNumber(value) ? `${path} says_not ${liquidString(value)} and ${path} != ${value.trim()}` : `${path} says_not ${liquidString(value)}`;
  }
}

/** Then `5.0` is meant where an attribute holds 5. */
const isNumber = (value: string): boolean => /^-?\d{1,15}(\.\d{1,6})?$/.test(value.trim());
