import { CodeEditor } from '../../../../../platform/ui/code-editor.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import type { FieldsOf } from './inspector.tsx';

export function HtmlFields({ node, set }: FieldsOf) {
  return (
    <>
      <CodeEditor label={t('HTML of this block')} language="html" minHeight={160} value={String(node.attrs['html'])} onChange={(html) => set({ html })} />
      <p className="hint">{t('Goes out as it stands here. Scripts and forms do not work in mails.')}</p>
    </>
  );
}
