// Pages for strangers are made of templates that escape whatever is put into them.

const safe = Symbol('safe html');

/** Text that is HTML already. */
export interface SafeHtml {
  readonly [safe]: string;
}

type Piece = SafeHtml | string | number | null | undefined | false | readonly Piece[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter]!);

/** HTML from a template: texts and numbers are escaped, pieces made here stay, lists are joined, nothing is left out of `null`, `undefined` and `false`. */
export function html(template: TemplateStringsArray, ...pieces: readonly Piece[]): SafeHtml {
  return trusted(template.map((text, index) => text + (index < pieces.length ? written(pieces[index]) : '')).join(''));
}

/** For what is known to be HTML: a style sheet of ours, never a text that somebody typed. */
export const trusted = (text: string): SafeHtml => ({ [safe]: text });

export const textOf = (piece: SafeHtml): string => piece[safe];

function written(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (Array.isArray(piece)) return piece.map(written).join('');
  return typeof piece === 'object' ? textOf(piece as SafeHtml) : escaped(String(piece));
}
