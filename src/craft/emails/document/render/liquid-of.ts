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

/** The tag that opens a condition; `{% endif %}` closes it. Texts are compared as they are written, capitals included. */
export const conditionLiquid = ({ attrs }: Condition): string => `{% if ${test(attrs)} %}`;
export const conditionEnd = '{% endif %}';

function test({ path, op, value }: Condition['attrs']): string {
  switch (op) {
    // `blank` would take a `false` for no value.
    case 'is-set': return `${path} == false or ${path} != blank`;
    case 'is-not-set': return `${path} != false and ${path} == blank`;
    case 'contains': return `${path} contains ${liquidString(value)}`;
    case 'is': return sayings(value).map((said) => `${path} == ${said}`).join(' or ');
    case 'is-not': return sayings(value).map((said) => `${path} != ${said}`).join(' and ');
  }
}

/** Attributes may be numbers or yes and no, which Liquid never takes for the text of the same look. */
function sayings(value: string): string[] {
  const bare = value.trim();
  const isNumber = /^-?\d{1,15}(\.\d{1,6})?$/.test(bare);
  return [liquidString(value), ...(isNumber || bare === 'true' || bare === 'false' ? [bare] : [])];
}
