import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { ReactNode } from 'react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { Icon } from '../../../../../platform/ui/icon.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import type { Finding } from '../../../contract.ts';
import { nameOfBlock } from '../../block-names.ts';
import { currentBlock } from '../blocks.ts';
import type { EditorContext } from '../editor-context.ts';
import { AlignField } from './align-field.tsx';
import { ButtonFields } from './button-fields.tsx';
import { ColumnsFields } from './columns-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { HtmlFields } from './html-fields.tsx';
import { ImageFields } from './image-fields.tsx';
import { SocialFields } from './social-fields.tsx';

/** What every block's fields are given. */
export interface FieldsOf {
  node: Node;
  set: (attrs: Record<string, unknown>) => void;
  context: EditorContext;
}

interface Chosen {
  node: Node;
  at: number;
}

/** The block the cursor is in, then the conditions and columns around it. Plain words have settings only when chosen as a whole: a panel that comes and goes with each line would be noise. */
function chosenIn(editor: Editor): Chosen[] {
  const { selection, doc } = editor.state;
  const chain: Chosen[] = [];
  const block = currentBlock(editor.state);
  if (!block) return chain;
  if (selection instanceof NodeSelection || !['paragraph', 'heading'].includes(block.node.type.name)) chain.push({ node: block.node, at: block.at });
  for (let $at = doc.resolve(block.at); $at.depth > 0; $at = doc.resolve($at.before())) if ($at.parent.type.name !== 'column') chain.push({ node: $at.parent, at: $at.before() });
  return chain;
}

/** The settings of what is chosen, and of what it stands in. */
export function Inspector({ editor, context, findings, readOnly }: { editor: Editor; context: EditorContext; findings: readonly Finding[]; readOnly: boolean }) {
  const parts = chosenIn(editor).map((one) => ({ ...one, fields: fieldsOf(editor, one, context) })).filter((one) => one.fields !== null);
  if (parts.length === 0 || readOnly) return null;
  return (
    // Escape leads back to the text, from any field that does not need it for itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className="ed-inspector" aria-label={t('Settings of this block')} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) editor.view.focus(); }}>
      {parts.map(({ node, at, fields }) => (
        <section key={`${node.type.name} ${String(node.attrs['id'] ?? at)}`} className="grid gap-4">
          <h3>{nameOfBlock(node.type.name)}</h3>
          {findings.filter((finding) => finding.block !== null && finding.block === node.attrs['id']).map((finding) => (
            <p key={finding.message} className="small"><Icon of={finding.level === 'error' ? CircleAlert : TriangleAlert} /> {finding.message}</p>
          ))}
          {fields}
        </section>
      ))}
    </aside>
  );
}

function fieldsOf(editor: Editor, { node, at }: Chosen, context: EditorContext): ReactNode {
  const set = (attrs: Record<string, unknown>) => {
    const { tr } = editor.state;
    if (editor.state.doc.nodeAt(at)?.type !== node.type) return;
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(at, name, value);
    // A chip or block stays chosen while its settings are written.
    if (editor.state.selection instanceof NodeSelection && editor.state.selection.from === at) tr.setSelection(NodeSelection.create(tr.doc, at));
    editor.view.dispatch(tr);
  };
  const given: FieldsOf = { node, set, context };
  switch (node.type.name) {
    case 'image': return <ImageFields {...given} editor={editor} at={at} />;
    case 'button': return <ButtonFields {...given} />;
    case 'columns': return <ColumnsFields {...given} editor={editor} at={at} />;
    case 'social': return <SocialFields {...given} />;
    case 'html': return <HtmlFields {...given} />;
    case 'condition': return <ConditionFields {...given} />;
    case 'heading': case 'paragraph': return <AlignField {...given} />;
    default: return null;
  }
}
