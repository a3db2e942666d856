import { t } from '../../../platform/words/contract.ts';
import type { Finding } from '../contract.ts';
import { unmask, type MaskedText } from '../liquid/mask-liquid.ts';
import { findActiveContent } from '../markup/find-active-content.ts';
import { judgeLink } from '../markup/judge-link.ts';
import { attributeOf, closingOf, firstFrom, scanHtml, type Attribute, type ScannedHtml, type Tag } from '../markup/scan-html.ts';
import { escapeHtml, type Part } from '../sending-form.ts';
import { finding } from './findings.ts';
import { imageFindings } from './image-findings.ts';
import { layParts, type Edit } from './lay-parts.ts';
import type { LinkTable } from './link-table.ts';
import { trackedTarget } from './tracked-target.ts';

/** A link as it stands in the body, for the list beside the preview. */
export interface PlacedLink {
  /** Where it leads, with its Liquid. */
  target: string;
  text: string;
  /** Its index when it is tracked. */
  index: number | null;
  personal: boolean;
  line: number | null;
  /** The block of a visual document that holds it. */
  block: string | null;
}

export interface HtmlRequest {
  masked: MaskedText;
  /** The whole document, still masked: what `masked` became in HTML. */
  html: string;
  /** Masked after `masked`; empty text: none. */
  preheader: MaskedText;
  table: LinkTable;
  /** The line of the source that a position of `html` comes from, where that is known. */
  lineAt(position: number, raw: string): number | null;
}

/** Makes the parts of an HTML body: links and preheader and pixel put in by position, all else byte for byte. */
export function compileHtml(request: HtmlRequest): { parts: Part[]; links: PlacedLink[]; findings: Finding[] } {
  const { html, masked, lineAt } = request;
  const scanned = scanHtml(html);
  const { edits, links, findings } = rewriteLinks(request, scanned);
  for (const active of findActiveContent(scanned)) {
    findings.push(finding('error', 'active_content', 'body', active.message, lineAt(active.start, html.slice(active.start, active.end))));
  }
  findings.push(...imageFindings(scanned.tags, masked.mark, lineAt));
  if (request.preheader.text !== '') edits.push(preheaderEdit(scanned, request.preheader.text));
  const end = endOfBody(scanned, html.length);
  edits.push({ start: end, end, parts: [{ pixel: true }] });
  const pieces = request.preheader.pieces;
  return { parts: layParts({ ...masked, pieces }, html, edits, 'html'), links, findings };
}

function rewriteLinks({ html, masked, table, lineAt }: HtmlRequest, scanned: ScannedHtml): { edits: Edit[]; links: PlacedLink[]; findings: Finding[] } {
  const edits: Edit[] = [];
  const links: PlacedLink[] = [];
  const findings: Finding[] = [];
  for (const tag of scanned.tags) {
    const href = linkOf(tag);
    if (!href) continue;
    const judged = judgeLink(href.value, masked.mark);
    if (judged.kind !== 'web') continue;
    const line = lineAt(href.start, html.slice(href.start, href.end));
    if (judged.problem) findings.push(finding(judged.problem.level, judged.problem.code, 'body', judged.problem.message, line));
    const target = unmask(judged.target, masked);
    const tracked = attributeOf(tag, 'data-no-track') ? null : trackedTarget(judged.target, masked);
    if (tracked === 'local') findings.push(finding('warning', 'link_untracked', 'body', t('{target} uses a loop’s own variable; its clicks cannot be counted.', { target }), line));
    const index = tracked === null || tracked === 'local' ? null : table.indexOf(tracked.target);
    if (index !== null) edits.push({ start: href.start, end: href.end, parts: [{ link: index }] });
    if (!tag.conditional) links.push({ target, text: textWithin(html, scanned, tag), index, personal: target !== judged.target, line, block: null });
  }
  return { edits, links, findings };
}

/** Links are what people can follow: `a`, `area`, and the shapes that Outlook draws as buttons. */
function linkOf(tag: Tag): Attribute | undefined {
  return tag.name === 'a' || tag.name === 'area' || tag.name.startsWith('v:') ? attributeOf(tag, 'href') : undefined;
}

/** Hidden, first in the body, and followed by blanks that keep the body's own beginning out of the inbox's line. */
function preheaderEdit({ tags }: ScannedHtml, preheader: string): Edit {
  const at = tags.find(({ name, conditional }) => name === 'body' && !conditional)?.end ?? 0;
  const style = 'display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all';
  const blanks = '&#847;&zwnj;&nbsp;'.repeat(60);
  return { start: at, end: at, parts: [`<div style="${style}">${escapeHtml(preheader)}</div><div style="${style}">${blanks}</div>`] };
}

function endOfBody({ closing }: ScannedHtml, length: number): number {
  const last = (name: string) => closing.findLast((close) => close.name === name && !close.conditional)?.start;
  return last('body') ?? last('html') ?? length;
}

function textWithin(html: string, scanned: ScannedHtml, tag: Tag): string {
  const end = closingOf(scanned, tag) ?? tag.end;
  const { texts } = scanned;
  const words: string[] = [];
  for (let index = firstFrom(texts, tag.end); index < texts.length && texts[index]!.end <= end; index += 1) words.push(html.slice(texts[index]!.start, texts[index]!.end));
  return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, 200);
}
