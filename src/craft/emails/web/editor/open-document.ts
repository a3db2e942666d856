// What a body holds, before anything is edited. A newer Kindred may have written it: what this one
// does not know must neither be dropped nor be overwritten, so such a document is only shown.
import type { AttributeSpec, Node } from '@tiptap/pm/model';
import { t } from '../../../../platform/ui/words.ts';
import type { Look } from '../../contract.ts';
import { toProse, type DocumentNode } from './map-document.ts';
import { editorSchema } from './schema/index.ts';

export type OpenedDocument =
  | { editable: true; look: Look; tree: Node }
  /** `tree` holds what can be shown, with a line in place of each unknown block; null when nothing can. */
  | { editable: false; look: Look; tree: Node | null; reason: string };

const newer = () => t('This mail was written with a newer version of Kindred and holds something this version does not know. It is shown for reading only, and stays exactly as it is. Update Kindred to go on writing.');
const broken = () => t('This mail’s document cannot be read. It stays exactly as it is. Bring back an earlier version to go on writing.');

/** Opens a body of kind `visual`. Never throws. */
export function openDocument(body: string): OpenedDocument {
  if (body.trim() === '') return { editable: true, look: 'designed', tree: toProse([]) };
  const read = parsed(body);
  const content = read?.['content'];
  if (!read || !Array.isArray(content) || !content.every(isNode)) return { editable: false, look: 'designed', tree: null, reason: broken() };
  const look = read['look'] === 'plain' ? 'plain' : 'designed';
  const known = read['version'] === 1 && read['look'] === look && Object.keys(read).every((key) => ['version', 'look', 'content'].includes(key)) && content.every(isKnown);
  const tree = known ? treeOf(content) : null;
  if (tree) return { editable: true, look, tree };
  return { editable: false, look, tree: treeOf(content.flatMap(shownPart)), reason: known ? broken() : newer() };
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(body);
    return read !== null && typeof read === 'object' && !Array.isArray(read) ? read as Record<string, unknown> : null;
  } catch {
    return null;
  }
}

function treeOf(content: DocumentNode[]): Node | null {
  try {
    return toProse(content);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

function isNode(value: unknown): value is DocumentNode {
  if (!isRecord(value) || typeof value['type'] !== 'string') return false;
  if (value['attrs'] !== undefined && !isRecord(value['attrs'])) return false;
  if (value['marks'] !== undefined && !(Array.isArray(value['marks']) && value['marks'].every((mark) => isRecord(mark) && typeof mark['type'] === 'string'))) return false;
  return value['content'] === undefined || (Array.isArray(value['content']) && value['content'].every(isNode));
}

/** The schema says of each attribute only that it exists; what a value may be, its default shows. */
function attributesKnown(attrs: Record<string, unknown> | undefined, specs: Record<string, AttributeSpec> | null | undefined): boolean {
  return Object.entries(attrs ?? {}).every(([name, given]) => {
    const spec = specs?.[name];
    if (!spec) return false;
    return spec.default === null || typeof given === typeof spec.default;
  });
}

const closedWords: Record<string, Record<string, readonly unknown[]>> = {
  heading: { level: [1, 2, 3], align: ['left', 'center', 'right'] },
  paragraph: { align: ['left', 'center', 'right'] },
  image: { align: ['left', 'center', 'right'] },
  button: { align: ['left', 'center', 'right'], variant: ['filled', 'outline'] },
  social: { align: ['left', 'center', 'right'] },
  columns: { layout: ['1-1', '1-2', '2-1', '1-1-1'] },
  condition: { op: ['is', 'is-not', 'contains', 'is-set', 'is-not-set'] },
};

function isKnown(node: DocumentNode): boolean {
  const type = editorSchema.nodes[node.type];
  if (!type || !attributesKnown(node.attrs, type.spec.attrs)) return false;
  if (!Object.entries(closedWords[node.type] ?? {}).every(([name, words]) => node.attrs?.[name] === undefined || words.includes(node.attrs[name]))) return false;
  if (!(node.marks ?? []).every((mark) => editorSchema.marks[mark.type] && attributesKnown(mark.attrs, editorSchema.marks[mark.type]!.spec.attrs))) return false;
  return (node.content ?? []).every(isKnown);
}

const textOf = (node: DocumentNode): string => node.text ?? (node.content ?? []).map(textOf).join(' ').trim();

/** A copy to look at: marks and attributes nobody knows are left out, an unknown block says that it is one. */
function shownPart(node: DocumentNode): DocumentNode[] {
  const type = editorSchema.nodes[node.type];
  if (!type) return [{ type: 'paragraph', content: [{ type: 'text', text: t('[A block this version does not know: {type}] {text}', { type: node.type, text: textOf(node) }).trim() }] }];
  const kept = (attrs: Record<string, unknown> | undefined, specs: object | null | undefined) => Object.fromEntries(Object.entries(attrs ?? {}).filter(([name]) => name in (specs ?? {})));
  if (type.isText) return node.text ? [{ type: 'text', text: node.text, marks: (node.marks ?? []).filter((mark) => editorSchema.marks[mark.type]).map((mark) => ({ type: mark.type, attrs: kept(mark.attrs, editorSchema.marks[mark.type]!.spec.attrs) })) }] : [];
  const content = (node.content ?? []).flatMap((child) => (type.inlineContent && !editorSchema.nodes[child.type]?.isInline ? [{ type: 'text', text: textOf(child) || child.type }] : shownPart(child)));
  return [{ type: node.type, attrs: kept(node.attrs, type.spec.attrs), ...(type.isLeaf ? {} : { content }) }];
}
