import { t } from '../../../platform/words/contract.ts';
import type { MaskedText } from '../liquid/mask-liquid.ts';
import { splitMasked } from '../liquid/mask-liquid.ts';
import { finding, type Finding } from './findings.ts';

interface MjmlError { line?: number; message: string; tagName?: string }
type Mjml = (source: string, options: object) => Promise<{ html: string; errors: MjmlError[] }>;

/** MJML takes over half a second to load, and only who writes MJML needs it. */
let loaded: Promise<Mjml> | undefined;
// Its package brings no types.
const loadMjml = (): Promise<Mjml> => (loaded ??= import('mjml' as string).then((module: { default: Mjml }) => module.default));

/**
 * Turns MJML into HTML. Structural faults give no HTML; misspelt attributes give HTML and warnings.
 * What we wrote ourselves is not checked for those: it takes a third of the time.
 */
export async function mjmlToHtml(masked: MaskedText, ours = false): Promise<{ html: string | null; findings: Finding[] }> {
  const mjml = await loadMjml();
  const lineStarts = startsOfLines(masked.text);
  const lineOf = (line: number | undefined) => (line === undefined ? null : masked.lineAt(lineStarts[line - 1] ?? 0));
  try {
    // Includes read files, and fonts by default come from a third party that would see each reader.
    const { html, errors } = await mjml(masked.text, { ignoreIncludes: true, validationLevel: ours ? 'skip' : 'soft', keepComments: true, fonts: {} });
    const findings = errors
      .filter(({ message }) => !message.includes(masked.mark))
      .map(({ line, message, tagName }) => finding(isUnknownElement(message) ? 'error' : 'warning', 'mjml', 'body', tagName ? `<${tagName}>: ${message}` : message, lineOf(line)));
    return { html, findings: [...findings, ...includeFindings(masked), ...lostLiquid(masked, html)] };
  } catch (error) {
    return { html: null, findings: [finding('error', 'mjml', 'body', (error as Error).message.split('\n')[0]!, 1)] };
  }
}

const isUnknownElement = (message: string) => /doesn't exist or is not registered/.test(message);

function includeFindings(masked: MaskedText): Finding[] {
  const at = masked.text.search(/<mj-include[\s/>]/i);
  return at < 0 ? [] : [finding('error', 'mjml_include', 'body', t('mj-include is not available: paste the part in instead.'), masked.lineAt(at))];
}

/** MJML drops text between its elements without a word; Liquid there would be lost with it. */
function lostLiquid(masked: MaskedText, html: string): Finding[] {
  const kept = new Set(splitMasked(html, masked));
  return masked.pieces.filter((piece) => !kept.has(piece)).map((piece) => piece.kind === 'tag'
    ? finding('error', 'liquid_lost', 'body', t('MJML leaves out text between its elements, {source} with it. Put it into <mj-raw>...</mj-raw>.', { source: piece.source }), piece.line, piece.column)
    : finding('warning', 'liquid_lost', 'body', t('{source} stands where MJML leaves text out.', { source: piece.source }), piece.line, piece.column));
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}
