import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { listUnknownMessages, resolveUnknownMessage, type MessageStanding } from '../contract.ts';

/** Mails whose hand-over was cut off before the server answered: listed by name, never sent again by themselves. */
export function UnknownPage() {
  const mails = usePages(listUnknownMessages, { query: { limit: 50 } });
  const mayDecide = useCan('canSend');
  const toast = useToast();
  const [resending, setResending] = useState<MessageStanding | null>(null);
  const resolve = useAction(resolveUnknownMessage, { refreshes: [listUnknownMessages], onDone: () => { toast.say('Decided'); setResending(null); } });
  const decide = (row: MessageStanding, decision: 'resend' | 'accepted') => resolve.mutate({ params: { messageId: row.id }, body: { decision } });
  const columns: Column<MessageStanding>[] = [
    { key: 'to', head: 'To', phone: 'title', cell: (row) => <Recipient row={row} /> },
    { key: 'source', head: 'From', phone: 'line', cell: (row) => (row.source.kind === 'campaign' ? <Link href={`/campaigns/${row.source.id}`}>Campaign {row.source.id}</Link> : <span className="soft">{row.source.kind}</span>) },
    { key: 'why', head: 'Why', phone: 'line', cell: (row) => <span className="soft">{row.reason?.words}</span> },
    { key: 'at', head: 'Cut off', phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.endedAt} /> },
    {
      key: 'acts', head: <span className="sr">Decide</span>, align: 'right', phone: 'line',
      cell: (row) => mayDecide && <span className="acts"><Button small onClick={() => decide(row, 'accepted')}>It arrived</Button><Button small onClick={() => setResending(row)}>Send again</Button></span>,
    },
  ];
  return (
    <>
      <TopBar title="Mails of unknown fate" />
      <Pad>
        <p className="soft mb-3">The line broke, or the sender was stopped, after the mail had left and before the server answered. A reply, an open or a bounce settles it; until then you can decide.</p>
        {mails.problem ? <Failed error={mails.problem} onRetry={mails.retry} /> : mails.loading ? <SkeletonRows /> : mails.items.length === 0
          ? <Empty title="The fate of every mail is known">Nothing to decide here.</Empty>
          : <DataTable caption="Mails of unknown fate" columns={columns} rows={mails.items} rowKey={(row) => row.id} hasMore={mails.hasMore} loadingMore={mails.loadingMore} onMore={mails.loadMore} what="mails" />}
      </Pad>
      <Confirm open={resending !== null} onClose={() => setResending(null)} title={`Send again to ${resending?.recipient.name || resending?.recipient.address || 'this person'}?`} verb="Send again to 1" keep="Leave it" busy={resolve.isPending} onConfirm={() => resending && decide(resending, 'resend')}>
        <p>If the first one did arrive, they may get it twice. Both carry the same Message-ID, so many mail programs show only one.</p>
      </Confirm>
    </>
  );
}

function Recipient({ row }: { row: MessageStanding }) {
  const { kind, id, name, address } = row.recipient;
  const words = name || address || 'Erased';
  return (
    <span>
      {kind === 'contact' ? <Link className="strong" href={`/contacts/${id}`}>{words}</Link> : <span className="strong">{words}</span>}
      {name && address && <span className="block small faint">{address}</span>}
    </span>
  );
}
