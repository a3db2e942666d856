import { ArrowLeft, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { formatBytes } from '../../../platform/ui/format.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { MailFrame } from '../../../platform/ui/mail-frame.tsx';
import { Peek } from '../../../platform/ui/peek.tsx';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { getMessage } from '../../messages/contract.ts';
import { getLocalMail, getLocalMailSource, type LocalMailDetail } from '../contract.ts';

/** One mail as its reader would see it; its pixel and its links work as theirs would. */
export function MailPane({ mailId }: { mailId: number }) {
  const mail = useEndpoint(getLocalMail, { params: { mailId } });
  return (
    <>
      <p className="border-b border-line px-4 py-3 phone:px-6 wide:hidden"><Link keepScroll href="/mailbox" underlined><Icon of={ArrowLeft} />{' '}{t('All mails')}</Link></p>
      <Loaded query={mail}>{(data) => <Shown mail={data} />}</Loaded>
    </>
  );
}

/** Where the mail will stand. */
export function NoMail() {
  return <aside className="peek peek--empty" aria-label={t('Mail')}><p className="max-w-[62ch]">{t('Choose a mail: it stands here as its reader would see it. Opening it and following its links count as theirs, and come back on Live.')}</p></aside>;
}

function Shown({ mail }: { mail: LocalMailDetail }) {
  const [part, setPart] = useState<'mail' | 'source'>('mail');
  const toast = useToast();
  const title = mail.subject || t('No subject');
  return (
    <Peek label={t('Mail to {to}', { to: mail.to })} title={title} under={<><TimeStamp layout="inline" at={mail.receivedAt} />, {formatBytes(mail.sizeBytes)}{mail.messageId !== null && <Sender messageId={mail.messageId} />}</>}>
      <div className="acts">
        <Segment label={t('Part of the mail')} value={part} onChange={setPart} options={[{ value: 'mail', label: t('Mail') }, { value: 'source', label: t('Source') }]} />
        <Button icon={Download} onClick={() => void download(getLocalMailSource, { params: { mailId: mail.id } }, `mail-${mail.id}.eml`).catch(toast.problem)}>{t('Save')}</Button>
      </div>
      {part === 'mail'
        ? <MailFrame followLinks html={mail.html} text={mail.text ?? ''} title={title} height={600} envelope={[[t('From'), mail.from], [t('To'), mail.to], ...(mail.replyTo ? [['Reply to', mail.replyTo] as const] : [])]} />
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        : <pre className="mail-text" style={{ maxHeight: 'none' }} tabIndex={0} aria-label={t('Source of the mail')}>{mail.source}</pre>}
      <Headers headers={mail.headers} />
    </Peek>
  );
}

/** What sent it, and to whom: their pages are a click away. */
function Sender({ messageId }: { messageId: number }) {
  const message = useEndpoint(getMessage, { params: { messageId } });
  if (!message.data) return null;
  const { recipient, source } = message.data;
  const person = recipient.kind === 'contact' ? <Link href={`/contacts/${recipient.id}`} underlined>{recipient.name || recipient.address || t('somebody erased')}</Link> : recipient.name;
  return (
    <>
      {', '}{source.kind === 'campaign' && recipient.kind === 'contact' ? rich('to {person}, of <a>this campaign</a>', { person, a: (words) => <Link href={`/campaigns/${source.id}`} underlined>{words}</Link> }) : rich('to {person}', { person })}
    </>
  );
}

function Headers({ headers }: { headers: LocalMailDetail['headers'] }) {
  return (
    <details>
      <summary className="soft">{tn(headers.length, '{count} header', '{count} headers')}</summary>
      <dl className="facts small mt-3">
        {headers.map(({ name, value }, index) => <Header key={index} name={name} value={value} />)}
      </dl>
    </details>
  );
}

function Header({ name, value }: { name: string; value: string }) {
  return <><dt style={{ overflowWrap: 'anywhere' }}>{name}</dt><dd style={{ overflowWrap: 'anywhere' }}>{value}</dd></>;
}
