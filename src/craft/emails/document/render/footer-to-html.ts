import type { Footer } from '../document.ts';
import { escapeText } from './escape-text.ts';
import { inlineToHtml } from './inline-to-html.ts';

/** A footer's lines: its own words, the brand's, and always where the sender is found, the way out and the page of choices, in the reader's language. */
export function footerToHtml(footer: Footer, brandText: string, linkColor: string | null): string {
  const style = linkColor === null ? '' : ` style="color:${linkColor}"`;
  const lines = [
    inlineToHtml(footer.content, linkColor),
    escapeText(brandText),
    // Line by line where programs can, else in one line.
    '{{ workspace.name }}<br><span style="white-space:pre-line">{{ workspace.postal_address }}</span>',
    `<a href="{{ unsubscribe_url }}"${style}>{{ unsubscribe_label }}</a> &middot; <a href="{{ preferences_url }}"${style}>{{ preferences_label }}</a>`,
  ];
  return lines.filter((line) => line !== '').map((line) => `<p style="margin:0 0 8px">${line}</p>`).join('');
}
