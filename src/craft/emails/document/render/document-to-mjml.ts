import type { Brand } from '../default-brand.ts';
import { mailColors } from '../mail-colors.ts';
import type { Block, Columns, Condition, EmailDocument } from '../document.ts';
import { noMarks, type MarkBlock } from './block-marks.ts';
import { cellOf, conditionCells, type Frame } from './block-to-mjml.ts';
import { escapeAttribute } from './escape-text.ts';
import { isFlow, flowToHtml, type Flow } from './flow-to-html.ts';
import { conditionEnd, conditionLiquid } from './liquid-of.ts';

/**
 * The document as MJML in a brand's look, its variables and conditions as Liquid.
 * Pure: the same document and brand give the same text. `mark` is asked for a word at each block's beginning.
 */
export function documentToMjml(document: EmailDocument, brand: Brand, mark: MarkBlock = noMarks): string {
  const { fonts, cornerRadius } = brand;
  const frame = frameOf(brand, mark);
  const { colors } = frame;
  return `<mjml>
<mj-head><mj-attributes>
<mj-all font-family="${escapeAttribute(fonts.body)}" />
<mj-text color="${colors.text}" font-size="16px" line-height="1.6" padding="0" />
<mj-section padding="0" />
</mj-attributes></mj-head>
<mj-body background-color="${colors.background}" width="600px">
${edge}<mj-wrapper background-color="${colors.surface}" border-radius="${cornerRadius}px" padding="32px 0 16px">
${logo(brand)}${sections(document.content, frame)}
</mj-wrapper>
${edge}</mj-body>
</mjml>`;
}

/** Air above and below the mail; a section each would cost a kilobyte. */
const edge = '<mj-raw><div style="height:24px;line-height:24px;font-size:1px">&nbsp;</div></mj-raw>\n';

function frameOf({ colors: given, fonts, cornerRadius, footerText }: Brand, mark: MarkBlock): Frame {
  const colors = mailColors(given);
  const heading = (size: number) => `margin:0 0 12px;font-family:${escapeAttribute(fonts.heading)};font-size:${size}px;line-height:1.3;font-weight:600`;
  return {
    colors, cornerRadius, footerText, mark, side: 24,
    font: fonts.body,
    text: {
      link: colors.link, headings: [heading(26), heading(21), heading(17)], mark,
      quote: `margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid ${colors.quote}`,
    },
  };
}

function logo({ logoUrl, logoAlt, logoWidth }: Brand): string {
  if (logoUrl === null || logoUrl === '') return '';
  return `<mj-section><mj-column><mj-image src="${escapeAttribute(logoUrl)}" alt="${escapeAttribute(logoAlt)}" width="${logoWidth}px" align="left" padding="0 24px 24px" /></mj-column></mj-section>\n`;
}

/** A run of blocks beneath each other is one section; columns, and conditions that hold some, stand between sections. */
function sections(blocks: readonly Block[], frame: Frame): string {
  let made = '';
  let run: Block[] = [];
  const close = () => {
    if (run.length > 0) made += `<mj-section><mj-column>${cells(run, frame)}\n</mj-column></mj-section>\n`;
    run = [];
  };
  for (const block of blocks) {
    if (!isWide(block)) {
      run.push(block);
      continue;
    }
    close();
    made += block.type === 'columns' ? columnsSection(block, frame) : `${raw(frame.mark(block.attrs.id) + conditionLiquid(block))}${sections(block.content, frame)}${raw(conditionEnd)}`;
  }
  close();
  return made;
}

const raw = (text: string): string => (text === '' ? '' : `<mj-raw>${text}</mj-raw>\n`);
const isWide = (block: Block): block is Columns | Condition => block.type === 'columns' || (block.type === 'condition' && block.content.some(isWide));

const widths = { '1-1': ['50%', '50%'], '1-2': ['33.33%', '66.67%'], '2-1': ['66.67%', '33.33%'], '1-1-1': ['33.33%', '33.33%', '33.34%'] } as const;

function columnsSection({ attrs, content }: Columns, frame: Frame): string {
  // Half the distance on either side of each column: the outer edges meet those of the text above.
  const narrow = { ...frame, side: frame.side / 2 };
  const columns = content.map((column, index) => `<mj-column width="${widths[attrs.layout][index]}">${cells(column.content, narrow)}\n</mj-column>`).join('');
  return `${raw(frame.mark(attrs.id))}<mj-section padding="0 ${narrow.side}px">${columns}</mj-section>\n`;
}

/** Blocks of one column. Neighbouring text is one element: a cell for each would double the size of long mails. */
function cells(blocks: readonly Block[], frame: Frame): string {
  let made = '';
  let flow: Flow[] = [];
  const close = () => {
    if (flow.length > 0) made += `\n<mj-text padding="0 ${frame.side}px">${flow.map((block) => flowToHtml(block, frame.text)).join('')}</mj-text>`;
    flow = [];
  };
  for (const block of blocks) {
    if (isFlow(block)) {
      flow.push(block);
      continue;
    }
    close();
    if (block.type === 'condition') made += conditionCells(block, frame, cells(block.content, frame));
    // Columns do not lie within columns; should they all the same, nothing of them is lost.
    else if (block.type === 'columns') made += block.content.map((column) => cells(column.content, frame)).join('');
    else made += cellOf(block, frame);
  }
  close();
  return made;
}
