import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { ConversationEntry } from '../contract.ts';
import { matchedBy, saidWords } from './reply-words.ts';
import { SortOfReply } from './sort-of-reply.tsx';

const shownAtFirst = 600;

/** One mail: who, when, what it is about, its words; of a reply what it means and which mail it answers. */
export function ConversationMail({ mail }: { mail: ConversationEntry }) {
  const { inbound } = mail;
  const answered = inbound && matchedBy(inbound);
  return (
    <li className="grid gap-1 max-w-[72ch]" style={inbound ? { borderInlineStart: '2px solid var(--line-strong, currentColor)', paddingInlineStart: 12 } : undefined}>
      <p className="m-0">
        <span className="strong">{inbound ? (inbound.writer ?? t('Somebody erased')) : t('We')}</span>{' '}
        <span className="soft">{inbound ? saidWords(inbound) : t('wrote')}, <TimeStamp at={mail.at} day="always" layout="inline" /></span>
      </p>
      {mail.subject !== '' && <p className="m-0" style={{ overflowWrap: 'anywhere' }}>{mail.subject}</p>}
      <Words text={mail.text} />
      {inbound?.meeting && <p className="m-0"><TimeStamp at={inbound.meeting.startsAt} day="always" layout="inline" /></p>}
      {inbound?.returnsOn && <p className="soft m-0">{t('Back on {day}', { day: new Intl.DateTimeFormat(document.documentElement.lang || 'en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(inbound.returnsOn)) })}</p>}
      {answered !== null && <p className="soft small m-0">{answered}</p>}
      {inbound?.kind === 'reply' && <SortOfReply inbound={inbound} />}
    </li>
  );
}

function Words({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  if (text === '') return null;
  const isLong = text.length > shownAtFirst;
  return (
    <>
      <p className="m-0" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{all || !isLong ? text : `${text.slice(0, shownAtFirst)}…`}</p>
      {isLong && !all && <span><Button small variant="quiet" onClick={() => setAll(true)}>{t('Show all of it')}</Button></span>}
    </>
  );
}
