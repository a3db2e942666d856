import { t, tell } from '../../../platform/words/contract.ts';
import { withoutActiveContent } from '../markup/find-active-content.ts';
import { LiquidProblem, type PersonalValues } from '../sending-form.ts';
import { compileEmail, type CompiledEmail, type CompileRequest } from './compile-email.ts';
import { fillParts } from './fill-parts.ts';
import { finding } from './findings.ts';

export interface RenderedPreview {
  subject: string;
  preheader: string;
  /** Without anything that acts, whatever the body or a reader's values hold; still to be shown sandboxed. */
  html: string | null;
  text: string;
  compiled: CompiledEmail;
}

/** Shows an email as one reader gets it. */
export async function renderPreview(request: CompileRequest, values: PersonalValues): Promise<RenderedPreview> {
  const compiled = await compileEmail(request);
  const { content, links } = compiled;
  if (!content) return { subject: request.version.subject, preheader: request.version.preheader, html: null, text: request.version.textBody ?? '', compiled };
  try {
    const html = content.html && fillParts(content.html, links, values, 'html');
    return {
      subject: fillParts(content.subject, links, values, 'text'),
      preheader: fillLine(request, values),
      html: html && withoutActiveContent(html),
      text: fillParts(content.text, links, values, 'text'),
      compiled,
    };
  } catch (error) {
    if (!(error instanceof LiquidProblem)) throw error;
    compiled.findings.push(finding('error', 'liquid', 'body', t('Liquid: {message}', { message: tell(error.message) })));
    return { subject: request.version.subject, preheader: request.version.preheader, html: null, text: '', compiled };
  }
}

function fillLine({ version }: CompileRequest, values: PersonalValues): string {
  return fillParts([{ liquid: version.preheader, escape: 'none' }], [], values, 'text');
}
