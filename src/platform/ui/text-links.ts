/** Words, or an address to follow. */
export type TextPart = string | { url: string };

// A full stop or a bracket after an address belongs to the sentence.
const address = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}]/gi;

/** Plain text with its addresses found, in order, as mail programs make them followable: `see https://a.example.` */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    if (index > end) parts.push(text.slice(end, index));
    parts.push({ url });
    end = index + url.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
