import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import { listUnknownMessages, type MessageStanding } from '../contract.ts';
import { DecideConfirm, nameOf, type Asking } from './decide-confirm.tsx';
import type { Decision } from './decision-words.ts';

/** Mails whose hand-over was cut off before the server answered: listed by name, never sent again by themselves. */
export function UnknownPage() {
  const mails = usePages(listUnknownMessages, { query: { limit: 50 } });
  useFreshOn(['messages', 'campaign', 'events'], [listUnknownMessages], { atMostEveryMs: 1500 });
  const mayDecide = useCan('canSend');
  const [picked, setPicked] = useState<ReadonlySet<string | number>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);
  const chosen = mails.items.filter((mail) => picked.has(mail.id));
  const ask = (messages: readonly MessageStanding[]) => (decision: Decision) => setAsking({ messages, decision });
  const decided = () => {
    setAsking(null);
    setPicked(new Set());
  };
  return (
    <>
      <TopBar title={t('Mails of unknown fate')} />
      <Pad>
        <p className="soft mb-4 max-w-[80ch]">{t('The line broke, or the sender was stopped, after the mail had left and before the server answered. An open, a reply or a bounce settles it; nothing is sent again by itself. Until then you can decide.')}</p>
        {mails.problem ? <Failed error={mails.problem} onRetry={mails.retry} /> : mails.loading ? <SkeletonRows /> : mails.items.length === 0
          ? <Empty title={t('The fate of every mail is known')}>{t('Whenever a server takes a mail and its answer is lost, the mail stands here with its reader’s name.')}</Empty>
          : <>
            {mayDecide && <div className="acts mb-3">{chosen.length > 0 ? <Decide count={chosen.length} onDecide={ask(chosen)} /> : <span className="faint">{t('Choose mails to decide about them together.')}</span>}</div>}
            <DataTable caption={t('Mails of unknown fate')} columns={columnsFor(mayDecide ? ask : null)} rows={mails.items} rowKey={(row) => row.id} {...(mayDecide && { picked, onPick: setPicked })}
              hasMore={mails.hasMore} loadingMore={mails.loadingMore} onMore={mails.loadMore} what={mails.items.length === 1 ? t('mail') : t('mails')} />
          </>}
      </Pad>
      {asking && <DecideConfirm asking={asking} onClose={() => setAsking(null)} onDone={decided} />}
    </>
  );
}

function Decide({ count, onDecide }: { count?: number; onDecide: (decision: Decision) => void }) {
  return (
    <>
      <Button small onClick={() => onDecide('accepted')}>{count === undefined ? t('Take as accepted') : t('Take {count} as accepted', { count })}</Button>
      <Button small onClick={() => onDecide('resend')}>{count === undefined ? t('Send again') : t('Send {count} again', { count })}</Button>
    </>
  );
}

function columnsFor(ask: ((messages: readonly MessageStanding[]) => (decision: Decision) => void) | null): Column<MessageStanding>[] {
  return [
    { key: 'to', head: t('To'), phone: 'title', cell: (row) => <Recipient row={row} /> },
    { key: 'at', head: t('Cut off'), phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.endedAt} /> },
    { key: 'source', head: t('Of'), phone: 'line', label: t('of'), cell: (row) => <Source row={row} /> },
    ...(ask ? [{ key: 'acts', head: <span className="sr">{t('Decide')}</span>, align: 'right' as const, phone: 'line' as const, cell: (row: MessageStanding) => <span className="acts phone:justify-end"><Decide onDecide={ask([row])} /></span> }] : []),
  ];
}

function Recipient({ row }: { row: MessageStanding }) {
  const { kind, id, name, address } = row.recipient;
  return (
    <>
      {kind === 'contact' ? <Link className="strong" href={`/contacts/${id}`}>{nameOf(row)}</Link> : <span className="strong">{nameOf(row)}</span>}
      {name && address && <small>{address}</small>}
    </>
  );
}

const sourceWords: Record<string, Phrase> = { 'member-mail': phrase('A mail to a member'), single: phrase('A single mail') };

function Source({ row: { source } }: { row: MessageStanding }) {
  if (source.kind === 'campaign' || source.kind === 'test') return <Link href={`/campaigns/${source.id}`} underlined className="inline-block py-1">{source.kind === 'test' ? t('Test of campaign {id}', { id: String(source.id) }) : t('Campaign {id}', { id: String(source.id) })}</Link>;
  return <span className="soft">{t(sourceWords[source.kind] ?? source.kind)}</span>;
}
