import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Split } from '../../../platform/ui/peek.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { emptyLocalMailbox, listLocalMails, type LocalMail } from '../contract.ts';
import { MailPane } from './mail-pane.tsx';

const columns: Column<LocalMail>[] = [
  { key: 'to', head: 'To', phone: 'title', cell: (row) => <span className="strong" style={{ overflowWrap: 'anywhere' }}>{row.to}</span> },
  { key: 'subject', head: 'Subject', phone: 'line', cell: (row) => row.subject || <span className="soft">No subject</span> },
  { key: 'at', head: 'Taken', phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.receivedAt} /> },
];

/** What would have left this machine, and beside the list the one looked at. */
export function MailboxPage() {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const [emptying, setEmptying] = useState(false);
  const mayEmpty = useCan('canManageServers');
  const toast = useToast();
  const asked = useDeferredValue(search.trim());
  const mails = usePages(listLocalMails, { query: { limit: 50, search: asked || undefined } }, { keep: true });
  useFreshOn(['messages', 'campaign'], [listLocalMails]);
  const empty = useAction(emptyLocalMailbox, { refreshes: [listLocalMails], onDone: ({ removed }) => { toast.say(`${removed.toLocaleString('en-GB')} mails removed`); setEmptying(false); setChosen(null); } });
  const looked = chosen ?? mails.items[0]?.id ?? null;
  return (
    <>
      <TopBar title="Built-in mailbox" beside="Mail in here has not left this machine" actions={mayEmpty && mails.items.length > 0 && <Button onClick={() => setEmptying(true)}>Empty</Button>} />
      <Split wide aside={looked !== null && <MailPane mailId={looked} />}>
        <Pad tight><TextField quiet label="Find by recipient, sender or subject" type="search" icon={Search} placeholder="Recipient, sender or subject" value={search} onChange={setSearch} /></Pad>
        {mails.problem ? <Pad><Failed error={mails.problem} onRetry={mails.retry} /></Pad> : mails.loading ? <SkeletonRows /> : (
          <Pad tight>{mails.items.length === 0
            ? <Empty title={asked ? 'None fits' : 'No mail yet'}>{asked ? 'Look for a part of an address, a name or a subject.' : 'Until a mail server is set, every mail lands here as its reader would get it: campaigns, tests, invitations.'}</Empty>
            : <DataTable caption="Mails, newest first" columns={columns} rows={mails.items} rowKey={(row) => row.id} onOpen={(row) => setChosen(row.id)} currentKey={looked} hasMore={mails.hasMore} loadingMore={mails.loadingMore} onMore={mails.loadMore} what="mails" />}
          </Pad>
        )}
      </Split>
      <Confirm open={emptying} onClose={() => setEmptying(false)} title="Empty the built-in mailbox?" verb="Remove all mails" keep="Keep them" busy={empty.isPending} onConfirm={() => empty.mutate({})}>
        <p>The mails are removed for everybody here. Campaigns, figures and people's histories stay as they are.</p>
      </Confirm>
    </>
  );
}
