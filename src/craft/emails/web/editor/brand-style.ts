import type { CSSProperties } from 'react';
import { mailColors, type Brand } from '../../contract.ts';

/** A brand as the editor's style sheet asks for it: what one writes on looks like the mail. */
export function brandStyle(brand: Brand): CSSProperties {
  const colors = mailColors(brand.colors);
  return {
    '--mail-ground': colors.background, '--mail-paper': colors.surface, '--mail-ink': colors.text, '--mail-link': colors.link,
    '--mail-accent': colors.accent, '--mail-on-accent': colors.onAccent, '--mail-soft': colors.muted, '--mail-line': colors.line, '--mail-quote': colors.quote,
    '--mail-body': brand.fonts.body, '--mail-heading': brand.fonts.heading, '--mail-radius': `${brand.cornerRadius}px`,
  } as CSSProperties;
}
