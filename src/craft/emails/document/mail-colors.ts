import { plainColors, towards, wordsOn } from './render/brand-colors.ts';
import type { Brand } from './default-brand.ts';

/** A brand's colours and those that follow from them: words on buttons, small print, thin lines, the line beside quotes. */
export interface MailColors {
  accent: string;
  text: string;
  background: string;
  surface: string;
  link: string;
  onAccent: string;
  muted: string;
  line: string;
  quote: string;
}

/** Colours as `#rrggbb`, what is none of them the default's; the mail and the editor both ask here. */
export function mailColors(given: Brand['colors']): MailColors {
  const colors = plainColors(given);
  const faded = (share: number) => towards(colors.text, colors.surface, share);
  return { ...colors, onAccent: wordsOn(colors.accent), muted: faded(0.3), line: faded(0.85), quote: faded(0.75) };
}
