import { t } from '../../../platform/words/contract.ts';
import { attributeOf, closingOf, scanHtml, type ScannedHtml, type Tag } from './scan-html.ts';
import { judgeLink } from './judge-link.ts';

// What would act rather than show. Mail programs remove it, filters mark mail down for it, and a
// preview must never run it: it keeps an email from being sent, and previews are shown without it.

export interface ActiveContent {
  /** What to cut out to be rid of it. */
  start: number;
  end: number;
  message: string;
}

const activeElements = new Set(['script', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'base', 'portal', 'fencedframe']);
const emptyElements = new Set(['base', 'embed', 'frame']);
const addressAttributes = new Set(['href', 'xlink:href', 'src', 'action', 'formaction', 'background', 'poster', 'data']);

/** Lists scripts, event handlers, script addresses, embedded pages and redirects, in their order. */
export function findActiveContent(scanned: ScannedHtml): ActiveContent[] {
  const found: ActiveContent[] = [];
  for (const tag of scanned.tags) {
    if (activeElements.has(tag.name)) {
      const contentEnd = emptyElements.has(tag.name) ? tag.end : closingOf(scanned, tag) ?? Infinity;
      found.push({ start: tag.start, end: contentEnd, message: t('<{name}> is not allowed in an email.', { name: tag.name }) });
    } else if (tag.name === 'meta' && attributeOf(tag, 'http-equiv')?.value.trim().toLowerCase() === 'refresh') {
      found.push({ start: tag.start, end: tag.end, message: t('An email cannot send its reader elsewhere by <meta http-equiv="refresh">.') });
    } else {
      found.push(...activeAttributes(tag));
    }
  }
  return found;
}

function activeAttributes(tag: Tag): ActiveContent[] {
  return tag.attributes.flatMap((attribute): ActiveContent[] => {
    const cut = { start: attribute.outerStart, end: attribute.outerEnd };
    if (/^on[a-z]/.test(attribute.name)) return [{ ...cut, message: t('<{name} {attribute}> would run a script; mail programs remove it.', { name: tag.name, attribute: attribute.name }) }];
    if (attribute.name === 'srcdoc') return [{ ...cut, message: t('<{name} srcdoc> is not allowed in an email.', { name: tag.name }) }];
    const isPicture = attribute.name === 'src' && /^\s*data:image\/(png|jpe?g|gif|webp)[;,]/i.test(attribute.value);
    if (addressAttributes.has(attribute.name) && !isPicture && judgeLink(attribute.value).kind === 'script') {
      return [{ ...cut, message: t('<{name} {attribute}> holds an address that would run a script.', { name: tag.name, attribute: attribute.name }) }];
    }
    return [];
  });
}

/** The markup without what acts. What is left is read again: taking something out can bring other things together. */
export function withoutActiveContent(html: string): string {
  let kept = html;
  for (let passes = 0; passes < 10; passes += 1) {
    const active = findActiveContent(scanHtml(kept));
    if (active.length === 0) return kept;
    kept = withoutStretches(kept, active);
  }
  return '';
}

function withoutStretches(html: string, stretches: readonly ActiveContent[]): string {
  let kept = '';
  let at = 0;
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    kept += html.slice(at, start);
    at = end;
  }
  return kept + html.slice(at);
}
