import { Monitor, Moon, Smartphone, Type } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Chip } from './chip.tsx';
import { Icon } from './icon.tsx';
import { mailDocument } from './mail-document.ts';
import { Segment } from './segment.tsx';
import { splitLinks } from './text-links.ts';
import { t } from './words.ts';

export type MailView = 'desktop' | 'phone' | 'text';

export interface MailFrameProps {
  html: string | null;
  text: string;
  /** From, To, Subject, as a mail program shows them. */
  envelope?: readonly (readonly [name: string, value: ReactNode])[];
  /** Names the frame: the mail's subject. */
  title: string;
  /** Beside the switch: a contact to preview as. */
  tools?: ReactNode;
  height?: number;
  /** As for readers whose program shows no pictures. */
  blockPictures?: boolean;
  /** Links open in a tab of their own, as in a mail program. Left out, they lead nowhere. */
  followLinks?: boolean;
}

const views = [
  { value: 'desktop' as const, label: <><Icon of={Monitor} />{' '}{t('Desktop')}</> },
  { value: 'phone' as const, label: <><Icon of={Smartphone} />{' '}{t('Phone')}</> },
  { value: 'text' as const, label: <><Icon of={Type} />{' '}{t('Text')}</> },
];

/** A mail as readers get it: on a desktop, a phone, in the dark, as text. Nothing in it can run. */
export function MailFrame({ html, text, envelope, title, tools, height = 560, blockPictures = false, followLinks = false }: MailFrameProps) {
  const [asked, setView] = useState<MailView>('desktop');
  const [dark, setDark] = useState(false);
  const view = html === null ? 'text' : asked;
  return (
    <div className={`mail mail--${view}${dark && view !== 'text' ? ' mail--dark' : ''}`}>
      <div className="mail-bar">
        <Segment label={t('Shown as')} options={html === null ? views.slice(2) : views} value={view} onChange={setView} />
        {view !== 'text' && <Chip icon={Moon} pressed={dark} onPress={() => setDark(!dark)}>{t('Dark')}</Chip>}
        {tools && <span className="end">{tools}</span>}
      </div>
      <div className="paper">
        {envelope && <dl className="env">{envelope.map(([name, value]) => <EnvelopeLine key={name} name={name} value={value} />)}</dl>}
        {view === 'text' || html === null
          ? <pre>{followLinks ? <TextWithLinks text={text} /> : text}{!text && t('This mail has no text part.')}</pre>
          // No scripts, no forms, no origin, no way to the page around it; at most a tab of its own, free of these locks.
          : <iframe key={`${view} ${dark}`} title={title} sandbox={followLinks ? 'allow-popups allow-popups-to-escape-sandbox' : ''} referrerPolicy="no-referrer" srcDoc={mailDocument(html, { dark, blockPictures })} style={{ height }} />}
      </div>
    </div>
  );
}

function EnvelopeLine({ name, value }: { name: string; value: ReactNode }) {
  return <><dt>{name}</dt><dd>{value}</dd></>;
}

function TextWithLinks({ text }: { text: string }) {
  return <>{splitLinks(text).map((part, index) => (typeof part === 'string' ? part : <a key={index} className="link" href={part.url} target="_blank" rel="noreferrer noopener">{part.url}</a>))}</>;
}
