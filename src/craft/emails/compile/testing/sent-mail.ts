import { simpleParser } from 'mailparser';
import { Parser } from 'htmlparser2';
import { prepareCompiled, type PersonalValues } from '../../../../delivery/messages/index.ts';
import { trackingLinks } from '../../../../delivery/tracking/index.ts';
import type { Draft } from '../../contract.ts';
import { compileEmail, type CompiledEmail } from '../compile-email.ts';
import { renderPreview } from '../render-preview.ts';

// One draft, both ways: as the preview shows it and as a mail program reads it out of the bytes sent.

export const workspace = { name: 'Ferrow', postalAddress: '1 Dock Road\nHarbour' };
export const definitions = [{ key: 'plan', label: 'Plan' }, { key: 'seats', label: 'Seats' }];
const sender = { from: { name: 'Ana', address: 'ana@ferrow.example' }, replyTo: null };
const links = trackingLinks([{ id: 1, secret: Buffer.alloc(32, 7) }], 'https://t.example');

/** Somebody with a value for everything; what a test is about it changes. */
export const reader = (more: Partial<PersonalValues['contact']> = {}, company = 'Lusitra'): PersonalValues => ({
  contact: { email: 'ines@lusitra.example', first_name: 'Inês <b> "I"', last_name: 'C', name: 'Inês C', job_title: '', phone: '', language: 'pt', attributes: { plan: 'gold & more', seats: 5 }, ...more },
  company: { name: company }, sender: { name: 'Ana' }, workspace: { name: workspace.name, postal_address: workspace.postalAddress },
  unsubscribe_url: 'https://t.example/leave', preferences_url: 'https://t.example/choose', vars: {},
});

const draftOf = (bodyKind: Draft['bodyKind'], body: string): Draft => ({ subject: 'S', preheader: '', bodyKind, body, textBody: null });
export const compiled = (bodyKind: Draft['bodyKind'], body: string): Promise<CompiledEmail> => compileEmail({ ...sender, workspace, definitions, version: draftOf(bodyKind, body) });
export const previewed = (bodyKind: Draft['bodyKind'], body: string, values: PersonalValues) => renderPreview({ ...sender, workspace, definitions, version: draftOf(bodyKind, body) }, values);

/** What arrives. The pixel is taken out where it must stand once; `html` is otherwise as it came. */
export async function sent(email: CompiledEmail, values: PersonalValues): Promise<{ html: string; text: string; pixels: number }> {
  const bytes = prepareCompiled({ workspaceId: 1, compiledId: 5, content: email.content!, links: email.links, purpose: 'marketing', sourceKind: 'campaign', sourceId: 9 }, links)
    .fill({ messageId: 77, token: 'abc', name: 'Inês C', address: 'ines@lusitra.example', values, pixel: true, date: new Date('2026-11-23T09:00:00Z') });
  const mail = await simpleParser(bytes, { skipTextLinks: true, skipTextToHtml: true });
  const pieces = String(mail.html).split(/<img src="https:\/\/t\.example\/t\/o\/[^"]+\.gif"[^>]*>/);
  return { html: pieces.join(''), text: mail.text ?? '', pixels: pieces.length - 1 };
}

/** Everything a parser sees in a document, as lines to compare; what only Outlook reads is read too. */
export function seen(html: string): string[] {
  const lines: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => void lines.push(`<${name} ${JSON.stringify(attributes)}>`),
    onclosetag: (name) => void lines.push(`</${name}>`),
    ontext: (text) => void lines.push(text),
    oncomment: (text) => {
      const inner = /^(\[if [^\]]*\]>)([\s\S]*?)(<!\[endif\])?$/.exec(text);
      lines.push(...(inner ? [inner[1]!, ...seen(inner[2]!), inner[3] ?? ''] : [`<!--${text}-->`]));
    },
  }, { decodeEntities: true });
  parser.end(html);
  return lines;
}

export interface Difference { before: string; after: string; tag: string }

/** Where two documents differ, as a parser reads them: the addresses of links, or anything else in full. */
export function differences(before: string, after: string): Difference[] {
  const [lines, others] = [seen(before), seen(after)];
  if (lines.length !== others.length) return [{ tag: 'lines', before: String(lines.length), after: String(others.length) }];
  return lines.flatMap((line, index): Difference[] => {
    const other = others[index]!;
    if (line === other) return [];
    const [tag, otherTag] = [line, other].map((one) => /^<([^ ]+) (\{.*\})>$/s.exec(one));
    if (!tag || !otherTag || tag[1] !== otherTag[1]) return [{ tag: 'text', before: line, after: other }];
    const [{ href, ...rest }, { href: otherHref, ...otherRest }] = [JSON.parse(tag[2]!), JSON.parse(otherTag[2]!)];
    return JSON.stringify(rest) === JSON.stringify(otherRest) ? [{ tag: tag[1]!, before: href, after: otherHref }] : [{ tag: 'attributes', before: line, after: other }];
  });
}

/** Tracked, or the reader's own way out or page of choices where the preview shows another. */
export const isOurs = (address: string): boolean => /^https:\/\/t\.example\/(t\/[cu]|p)\//.test(address);
