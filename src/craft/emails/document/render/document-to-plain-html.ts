import type { Block, Button, EmailDocument, Image } from '../document.ts';
import { noMarks, type MarkBlock } from './block-marks.ts';
import { escapeAttribute } from './escape-text.ts';
import { flowToHtml, isFlow, type TextStyle } from './flow-to-html.ts';
import { footerToHtml } from './footer-to-html.ts';
import { inlineToText } from './inline-to-html.ts';
import { conditionEnd, conditionLiquid } from './liquid-of.ts';
import { rawHtml } from './raw-html.ts';
import { socialToHtml } from './social-names.ts';

/** The document as a person would have typed it: no frame, no colours, no columns; everything in its order. */
export function documentToPlainHtml(document: EmailDocument, mark: MarkBlock = noMarks): string {
  const body = toHtml(document.content, mark);
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body><div dir="auto" style="font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5">${body}
</div></body></html>`;
}

const bold = 'margin:0 0 16px;font-size:14px;font-weight:bold';
const textStyle = (mark: MarkBlock): TextStyle => ({ link: null, headings: [bold, bold, bold], quote: 'margin:0 0 16px;padding:0 0 0 12px;border-left:1px solid #cccccc', mark });

const toHtml = (blocks: readonly Block[], mark: MarkBlock): string => blocks.map((block) => blockToHtml(block, mark)).join('');

function blockToHtml(block: Block, mark: MarkBlock): string {
  if (isFlow(block)) return flowToHtml(block, textStyle(mark));
  const start = mark(block.attrs.id);
  switch (block.type) {
    case 'image': return block.attrs.src === '' ? start : `${start}<p style="margin:0 0 16px">${imageToHtml(block)}</p>`;
    case 'button': return `${start}<p style="margin:0 0 16px">${buttonToHtml(block)}</p>`;
    case 'divider': return `${start}<hr style="border:0;border-top:1px solid #cccccc;margin:0 0 16px">`;
    case 'columns': return start + block.content.map((column) => toHtml(column.content, mark)).join('');
    case 'social': return `${start}<p style="margin:0 0 16px">${socialToHtml(block, null)}</p>`;
    case 'footer': return `${start}<div style="font-size:12px;color:#666666">${footerToHtml(block, '', null)}</div>`;
    case 'html': return `${start}<div style="margin:0 0 16px">${rawHtml(block.attrs.html)}</div>`;
    case 'condition': return `${start}${conditionLiquid(block)}${toHtml(block.content, mark)}${conditionEnd}`;
  }
}

/** As MJML does, without a link where there is no address. */
function buttonToHtml({ attrs, content }: Button): string {
  const words = inlineToText(content);
  return attrs.href.trim() === '' ? words : `<a href="${escapeAttribute(attrs.href)}">${words}</a>`;
}

function imageToHtml({ attrs }: Image): string {
  const width = attrs.width === null ? '' : ` width="${attrs.width}"`;
  const image = `<img src="${escapeAttribute(attrs.src)}" alt="${attrs.decorative ? '' : escapeAttribute(attrs.alt)}"${width} style="max-width:100%;height:auto;border:0">`;
  return attrs.href === null || attrs.href === '' ? image : `<a href="${escapeAttribute(attrs.href)}">${image}</a>`;
}
