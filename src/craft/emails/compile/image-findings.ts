import { t } from '../../../platform/words/contract.ts';
import type { Finding } from '../contract.ts';
import { attributeOf, type Tag } from '../markup/scan-html.ts';
import { finding } from './findings.ts';

/** Images that say nothing to who cannot see them, and images that nobody will see. */
export function imageFindings(tags: readonly Tag[], mark: string, lineAt: (position: number, raw: string) => number | null): Finding[] {
  return tags.filter(({ name, conditional }) => name === 'img' && !conditional).flatMap((tag) => {
    const source = attributeOf(tag, 'src')?.value.trim() ?? '';
    const line = lineAt(tag.start, source);
    const found: Finding[] = [];
    if (!attributeOf(tag, 'alt')) found.push(finding('warning', 'image_alt', 'body', t('The image {source} has no alt text. Say what it shows, or alt="" for decoration.', { source: short(source) }), line));
    const problem = source.includes(mark) ? null : sourceProblem(source);
    if (problem) found.push(finding('warning', 'image_source', 'body', problem, line));
    return found;
  });
}

function sourceProblem(source: string): string | null {
  if (source === '') return t('An image has no address.');
  if (/^data:/i.test(source)) return t('An image is written into the mail itself (data:); Gmail and Outlook do not show such images.');
  if (/^cid:/i.test(source)) return t('An image refers to an attachment (cid:); campaigns carry none.');
  return /^https?:\/\//i.test(source) ? null : t('The image {source} has no whole address (https://...), so no reader will see it.', { source: short(source) });
}

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text);
