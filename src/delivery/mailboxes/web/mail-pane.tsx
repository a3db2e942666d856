import { Download, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { MailFrame } from '../../../platform/ui/mail-frame.tsx';
import { Peek } from '../../../platform/ui/peek.tsx';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { getLocalMail, getLocalMailSource, type LocalMailDetail } from '../contract.ts';
import { linksOf } from './mail-links.ts';

type View = 'mail' | 'links' | 'source';

/** One mail as its reader would see it; its pixel and its links work as theirs would. */
export function MailPane({ mailId }: { mailId: number }) {
  const mail = useEndpoint(getLocalMail, { params: { mailId } });
  return <Loaded query={mail}>{(data) => <Shown key={data.id} mail={data} />}</Loaded>;
}

function Shown({ mail }: { mail: LocalMailDetail }) {
  const [view, setView] = useState<View>('mail');
  return (
    <Peek label={`Mail to ${mail.to}`} title={mail.subject || 'No subject'} under={<>To {mail.to}, <TimeStamp layout="inline" at={mail.receivedAt} /></>}>
      <div className="flex flex-wrap items-center gap-2 mb-3">
        <Segment label="Part of the mail" value={view} onChange={setView} options={[{ value: 'mail', label: 'Mail' }, { value: 'links', label: 'Links' }, { value: 'source', label: 'Source' }]} />
        <Button small icon={Download} onClick={() => void download(getLocalMailSource, { params: { mailId: mail.id } }, `mail-${mail.id}.eml`)}>Save</Button>
      </div>
      {view === 'mail' && <MailFrame html={mail.html} text={mail.text ?? ''} title={mail.subject || 'Mail'} envelope={[['From', mail.from], ['To', mail.to], ['Subject', mail.subject], ...(mail.replyTo ? [['Reply to', mail.replyTo] as const] : [])]} />}
      {view === 'links' && <Links html={mail.html ?? ''} text={mail.text ?? ''} />}
      {view === 'source' && <pre className="small" style={{ overflowX: 'auto', maxHeight: 640 }} tabIndex={0} aria-label="Source of the mail">{mail.source}</pre>}
    </Peek>
  );
}

/** The frame lets nothing out, so links are followed from here, as the reader would follow them. */
function Links({ html, text }: { html: string; text: string }) {
  const links = linksOf(html, text);
  if (links.length === 0) return <p className="soft">There are no links in this mail.</p>;
  return (
    <>
      <p className="soft mb-2">Opened from here they count as the reader's own clicks.</p>
      <ul className="grid gap-2">
        {links.map((link) => <li key={link.url}><a className="link" href={link.url} target="_blank" rel="noreferrer noopener" style={{ overflowWrap: 'anywhere' }}>{link.words || link.url} <ExternalLink size={12} aria-hidden /></a></li>)}
      </ul>
    </>
  );
}
