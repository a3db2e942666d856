import { FlaskConical, Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { BodySection, ClashDialog, FindingsList, PreviewPane, SaveState, SettingsPlace, usePreview, VersionsDrawer, type Part, type VisualEditorHandle } from '../../../craft/emails/web/index.ts';
import { TemplateShelf } from '../../../craft/templates/web/index.ts';
import { getEmail, type EmailView, type Finding } from '../../../craft/emails/contract.ts';
import { Banner } from '../../../platform/ui/banner.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import type { CodeEditorHandle } from '../../../platform/ui/code-editor.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { refresh } from '../../../platform/ui/queries.ts';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getCampaign, preflightCampaign, type CampaignView } from '../contract.ts';
import { PreviewAs } from './preview-as.tsx';
import { SettingsSection } from './settings-section.tsx';
import { SubjectSection } from './subject-section.tsx';
import { TestDialog } from './test-dialog.tsx';
import { fieldNames, useCampaignDraft, useEmailDraft } from './use-drafts.ts';

/** One campaign being written: what it says on the left, how it is read on the right. Both save themselves. */
export function Compose({ campaign, email }: { campaign: CampaignView; email: EmailView }) {
  const go = useGo();
  const client = useQueryClient();
  const editable = campaign.moves.includes('edit');
  const settings = useCampaignDraft(campaign);
  const mail = useEmailDraft(email, editable, campaign.team === 'sales' ? 'plain' : 'designed');
  const [contactId, setContactId] = useState<number | undefined>();
  const [part, setPart] = useState<Part>('body');
  const [testing, setTesting] = useState(false);
  const [versions, setVersions] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [later, setLater] = useState(false);
  const editor = useRef<CodeEditorHandle>(null);
  const visual = useRef<VisualEditorHandle>(null);
  const [aside, setAside] = useState<HTMLElement | null>(null);
  const subject = useRef<HTMLInputElement>(null);
  const preheader = useRef<HTMLInputElement>(null);
  const { preview, problem } = usePreview(mail.draft, { contactId, senderName: settings.draft.fromName });
  const clash = mail.theirs ? mail : settings.theirs ? settings : null;
  const waits = [settings, mail].find((one) => one.problem !== null) ?? null;
  const from = settings.draft.fromName ? `${settings.draft.fromName} <${settings.draft.fromAddress}>` : settings.draft.fromAddress;

  const goTo = (finding: Pick<Finding, 'where' | 'line' | 'block'>) => {
    if (finding.where === 'subject') return subject.current?.focus();
    if (finding.where === 'preheader') return preheader.current?.focus();
    setPart(finding.where === 'text' ? 'text' : 'body');
    // The editor of the other part is only there after the change.
    setTimeout(() => {
      if (finding.block !== null) visual.current?.goToBlock(finding.block);
      else if (visual.current) visual.current.focus();
      else editor.current?.goToLine(finding.line ?? 1);
    });
  };
  useArrival((where, line, block) => goTo({ where, line, block }));
  const lookOver = async () => {
    setLeaving(true);
    const saved = await Promise.all([settings.flush(), mail.flush()]);
    setLeaving(false);
    if (!saved.every(Boolean)) return;
    await refresh(client, getCampaign, getEmail, preflightCampaign);
    go(`/campaigns/${campaign.id}/preflight`);
  };
  const phase = [settings.phase, mail.phase].find((one) => one !== 'saved') ?? 'saved';
  return (
    <>
      <TopBar
        title={settings.draft.name || t('Untitled campaign')}
        crumb={{ label: t('Campaigns'), href: '/campaigns' }}
        beside={<SaveState phase={phase} savedAt={mail.savedAt > settings.savedAt ? mail.savedAt : settings.savedAt} version={mail.base.revision} onVersions={() => setVersions(true)} />}
        actions={(
          <>
            {campaign.moves.includes('test') && (
              <>
                <span className="wide"><Button icon={FlaskConical} hotkey="t" onClick={() => setTesting(true)}>{t('Send a test')}</Button></span>
                <span className="phone:hidden"><Button iconOnly icon={FlaskConical} onClick={() => setTesting(true)}>{t('Send a test')}</Button></span>
              </>
            )}
            {editable && <Button variant="primary" icon={Send} busy={leaving} onClick={() => void lookOver()}>{t('Look over')}</Button>}
          </>
        )}
      />
      {!editable && <Banner>{t('You may read this campaign; writing and sending it is for others of its team.')}</Banner>}
      {waits?.problem && <Banner end={<Button small onClick={() => void waits.flush()}>{t('Try now')}</Button>}>{t('Not saved: {detail} Your words are kept in this browser.', { detail: waits.problem.detail })}</Banner>}
      {[mail, settings].map((one, index) => one.leftOver !== null && (
        <Banner key={index} end={<><Button small variant="primary" onClick={one.bringBack}>{t('Bring them back')}</Button> <Button small variant="quiet" onClick={one.forget}>{t('Leave them')}</Button></>}>{t('Words from your last visit here were not saved before you left.')}</Banner>
      ))}
      {clash && later && <Banner end={<Button small variant="primary" onClick={() => setLater(false)}>{t('Look at both')}</Button>}>{t('{savedBy} saved while you wrote. Nothing of yours is saved before you say with which to go on.', { savedBy: clash.savedBy })}</Banner>}
      {(mail.merged || settings.merged) && <Banner>{t('A colleague changed other fields while you wrote. Both are kept.')}</Banner>}
      <div className="compose">
        <div className="pad grid gap-6">
          <SettingsSection campaign={campaign} draft={settings.draft} onChange={settings.change} readOnly={!editable} problem={settings.problem} />
          <SubjectSection draft={mail.draft} onChange={mail.change} from={settings.draft.fromName || settings.draft.fromAddress} preview={preview} subject={subject} preheader={preheader} readOnly={!editable} />
          <TemplateShelf draft={mail.draft} name={settings.draft.name}><BodySection draft={mail.draft} onChange={mail.change} preview={preview} part={part} onPart={setPart} editor={editor} visual={visual} aside={aside} readOnly={!editable} /></TemplateShelf>
          {preview && <FindingsList preview={preview} onGo={goTo} />}
        </div>
        <div><SettingsPlace ref={setAside}><PreviewPane preview={preview} problem={problem} from={from} as={<PreviewAs contactId={contactId} onChoose={setContactId} />} /></SettingsPlace></div>
      </div>
      {clash && !later && <ClashDialog names={fieldNames} clashes={clash.clashes as string[]} ours={clash.draft as unknown as Record<string, unknown>} theirs={(clash.theirs?.value ?? {}) as unknown as Record<string, unknown>} by={clash.savedBy} onLater={() => setLater(true)} onKeepMine={clash.keepMine} onTakeTheirs={clash.takeTheirs} />}
      {testing && <TestDialog campaignId={campaign.id} contactId={contactId} flush={async () => (await Promise.all([settings.flush(), mail.flush()])).every(Boolean)} onClose={() => setTesting(false)} />}
      <VersionsDrawer emailId={email.id} current={mail.base.revision} editable={editable} open={versions} onClose={() => setVersions(false)} onRestored={(restored) => { mail.become(restored); setVersions(false); }} />
    </>
  );
}

const parts: readonly string[] = ['subject', 'preheader', 'body', 'text'];

/** Preflight leads to what is to mend: `?at=body&line=12`, `?at=body&block=k3x9`. */
function useArrival(go: (where: Finding['where'], line: number | null, block: string | null) => void): void {
  const { query } = usePlace();
  const at = query.get('at');
  const line = Number(query.get('line')) || null;
  const block = query.get('block');
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    // The editor's own code is fetched when it is first shown.
    const timer = setTimeout(() => {
      if (at && parts.includes(at)) latest.current(at as Finding['where'], line, block);
      else if (at) document.querySelector<HTMLElement>(`#at-${at === 'audience' || at === 'time' ? at : 'settings'} :is(input, button)`)?.focus();
    }, 300);
    return () => clearTimeout(timer);
  }, [at, line, block]);
}
