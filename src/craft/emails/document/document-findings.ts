import { t } from '../../../platform/words/contract.ts';
import type { Finding } from '../contract.ts';
import { finding } from '../compile/findings.ts';
import type { Block, EmailDocument, Image } from './document.ts';
import { htmlBlockFindings } from './html-block-findings.ts';

/** Bytes from which an image is slow on a phone; and what all of a mail's may weigh together. */
export const heavyImageBytes = 1024 * 1024;
const heavyMailBytes = 3 * heavyImageBytes;

/** What can be said of a document before it is compiled, each beside its block. What the HTML shows (links, active content) is found there. */
export function documentFindings({ content }: EmailDocument): Finding[] {
  if (content.length === 0) return [finding('error', 'body_empty', 'body', t('The body is empty.'))];
  const found: Finding[] = [];
  const say = (block: string, level: Finding['level'], code: string, message: string) => found.push({ ...finding(level, code, 'body', message), block });
  let imageBytes = 0;
  for (const { block, conditional } of everyBlock(content)) {
    const { id } = block.attrs;
    if (block.type === 'image') {
      imageBytes += block.attrs.bytes ?? 0;
      for (const [level, code, message] of imageProblems(block)) say(id, level, code, message);
    }
    if (block.type === 'button' && !block.content?.some(isWord)) say(id, 'warning', 'button_empty', t('This button says nothing. Say what happens when it is pressed.'));
    if (block.type === 'button' && block.attrs.href.trim() === '') say(id, 'error', 'link_empty', t('This button leads nowhere: its address is empty.'));
    if (block.type === 'footer' && conditional) say(id, 'error', 'footer_conditional', t('This footer stands within a condition: whom it does not fit gets no postal address and no way out. Move it outside.'));
    if (block.type === 'social' && block.attrs.items.length === 0) say(id, 'warning', 'social_empty', t('This row has no links.'));
    if (block.type === 'html') for (const [level, code, message] of htmlBlockFindings(block.attrs.html)) say(id, level, code, message);
  }
  if (imageBytes > heavyMailBytes) found.push(finding('warning', 'images_heavy', 'body', t('All images together weigh {imageBytes}: on a phone the mail stays empty for long.', { imageBytes: megabytes(imageBytes) })));
  return found;
}

const isWord = (node: { type: string; text?: string }): boolean => node.type === 'variable' || (node.type === 'text' && (node.text ?? '').trim() !== '');

type Complaint = [level: Finding['level'], code: string, message: string];

function imageProblems({ attrs }: Image): Complaint[] {
  const found: Complaint[] = [];
  if (attrs.src === '') return [['warning', 'image_source', t('This image has no picture yet and is left out.')]];
  if (attrs.decorative ? attrs.href : attrs.alt.trim() === '') {
    found.push(['warning', 'image_alt', attrs.href
      ? t('This image is a link without words. Say in its alt text where it leads.')
      : t('This image has no alt text. Say what it shows, or mark it as decoration.')]);
  }
  if ((attrs.bytes ?? 0) > heavyImageBytes) found.push(['warning', 'image_heavy', t('This image weighs {size}. Under 1 MB it shows at once on a phone.', { size: megabytes(attrs.bytes ?? 0) })]);
  return found;
}

const megabytes = (bytes: number): string => `${(bytes / heavyImageBytes).toFixed(1)} MB`;

/** All blocks that lie side by side or within columns and conditions, in the order of reading. */
export function everyBlock(content: readonly Block[], conditional = false): { block: Block; conditional: boolean }[] {
  return content.flatMap((block) => [
    { block, conditional },
    ...(block.type === 'columns' ? block.content.flatMap((column) => everyBlock(column.content, conditional)) : []),
    ...(block.type === 'condition' ? everyBlock(block.content, true) : []),
  ]);
}
