import { t } from '../../../platform/words/contract.ts';
import type { BodyKind, Draft, Finding } from '../contract.ts';
import { documentFindings } from '../document/document-findings.ts';
import type { Brand, EmailDocument } from '../document/index.ts';
import { judgeDocument } from '../document/read-document.ts';
import { blockMarks } from '../document/render/block-marks.ts';
import { documentToMjml } from '../document/render/document-to-mjml.ts';
import { documentToPlainHtml } from '../document/render/document-to-plain-html.ts';
import { finding } from './findings.ts';

/** What a body is compiled from: itself, or what its document was turned into. */
export interface BodySource {
  kind: Exclude<BodyKind, 'visual'>;
  /** Null: there is nothing to compile; the findings say why. */
  text: string | null;
  findings: Finding[];
  /** The finished HTML without what only told its places, and the line of `text` that a position comes from; null: find it otherwise. */
  clean(html: string): { html: string; lineAt: ((position: number) => number | null) | null };
  /** The place that the author knows, for a line of `text`. */
  placeOf(line: number | null): { line: number | null; block: string | null };
}

/** Opens a draft's body. A document becomes MJML, or HTML when its look is plain. */
export function openBody({ bodyKind, body }: Pick<Draft, 'bodyKind' | 'body'>, brand: Brand): BodySource {
  if (bodyKind !== 'visual') return asWritten(bodyKind, body, []);
  if (body.trim() === '') return asWritten('html', null, [finding('error', 'body_empty', 'body', t('The body is empty.'))]);
  const judged = judgeDocument(body);
  if ('fault' in judged) return asWritten('html', null, [{ ...finding('error', judged.fault.code, 'body', judged.fault.message), block: judged.fault.block }]);
  const { document } = judged;
  const findings = documentFindings(document);
  return document.content.length === 0 ? asWritten('html', null, findings) : fromDocument(document, brand, findings);
}

const asWritten = (kind: BodySource['kind'], text: string | null, findings: Finding[]): BodySource => ({
  kind, text, findings, clean: (html) => ({ html, lineAt: null }), placeOf: (line) => ({ line, block: null }),
});

/** MJML indents what it writes, a quarter of its bytes, which matter where mails are clipped. Only in these would a reader see it. */
const keepsSpace = /<(pre|textarea|listing)\b|white-space\s*:\s*(pre\b|pre-wrap|break-spaces)/i;

function fromDocument(document: EmailDocument, brand: Brand, findings: Finding[]): BodySource {
  const marks = blockMarks(document);
  const plain = document.look === 'plain';
  const text = plain ? documentToPlainHtml(document, marks.mark) : documentToMjml(document, brand, marks.mark);
  const blockOf = marks.blockOfLine(text);
  return {
    kind: plain ? 'html' : 'mjml', text, findings,
    clean: (html) => marks.takeOut(keepsSpace.test(text) ? html : html.replace(/\n\s+/g, '\n'), text),
    placeOf: (line) => ({ line: null, block: line === null ? null : blockOf(line) }),
  };
}
