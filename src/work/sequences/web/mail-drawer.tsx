import { useRef, useState } from 'react';
import { getEmail, type EmailView } from '../../../craft/emails/contract.ts';
import { BodySection, FindingsList, SaveState, SettingsPlace, usePreview, type Part, type VisualEditorHandle } from '../../../craft/emails/web/index.ts';
import { Button } from '../../../platform/ui/button.tsx';
import type { CodeEditorHandle } from '../../../platform/ui/code-editor.tsx';
import { Drawer } from '../../../platform/ui/dialog.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useMe } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { SubjectSection, useEmailDraft } from '../../campaigns/web/index.ts';

/** The words of a mail step. They save themselves; the sequence takes them when its steps are saved. */
export function MailDrawer({ emailId, onClose }: { emailId: number; onClose: () => void }) {
  const email = useEndpoint(getEmail, { params: { emailId } });
  return <Loaded query={email}>{(data) => <Writing key={data.id} email={data} onClose={onClose} />}</Loaded>;
}

function Writing({ email, onClose }: { email: EmailView; onClose: () => void }) {
  const me = useMe();
  const mail = useEmailDraft(email, true, 'plain');
  const [part, setPart] = useState<Part>('body');
  const [aside, setAside] = useState<HTMLElement | null>(null);
  const editor = useRef<CodeEditorHandle>(null);
  const visual = useRef<VisualEditorHandle>(null);
  const subject = useRef<HTMLInputElement>(null);
  const preheader = useRef<HTMLInputElement>(null);
  const { preview } = usePreview(mail.draft, { contactId: undefined, senderName: me.member.name });
  const close = async () => {
    if (await mail.flush()) onClose();
  };
  return (
    <Drawer open wide onClose={() => void close()} title={t('Write the mail')}>
      <div className="grid gap-4">
        <div className="flex items-center gap-3"><SaveState phase={mail.phase} savedAt={mail.savedAt} version={mail.base.revision} /><span className="grow" /><Button variant="primary" onClick={() => void close()}>{t('Done')}</Button></div>
        <SubjectSection draft={mail.draft} onChange={mail.change} from={me.member.name} preview={preview} subject={subject} preheader={preheader} readOnly={false} />
        <BodySection draft={mail.draft} onChange={mail.change} preview={preview} part={part} onPart={setPart} editor={editor} visual={visual} aside={aside} />
        <SettingsPlace ref={setAside}><span /></SettingsPlace>
        {preview && <FindingsList preview={preview} onGo={(finding) => (finding.where === 'subject' ? subject.current?.focus() : visual.current?.focus())} />}
      </div>
    </Drawer>
  );
}
