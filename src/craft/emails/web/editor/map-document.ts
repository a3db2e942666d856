// A document and what the editor holds are the same tree; what differs is only what nobody wrote:
// empty texts, missing ids, a column without a line to write in.
import type { JSONContent } from '@tiptap/core';
import { Node, type Schema } from '@tiptap/pm/model';
import { newBlockId, type EmailDocument, type Look } from '../../contract.ts';
import { editorSchema } from './schema/index.ts';

/** Any node of a document, before it is known to be one. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown> | undefined;
  content?: DocumentNode[] | undefined;
  marks?: { type: string; attrs?: Record<string, unknown> | undefined }[] | undefined;
  text?: string | undefined;
}

const emptyLine = (): DocumentNode => ({ type: 'paragraph', attrs: { id: newBlockId(Math.random), align: 'left' } });

/**
 * The editor's tree of a document's content. What must not be empty for the cursor to reach it gets a line.
 * @param schema an open editor's own: nodes of another, though the same, fit nowhere in it
 * @throws RangeError when it breaks the schema
 */
export function toProse(content: readonly DocumentNode[], schema: Schema = editorSchema): Node {
  const tree = Node.fromJSON(schema, { type: 'doc', content: content.length > 0 ? content.map(writable) : [emptyLine()] });
  tree.check();
  return tree;
}

function writable(node: DocumentNode): DocumentNode {
  if (node.content === undefined && node.type !== 'column' && node.type !== 'condition') return node;
  const content = (node.content ?? []).filter((child) => child.type !== 'text' || child.text !== '').map(writable);
  const needsLine = content.length === 0 && (node.type === 'column' || node.type === 'condition');
  return { ...node, content: needsLine ? [emptyLine()] : content };
}

/** The document of what the editor holds (`editor.getJSON()`), every block with an id. */
export function fromProse(tree: JSONContent, look: Look): EmailDocument {
  return { version: 1, look, content: (tree.content ?? []).map(written) } as EmailDocument;
}

const hasOwn = (fields: object | undefined): boolean => fields !== undefined && Object.keys(fields).length > 0;

function written(node: JSONContent): DocumentNode {
  const type = editorSchema.nodes[node.type ?? ''];
  const marks = node.marks?.length ? { marks: node.marks.map((mark) => ({ type: mark.type, ...(hasOwn(mark.attrs) ? { attrs: mark.attrs } : {}) })) } : {};
  if (node.type === 'text') return { type: 'text', text: node.text ?? '', ...marks };
  const attrs = 'id' in (type?.spec.attrs ?? {}) ? { ...node.attrs, id: (node.attrs?.['id'] as string | null) ?? newBlockId(Math.random) } : node.attrs;
  return { type: node.type ?? '', ...(hasOwn(attrs) ? { attrs } : {}), ...(type?.isLeaf ? {} : { content: (node.content ?? []).map(written) }), ...marks };
}
