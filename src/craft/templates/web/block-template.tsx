import { MailFrame } from '../../../platform/ui/mail-frame.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { t } from '../../../platform/ui/words.ts';
import { previewTemplate, type TemplateView } from '../contract.ts';
import { TemplateBar } from './template-bar.tsx';

/** Saved blocks as they would stand in a mail. */
export function BlockTemplate({ template }: { template: TemplateView }) {
  const preview = useEndpoint(previewTemplate, { params: { templateId: template.id } });
  return (
    <>
      <TemplateBar template={template} />
      <Pad>
        <p className="soft mb-4">{t('The editor puts a copy of these blocks into an email. To change them, put them in, change them there, and save them anew.')}</p>
        <Loaded query={preview}>{({ html, text }) => <MailFrame title={template.name} html={html} text={text} />}</Loaded>
      </Pad>
    </>
  );
}
