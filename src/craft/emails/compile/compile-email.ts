import { t, tell } from '../../../platform/words/contract.ts';
import { clipLimitBytes, type Draft, type Finding } from '../contract.ts';
import { defaultBrand, type Brand } from '../document/index.ts';
import { parseTemplate, tryTemplate } from '../liquid/engine.ts';
import { isKnownVariable, type AttributeName } from '../liquid/known-variables.ts';
import { maskLiquid, type MaskedText } from '../liquid/mask-liquid.ts';
import { variablesOf } from '../liquid/used-variables.ts';
import { liquidScope, LiquidProblem, ownPages, parseLiquid, type CompiledContent, type CompiledLink, type Part } from '../sending-form.ts';
import { openBody, type BodySource } from './body-source.ts';
import { compileHtml, type PlacedLink } from './compile-html.ts';
import { compileText, deriveText } from './compile-text.ts';
import { finding } from './findings.ts';
import { layParts } from './lay-parts.ts';
import { LinkTable } from './link-table.ts';
import { markdownToHtml } from './markdown-to-html.ts';
import { mjmlToHtml } from './mjml-to-html.ts';
import { sampleValues } from './sample-values.ts';

export interface CompileRequest {
  version: Draft;
  from: { name: string; address: string };
  replyTo: string | null;
  workspace: { name: string; postalAddress: string };
  /** The workspace's own attributes: variables beside the fixed ones. */
  definitions: readonly AttributeName[];
  /** The look of a visual document; without it the default one. */
  brand?: Brand | undefined;
}

export interface UsedVariable {
  path: string;
  required: boolean;
  known: boolean;
  where: Finding['where'];
  line: number | null;
  block: string | null;
}

export interface CompiledEmail {
  /** Null when there are errors that leave nothing to send. */
  content: CompiledContent | null;
  links: CompiledLink[];
  placedLinks: PlacedLink[];
  variables: UsedVariable[];
  /** Of the HTML (of the text when there is no HTML), tracked addresses estimated. */
  sizeBytes: number;
  /** Any `error` among them: the email must not be sent. */
  findings: Finding[];
}

/** Compiles a version into what sending reads. Never throws for what somebody wrote: it says what is wrong and where. */
export async function compileEmail(request: CompileRequest): Promise<CompiledEmail> {
  const { version, from, replyTo } = request;
  const reading = new Reading(request);
  const subject = reading.read('subject', version.subject);
  const source = openBody(version, request.brand ?? defaultBrand);
  reading.findings.push(...source.findings);
  const body = source.text === null ? null : reading.read('body', source.text);
  const preheader = reading.read('preheader', version.preheader, body ?? undefined);
  const text = version.textBody === null ? null : reading.read('text', withFooter(version.textBody, source.text));
  const table = new LinkTable();
  const { findings } = reading;
  const made = body && await toHtml(source.kind, body, findings, version.bodyKind === 'visual');
  const markup = made === null ? null : source.clean(made);
  let html: Part[] | null = null;
  let textParts: Part[] | null = null;
  let placedLinks: PlacedLink[] = [];
  try {
    if (body && markup && preheader) {
      const lineAt = markup.lineAt ?? lineSource(source.kind, body);
      const compiled = compileHtml({ masked: body, html: markup.html, preheader, table, lineAt });
      findings.push(...compiled.findings);
      html = compiled.parts;
      placedLinks = compiled.links;
      if (version.textBody === null) textParts = deriveText(markup.html, body, placedLinks);
    }
  } catch (error) {
    findings.push(finding('error', 'liquid_tags', 'body', t('The Liquid tags do not pair up in the finished HTML: {message}.', { message: (error as Error).message })));
  }
  if (text) {
    const compiled = compileText(text, table);
    findings.push(...compiled.findings);
    textParts = compiled.parts;
  }
  const links = table.list();
  for (const part of [...html ?? [], ...textParts ?? []]) {
    const fault = typeof part !== 'string' && 'liquid' in part ? faultWhenSent(part, links, reading.scope) : null;
    if (fault !== null && !findings.some(({ code }) => code === 'liquid')) findings.push(finding('error', 'liquid', 'body', t('Liquid: {fault}', { fault })));
  }
  const sizeBytes = sizeOf(html ?? textParts ?? [], links);
  if (html && markup && version.bodyKind === 'visual') findings.push(...clipFindings(sizeBytes, markup));
  const variables = reading.variables.map((use) => (use.where === 'body' ? { ...use, ...source.placeOf(use.line) } : use));
  const settled = { links, placedLinks: placedLinks.map((link) => ({ ...link, ...source.placeOf(link.line) })), variables, sizeBytes, findings: findings.map((found) => placed(found, source)) };
  if (!subject || !html || !textParts) return { content: null, ...settled };
  const required = [...new Set(variables.filter((variable) => variable.required && !ownPages.has(variable.path)).map(({ path }) => path))];
  const content: CompiledContent = { format: 1, from, replyTo, subject: layParts(subject, subject.text, [], 'none'), html, text: textParts, required };
  return { content, ...settled };
}

/** A text written beside a body that has a way out has it, too, though its author forgot: some read nothing else. */
const withFooter = (text: string, body: string | null): string => (text.includes('unsubscribe_url') || !body?.includes('unsubscribe_url') ? text
  : `${text.trimEnd()}\n\n{{ unsubscribe_label }}: {{ unsubscribe_url }}\n${text.includes('preferences_url') ? '' : '{{ preferences_label }}: {{ preferences_url }}\n'}`);

/** Findings of the document itself know their block already. */
const placed = (found: Finding, source: BodySource): Finding => (found.where !== 'body' || found.line === null ? found : { ...found, ...source.placeOf(found.line) });

/** Beside the block at which Gmail stops, reckoned from its share of the HTML. */
function clipFindings(sizeBytes: number, { html, lineAt }: { html: string; lineAt: ((position: number) => number | null) | null }): Finding[] {
  if (sizeBytes <= clipLimitBytes) return [];
  const line = lineAt?.(Math.floor(html.length * clipLimitBytes / sizeBytes)) ?? null;
  return [finding('warning', 'size_clipped', 'body', t('The mail has {sizeBytes} KB; Gmail cuts it off about here, after {clipLimitBytes} KB, the way out and the pixel with the rest.', { sizeBytes: Math.ceil(sizeBytes / 1024), clipLimitBytes: clipLimitBytes / 1024 }), line)];
}

/** What sending would say to a piece of Liquid. Its limit of time is asked twice: a busy machine alone should not fail it. */
function faultWhenSent(part: { liquid: string; escape: 'html' | 'none' }, links: readonly CompiledLink[], scope: object, tries = 2): string | null {
  try {
    parseLiquid(part.liquid, part.escape)({ ...scope, kindred: { links: links.map(({ target }) => target) } });
    return null;
  } catch (error) {
    if (!(error instanceof LiquidProblem)) throw error;
    return error.exhausted && tries > 1 ? faultWhenSent(part, links, scope, tries - 1) : tell(error.message);
  }
}

/** Reads the Liquid of an email's parts one by one and gathers what it finds. */
class Reading {
  readonly findings: Finding[] = [];
  readonly variables: UsedVariable[] = [];
  readonly scope: object;
  readonly #definitions: readonly AttributeName[];

  constructor({ workspace, from, definitions }: CompileRequest) {
    this.scope = liquidScope(sampleValues(workspace, from.name, definitions));
    this.#definitions = definitions;
  }

  /** Masks a part's Liquid; null when it cannot be read or never ends. */
  read(where: Finding['where'], source: string, after?: MaskedText): MaskedText | null {
    const parsed = parseTemplate(source);
    const fault = 'fault' in parsed ? parsed.fault : tryTemplate(parsed.templates, this.scope);
    const masked = fault ? { fault } : maskLiquid(source, after);
    if ('fault' in parsed || 'fault' in masked) {
      const { message, line, column } = 'fault' in masked ? masked.fault : fault!;
      this.findings.push(finding('error', 'liquid', where, t('Liquid: {message}', { message }), line, column));
      return null;
    }
    for (const use of variablesOf(masked, parsed.templates)) {
      const known = isKnownVariable(use.path, this.#definitions);
      this.variables.push({ ...use, known, where, block: null });
      if (!known) this.findings.push(finding('warning', 'unknown_variable', where, t('{path} is neither a field nor an attribute of this workspace.', { path: use.path }), use.line));
    }
    return masked;
  }
}

async function toHtml(kind: BodySource['kind'], body: MaskedText, findings: Finding[], ours: boolean): Promise<string | null> {
  if (body.text.trim() === '') {
    findings.push(finding('error', 'body_empty', 'body', t('The body is empty.')));
    return null;
  }
  if (kind === 'html') return body.text;
  if (kind === 'markdown') return markdownToHtml(body);
  const made = await mjmlToHtml(body, ours);
  findings.push(...made.findings);
  return made.html;
}

/** HTML keeps its positions; of other kinds we look for the same words in the source. */
function lineSource(kind: Draft['bodyKind'], body: MaskedText): (position: number, raw: string) => number | null {
  if (kind === 'html') return (position) => body.lineAt(position);
  return (_position, raw) => {
    const at = raw === '' ? -1 : body.text.indexOf(raw);
    return at < 0 ? null : body.lineAt(at);
  };
}

/** A tracked address: our host, a message's token and a link's, which holds its target. */
const linkBytes = (target: string) => 150 + Math.ceil(Buffer.byteLength(target) * 4 / 3);
const pixelBytes = 220;

function sizeOf(parts: readonly Part[], links: readonly CompiledLink[]): number {
  let bytes = 0;
  for (const part of parts) {
    if (typeof part === 'string') bytes += Buffer.byteLength(part);
    else if ('link' in part) bytes += linkBytes(links[part.link]?.target ?? '');
    else if ('liquid' in part) bytes += Buffer.byteLength(part.liquid);
    else bytes += 'pixel' in part ? pixelBytes : 'unsubscribe' in part ? 120 : 12;
  }
  return bytes;
}
