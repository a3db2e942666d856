import { Ellipsis, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { getMe } from '../../../people/workspaces/contract.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { phrase, t, tn } from '../../../platform/ui/words.ts';
import { archiveServer, listServers, resumeServer, type ServerView } from '../contract.ts';
import { ServerDialog } from './server-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import { outcomeOf } from './test-steps.ts';

/** Mail servers: which there are, whether they work, how much may go through. */
export function ServersSection() {
  const servers = useEndpoint(listServers, {}, { everyMs: 15_000 });
  const mayManage = useCan('canManageServers');
  const [editing, setEditing] = useState<ServerView | 'new' | null>(null);
  const [testing, setTesting] = useState<{ server: ServerView; startAtOnce: boolean } | null>(null);
  const [ending, setEnding] = useState<ServerView | null>(null);
  const toast = useToast();
  const resume = useAction(resumeServer, { refreshes: [listServers], onDone: () => toast.say(t('Tried again from now on')) });
  const put = useAction(archiveServer, { refreshes: [listServers, getMe], onDone: () => { toast.say(t('Put away // done')); setEnding(null); } });
  const columns = columnsFor(mayManage && { onEdit: setEditing, onTest: (server) => setTesting({ server, startAtOnce: false }), onEnd: setEnding, onResume: (server) => resume.mutate({ params: { serverId: server.id } }) });
  return (
    <Pad band>
      <Head title={t('Mail servers')} end={mayManage && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setEditing('new')}>{t('Add a server')}</Button>} />
      <Loaded query={servers}>{({ items }) => (
        <>
          {items.every((server) => server.kind === 'local') && <p className="soft mb-3">{t('Until a server is added, mail goes into the built-in mailbox and nothing leaves this machine.')}</p>}
          <DataTable caption={t('Mail servers')} columns={columns} rows={items} rowKey={(row) => row.id} what={items.length === 1 ? t('server') : t('servers')} keyboard={false} />
        </>
      )}</Loaded>
      {editing && <ServerDialog server={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSaved={(server) => setTesting({ server, startAtOnce: true })} />}
      {testing && <TestDialog {...testing} onClose={() => setTesting(null)} />}
      <Confirm open={ending !== null} onClose={() => setEnding(null)} title={t('Put {name} away?', { name: ending?.name ?? '' })} verb={t('Put away')} keep={t('Keep it')} busy={put.isPending} onConfirm={() => ending && put.mutate({ params: { serverId: ending.id } })}>
        <p>{t('Nothing goes through it any more, and its password is forgotten. What went through it stays in the journal. Mail that is still planned to go through it keeps it from being put away.')}</p>
      </Confirm>
    </Pad>
  );
}

interface Acting { onEdit: (server: ServerView) => void; onTest: (server: ServerView) => void; onEnd: (server: ServerView) => void; onResume: (server: ServerView) => void }

const securityWords = { none: phrase('not encrypted'), starttls: phrase('STARTTLS'), tls: phrase('TLS') } as const;

function columnsFor(acting: Acting | false): Column<ServerView>[] {
  return [
    { key: 'name', head: t('Name'), phone: 'title', cell: (row) => <><span className="strong block">{row.name}</span>{row.kind === 'smtp' && <code className="small faint">{row.host}:{row.port}, {row.security && t(securityWords[row.security])}</code>}</> },
    { key: 'limit', head: t('Limits'), phone: 'line', cell: (row) => <span className="soft">{row.perMinute === null ? t('As fast as it takes them') : t('{perMinute} a minute', { perMinute: row.perMinute })}, {tn(row.maxConnections, '{count} connection', '{count} connections')}</span> },
    { key: 'state', head: t('State'), phone: 'line', cell: (row) => <State server={row} /> },
    {
      key: 'acts', head: <span className="sr">{t('Actions')}</span>, align: 'right', phone: 'line',
      cell: (row) => (row.kind === 'local' ? <ButtonLink small href="/mailbox">{t('Look into it')}</ButtonLink> : acting && (
        <span className="acts phone:justify-end">
          {row.paused && <Button small onClick={() => acting.onResume(row)}>{t('Try again now')}</Button>}
          <Button small onClick={() => acting.onTest(row)}>{t('Test')}</Button>
          <Menu trigger={<Button small variant="quiet" iconOnly icon={Ellipsis}>{t('More about {name}', { name: row.name })}</Button>} entries={[
            { label: t('Change'), onSelect: () => acting.onEdit(row) },
            { label: t('Put away'), onSelect: () => acting.onEnd(row) },
          ]} />
        </span>
      )),
    },
  ];
}

function State({ server }: { server: ServerView }) {
  if (server.paused) return <span>{rich('Waits until {when}: {span}', { when: <TimeStamp layout="inline" at={server.paused.until} precision="minute" />, span: <span className="soft" style={{ overflowWrap: 'anywhere' }}>{server.paused.reason}</span> })}</span>;
  if (server.kind === 'local') return <span className="soft">{t('Takes everything, sends nothing')}</span>;
  if (!server.lastTest) return <span className="soft">{t('Not tested yet')}</span>;
  return <span>{outcomeOf(server.lastTest)}, <TimeStamp layout="inline" at={server.lastTest.at} precision="minute" /></span>;
}
