import { defaultBrand, type Brand } from '../default-brand.ts';

// Colours that follow from a brand's own, so that nobody has to choose what can be reckoned.

const channels = (color: string): [number, number, number] => {
  const hex = color.replace('#', '');
  const six = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const value = Number.parseInt(six.slice(0, 6), 16);
  return Number.isNaN(value) ? [0, 0, 0] : [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** Relative luminance as WCAG 2 defines it, 0 (black) to 1 (white). */
function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** White or near black, whichever reads better on a colour. */
export const wordsOn = (color: string): string => (1.05 / (luminance(color) + 0.05) >= (luminance(color) + 0.05) / 0.0583 ? '#ffffff' : '#111111');

/** A colour part of the way (0 to 1) towards another. */
export function towards(from: string, to: string, share: number): string {
  const end = channels(to);
  return `#${channels(from).map((channel, index) => Math.round(channel + (end[index]! - channel) * share).toString(16).padStart(2, '0')).join('')}`;
}

/** Colours that are none are the default's: they end up in styles. */
export function plainColors(colors: Brand['colors']): Brand['colors'] {
  const known = Object.entries(defaultBrand.colors) as [keyof Brand['colors'], string][];
  return Object.fromEntries(known.map(([name, fallback]) => [name, /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(colors[name]) ? colors[name] : fallback])) as unknown as Brand['colors'];
}
