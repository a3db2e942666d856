// Outlook on Windows draws with Word, which knows no round corners but VML's. So it gets a shape of its own, and
// everybody else the button as it was; each sees one of the two. (Conditional comments: MS Office HTML; shapes: VML 1.)
import type { Button } from '../document.ts';
import type { Frame } from './block-to-mjml.ts';
import { escapeAttribute } from './escape-text.ts';
import { inlineToText } from './inline-to-html.ts';

const heightPixels = 48;

/** A button's row, and before it the one that Outlook sees instead. Square ones, and those that lead nowhere, need none. */
export function roundForOutlook(button: Button, frame: Frame, row: string): string {
  const href = button.attrs.href.trim();
  if (frame.cornerRadius === 0 || href === '') return row;
  return `\n<mj-raw><!--[if mso]>${shape(button, href, frame)}<![endif]--><!--[if !mso]><!--></mj-raw>${row}\n<mj-raw><!--<![endif]--></mj-raw>`;
}

function shape({ attrs, content }: Button, href: string, { colors, cornerRadius, side, font }: Frame): string {
  const filled = attrs.variant === 'filled';
  const words = inlineToText(content);
  const style = `height:${heightPixels}px;v-text-anchor:middle;width:${attrs.wide ? 600 - 2 * side : widthOf(content)}px`;
  return `<tr><td align="${attrs.align}" style="padding:0 ${side}px 16px"><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word" href="${escapeAttribute(href)}" style="${style}" `
    // The share of the shorter side; more than half is no rounder.
    + `arcsize="${Math.min(50, Math.round((cornerRadius / heightPixels) * 100))}%" strokecolor="${colors.accent}" fillcolor="${filled ? colors.accent : colors.surface}"><w:anchorlock/>`
    + `<center style="color:${filled ? colors.onAccent : colors.accent};font-family:${escapeAttribute(font)};font-size:16px;font-weight:600">${words}</center></v:roundrect></td></tr>`;
}

/** A shape does not grow with its words: about what they take at 16 pixels, a name for each variable. */
function widthOf(content: Button['content']): number {
  const letters = (content ?? []).reduce((count, inline) => count + (inline.type === 'text' ? [...inline.text].length : inline.type === 'variable' ? 12 : 0), 0);
  return Math.min(552, Math.max(64, Math.round(letters * 9) + 46));
}
