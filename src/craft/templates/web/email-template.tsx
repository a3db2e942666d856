import { useRef, useState } from 'react';
import type { CodeEditorHandle } from '../../../platform/ui/code-editor.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { BodySection, PreviewPane, SettingsPlace, usePreview, type Part, type VisualEditorHandle } from '../../emails/web/index.ts';
import type { Draft } from '../../emails/contract.ts';
import { changeTemplate, getTemplate, listTemplates, previewTemplate, type TemplateView } from '../contract.ts';
import { TemplateShelf } from './template-shelf.tsx';
import { TemplateBar } from './template-bar.tsx';
import { useUnsaved } from './use-unsaved.ts';

/** Written on the left, as its reader would get it on the right; saved when its writer says so, since others begin from it. */
export function EmailTemplate({ template }: { template: TemplateView & { draft: Draft } }) {
  const toast = useToast();
  const [draft, setDraft] = useState(template.draft);
  const [saved, setSaved] = useState({ draft: template.draft, revision: template.revision });
  const [part, setPart] = useState<Part>('body');
  const [aside, setAside] = useState<HTMLElement | null>(null);
  const editor = useRef<CodeEditorHandle>(null);
  const visual = useRef<VisualEditorHandle>(null);
  const { preview, problem } = usePreview(draft, {});
  const changed = JSON.stringify(draft) !== JSON.stringify(saved.draft);
  useUnsaved(changed);
  const save = useAction(changeTemplate, {
    quiet: true, refreshes: [getTemplate, listTemplates, previewTemplate],
    onDone: (after) => { setSaved({ draft: after.draft!, revision: after.revision }); toast.say(t('Template saved')); },
  });
  const readOnly = !template.mayChange;
  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }));
  return (
    <>
      <TemplateBar template={template} save={!readOnly && <Button variant="primary" hotkey="s" disabled={!changed} busy={save.isPending} onClick={() => save.mutate({ params: { templateId: template.id }, body: { draft, expectedRevision: saved.revision } })}>{t('Save')}</Button>} />
      <div className="compose">
        <div>
          <Pad>
            <div className="grid gap-5">
              {save.error && <Failed error={save.error} />}
              {readOnly && <p className="soft">{t('This template is the other team’s. Copy it to change it; begin from it as it is.')}</p>}
              <TextField label={t('Subject')} optional value={draft.subject} onChange={(subject) => change({ subject })} readOnly={readOnly} maxLength={998} />
              <TextField label={t('Preheader')} optional value={draft.preheader} onChange={(preheader) => change({ preheader })} readOnly={readOnly} maxLength={998} />
              <TemplateShelf draft={draft} name={template.name}><BodySection {...{ draft, preview, part, editor, visual, aside, readOnly }} onChange={change} onPart={setPart} /></TemplateShelf>
            </div>
          </Pad>
        </div>
        <div><SettingsPlace ref={setAside}><PreviewPane preview={preview} problem={problem} from="" as={<h2>{t('As a reader gets it')}</h2>} /></SettingsPlace></div>
      </div>
    </>
  );
}
