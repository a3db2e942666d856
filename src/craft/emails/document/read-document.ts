import type { z } from 'zod';
import { invalid } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { blocksAtMost, columnsOf, depthAtMost, documentVersion, emailDocument, type EmailDocument } from './document.ts';

/** Why a text is no document that could be rendered. */
export interface DocumentFault {
  code: 'document_newer' | 'document_invalid';
  message: string;
  /** The block it is about, where one can be told. */
  block: string | null;
}

type Judged = { document: EmailDocument } | { fault: DocumentFault };

/** Reads a document from its JSON text, or says in words what is wrong. Never throws; a million characters take some 50 ms. */
export function judgeDocument(json: string): Judged {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fault(t('This is not a document of the editor: its text is not JSON.'));
  }
  return judgeDocumentValue(value);
}

/** As `judgeDocument`, for a document that is parsed already: the editor's own, or one out of a request. */
export function judgeDocumentValue(value: unknown): Judged {
  if (!isObject(value) || typeof value['version'] !== 'number') return fault(t('This is not a document of the editor: it names no version.'));
  if (value['version'] > documentVersion) return { fault: { code: 'document_newer', message: newer(value['version']), block: null } };
  const beyond = beyondLimits(value);
  if (beyond) return beyond;
  const read = emailDocument.safeParse(value);
  if (!read.success) return fault(...wordsOf(read.error.issues[0]!, value));
  return layoutFault(read.data) ?? { document: read.data };
}

/**
 * Reads a document from its JSON text.
 * Throws `document_newer` for one that a later program wrote and `document_invalid` for anything else that cannot be rendered.
 */
export function readDocument(json: string): EmailDocument {
  const judged = judgeDocument(json);
  if ('document' in judged) return judged.document;
  throw invalid(judged.fault.code, judged.fault.message, [{ path: 'body.body', message: judged.fault.message }]);
}

/** A visual body is either empty, as one just begun, or can be rendered; other kinds are looked at when they are compiled. Throws as `readDocument` does. */
export function refuseUnreadable({ bodyKind, body }: { bodyKind: string; body: string }): void {
  if (bodyKind === 'visual' && body.trim() !== '') readDocument(body);
}

const newer = (version: number) =>
  t('This email was written by a newer Kindred: its document has version {version}, and this one reads version {known}. Nothing was lost or changed: it stays saved as it is. Update Kindred to open it here.', { version, known: documentVersion });

const fault = (message: string, block: string | null = null): { fault: DocumentFault } => ({ fault: { code: 'document_invalid', message, block } });
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const childrenOf = (node: unknown): unknown[] => (isObject(node) && Array.isArray(node['content']) ? node['content'] : []);

/** Looked at before the schema is, which would follow any depth; by a list of our own, so that no depth exhausts the stack. */
function beyondLimits(root: unknown): { fault: DocumentFault } | null {
  const ids = new Set<string>();
  let blocks = 0;
  const open = childrenOf(root).map((node) => ({ node, depth: 1 }));
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const id = idOf(entry.node);
    if (id !== null) {
      blocks += 1;
      if (ids.has(id)) return fault(t('Two blocks have the id {id}; every block needs its own.', { id }), id);
      ids.add(id);
    }
    if (blocks > blocksAtMost) return fault(t('This document has more than {limit} blocks. No mail program would show so long a mail: split it.', { limit: blocksAtMost }));
    if (entry.depth > depthAtMost) return fault(t('Blocks lie more than {limit} deep within each other. Take some out of their lists or conditions.', { limit: depthAtMost }), id);
    for (const node of childrenOf(entry.node)) open.push({ node, depth: entry.depth + 1 });
  }
  return null;
}

function idOf(node: unknown): string | null {
  const attrs = isObject(node) ? node['attrs'] : null;
  return isObject(attrs) && typeof attrs['id'] === 'string' ? attrs['id'] : null;
}

/** What the schema cannot say: as many columns as the layout has, and none within columns. */
function layoutFault(document: EmailDocument): { fault: DocumentFault } | null {
  const open = document.content.map((block) => ({ block, inColumn: false }));
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { block, inColumn } = entry;
    if (block.type === 'condition') open.push(...block.content.map((inner) => ({ block: inner, inColumn })));
    if (block.type !== 'columns') continue;
    if (inColumn) return fault(t('There are columns within columns; mail programs cannot lay those out.'), block.attrs.id);
    const wanted = columnsOf(block.attrs.layout);
    if (block.content.length !== wanted) return fault(t('The layout {layout} has {wanted} columns, this block {count}.', { layout: block.attrs.layout, wanted, count: block.content.length }), block.attrs.id);
    open.push(...block.content.flatMap((column) => column.content.map((inner) => ({ block: inner, inColumn: true }))));
  }
  return null;
}

/** The schema's first complaint as a sentence, with the block it is about. */
function wordsOf(issue: z.core.$ZodIssue, root: unknown): [string, string | null] {
  let node: unknown = root;
  let block: string | null = null;
  let kind = '';
  for (const step of issue.path) {
    node = isObject(node) || Array.isArray(node) ? (node as Record<PropertyKey, unknown>)[step] : undefined;
    block = idOf(node) ?? block;
    if (isObject(node) && typeof node['type'] === 'string') kind = node['type'];
  }
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type') {
    const name = kind.slice(0, 40) || t('a node without a kind');
    return [block === null ? t('A block holds something that this editor does not know: {kind}.', { kind: name }) : t('Block {id} holds something that this editor does not know: {kind}.', { id: block, kind: name }), block];
  }
  const place = issue.path.filter((step) => typeof step === 'string').slice(-2).join('.');
  const where = [block, kind.slice(0, 40), place].filter(Boolean).join(', ');
  return [t('This document cannot be read ({where}): {reason}', { where, reason: issue.message }), block];
}
