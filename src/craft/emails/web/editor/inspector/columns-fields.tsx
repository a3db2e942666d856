import type { Editor } from '@tiptap/core';
import { Segment } from '../../../../../platform/ui/segment.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import type { ColumnLayout } from '../../../contract.ts';
import { layOut } from '../lay-out.ts';
import type { FieldsOf } from './inspector.tsx';

/** How wide each column is. One column less puts its blocks into the one before. */
export function ColumnsFields({ node, editor, at }: FieldsOf & { editor: Editor; at: number }) {
  return (
    <div className="field">
      <span className="label">{t('Widths')}</span>
      <Segment label={t('Widths')} value={node.attrs['layout'] as ColumnLayout} onChange={(layout) => layOut(at, layout)(editor.state, editor.view.dispatch)} options={[
        { value: '1-1', label: '1 : 1' }, { value: '1-2', label: '1 : 2' }, { value: '2-1', label: '2 : 1' }, { value: '1-1-1', label: '1 : 1 : 1' },
      ]} />
      <span className="hint">{t('On a phone they stand under each other.')}</span>
    </div>
  );
}
