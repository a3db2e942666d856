import type { MailColors } from '../mail-colors.ts';
import type { Brand } from '../default-brand.ts';
import type { Block, Button, Columns, Condition, Divider, Image } from '../document.ts';
import type { MarkBlock } from './block-marks.ts';
import { escapeAttribute } from './escape-text.ts';
import type { Flow, TextStyle } from './flow-to-html.ts';
import { footerToHtml } from './footer-to-html.ts';
import { inlineToText } from './inline-to-html.ts';
import { conditionEnd, conditionLiquid } from './liquid-of.ts';
import { roundForOutlook } from './outlook-button.ts';
import { rawHtml } from './raw-html.ts';
import { socialToHtml } from './social-names.ts';

/** What blocks of a designed mail share. */
export interface Frame extends Pick<Brand, 'cornerRadius' | 'footerText'> {
  colors: MailColors;
  /** Of running text, as a CSS stack. */
  font: string;
  text: TextStyle;
  mark: MarkBlock;
  /** Pixels between a block and the edge of its column. */
  side: number;
}

/** A block that is an element of its own within a column. */
export function cellOf(block: Exclude<Block, Flow | Columns | Condition>, frame: Frame): string {
  const mark = frame.mark(block.attrs.id);
  // Between elements MJML keeps words within mj-raw only.
  return (mark === '' ? '' : `\n<mj-raw>${mark}</mj-raw>`) + elementOf(block, frame);
}

function elementOf(block: Exclude<Block, Flow | Columns | Condition>, frame: Frame): string {
  const padding = `padding="0 ${frame.side}px 16px"`;
  switch (block.type) {
    case 'image': return imageToMjml(block, frame, padding);
    case 'button': return buttonToMjml(block, frame, padding);
    case 'divider': return dividerToMjml(block, frame);
    case 'social': return `\n<mj-text ${padding} align="${block.attrs.align}" font-size="14px">${socialToHtml(block, frame.colors.link)}</mj-text>`;
    case 'footer': return `\n<mj-text ${padding} font-size="13px" color="${frame.colors.muted}">${footerToHtml(block, frame.footerText, frame.colors.muted)}</mj-text>`;
    case 'html': return `\n<mj-text ${padding}>${rawHtml(block.attrs.html)}</mj-text>`;
  }
}

/** Around blocks that some contacts get: rows of the column's table, whole ones, so that nothing is left of them for the others. */
export function conditionCells(condition: Condition, frame: Frame, inner: string): string {
  return `\n<mj-raw>${frame.mark(condition.attrs.id)}${conditionLiquid(condition)}</mj-raw>${inner}\n<mj-raw>${conditionEnd}</mj-raw>`;
}

function imageToMjml({ attrs }: Image, { cornerRadius }: Frame, padding: string): string {
  if (attrs.src === '') return '';
  const width = attrs.width === null ? '' : ` width="${attrs.width}px"`;
  const href = attrs.href === null || attrs.href === '' ? '' : ` href="${escapeAttribute(attrs.href)}"`;
  const alt = attrs.decorative ? '' : escapeAttribute(attrs.alt);
  return `\n<mj-image ${padding} src="${escapeAttribute(attrs.src)}" alt="${alt}" align="${attrs.align}"${width}${href} border-radius="${cornerRadius}px" />`;
}

function buttonToMjml(button: Button, frame: Frame, padding: string): string {
  const { attrs, content } = button;
  const { colors, cornerRadius } = frame;
  const filled = attrs.variant === 'filled';
  const look = filled
    ? `background-color="${colors.accent}" color="${colors.onAccent}" border="1px solid ${colors.accent}"`
    : `background-color="${colors.surface}" color="${colors.accent}" border="1px solid ${colors.accent}"`;
  const width = attrs.wide ? ' width="100%"' : '';
  const made = `\n<mj-button ${padding} href="${escapeAttribute(attrs.href.trim())}" align="${attrs.align}"${width} ${look} border-radius="${cornerRadius}px" font-size="16px" font-weight="600" inner-padding="12px 22px">${inlineToText(content)}</mj-button>`;
  return roundForOutlook(button, frame, made);
}

function dividerToMjml(_: Divider, { side, colors: { line } }: Frame): string {
  return `\n<mj-divider padding="8px ${side}px 24px" border-width="1px" border-color="${line}" />`;
}
