import { escapeHtml } from '../../sending-form.ts';

// Liquid may be typed into any text, as into a subject. It has to stay as it is; all around it is text.

// Quotes may hold the end of an output, not that of a tag: LiquidJS reads them so.
const liquid = /\{\{(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*\}\}|\{%[\s\S]*?%\}/g;

/** Text as HTML shows it, whole Liquid in it kept. */
export function escapeText(text: string): string {
  let escaped = '';
  let at = 0;
  for (const match of text.matchAll(liquid)) {
    escaped += visible(text.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return escaped + visible(text.slice(at));
}

/** As `escapeText`, for the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  let escaped = '';
  let at = 0;
  for (const match of text.matchAll(liquid)) {
    escaped += escapeHtml(text.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return escaped + escapeHtml(text.slice(at));
}

/** Rows of blanks stay as wide as they were typed. */
const visible = (text: string): string => escapeHtml(text).replace(/ {2}/g, '&nbsp; ').replace(/\r?\n/g, '<br>');
