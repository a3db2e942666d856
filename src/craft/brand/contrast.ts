import type { Brand } from './brand.ts';

// Whether words can be read on their ground: WCAG 2.2, success criteria 1.4.3 and 1.4.11, by their formulas.

export type ColorPair = 'text-on-surface' | 'link-on-surface' | 'button-on-surface';

export interface LowContrast {
  pair: ColorPair;
  /** 1 (the same) to 21 (black on white). */
  ratio: number;
  wanted: number;
}

/** Body text, WCAG level AA. */
const forText = 4.5;
/** A shape that has to be seen (success criterion 1.4.11). */
const forShapes = 3;

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Pairs of a brand's colours that many readers could not tell apart, the worst first. */
export function lowContrasts({ text, link, accent, surface }: Brand['colors']): LowContrast[] {
  const pairs: [ColorPair, string, string, number][] = [
    ['text-on-surface', text, surface, forText],
    ['link-on-surface', link, surface, forText],
    ['button-on-surface', accent, surface, forShapes],
  ];
  return pairs
    .map(([pair, one, other, wanted]) => ({ pair, ratio: Math.floor(contrastRatio(one, other) * 100) / 100, wanted }))
    .filter(({ ratio, wanted }) => ratio < wanted)
    .toSorted((a, b) => a.ratio - b.ratio);
}
