import { Ellipsis, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { download } from '../../../platform/ui/call.ts';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { usePlace } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Menu } from '../../../platform/ui/menu.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { exportContacts, listContacts } from '../../contacts/contract.ts';
import { contactColumns } from '../../contacts/web/index.ts';
import { addToList, archiveList, bringBackList, getList, listLists, removeFromList, type ListView } from '../contract.ts';
import { ListDialog } from './list-dialog.tsx';

export function ListPage() {
  const { params } = usePlace();
  const list = useEndpoint(getList, { params: { listId: Number(params['listId']) } });
  useFreshOn(['import'], [getList, listContacts], { atMostEveryMs: 5000 });
  return <Loaded query={list}>{(data) => <ListShown list={data} />}</Loaded>;
}

function ListShown({ list }: { list: ListView }) {
  const toast = useToast();
  const [mayEdit, mayExport] = [useCan('canEditPeople'), useCan('canExport')];
  const [editing, setEditing] = useState(false);
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<Set<string | number>>(new Set());
  const asked = useDeferredValue(search.trim());
  const filter = { listId: list.id, search: asked || undefined };
  const contacts = usePages(listContacts, { query: filter }, { keep: true });
  const refreshes = [getList, listLists, listContacts];
  const putBack = useAction(addToList, { refreshes });
  const takeOff = useAction(removeFromList, {
    refreshes,
    onDone: ({ removed }, { params, body }) => { setPicked(new Set()); toast.say(t('{removed} taken off the list', { removed: formatCount(removed) }), () => putBack.mutate({ params, body })); },
  });
  const bringBack = useAction(bringBackList, { refreshes });
  const [uses, setUses] = useState<string | null>(null);
  const archive = useAction(archiveList, { refreshes, quiet: true, onDone: () => toast.say(t('{name} put away', { name: list.name }), () => bringBack.mutate({ params: { listId: list.id } })) });
  const putAway = (evenIfUsed: 'yes' | 'no') => archive.mutate({ params: { listId: list.id }, query: { evenIfUsed } }, {
    onSuccess: () => setUses(null),
    onError: (problem) => { if (problem.code === 'list_in_use') setUses(problem.detail); else toast.problem(problem); },
  });
  const ids = [...picked].map(Number);
  return (
    <>
      <TopBar title={list.name} crumb={{ label: t('Lists'), href: '/lists' }} beside={t('{size} contacts', { size: formatCount(list.size) })} actions={<>
        {mayEdit && picked.size > 0 && <Button busy={takeOff.isPending} onClick={() => takeOff.mutate({ params: { listId: list.id }, body: { contactIds: ids } })}>{t('Take {size} off', { size: formatCount(picked.size) })}</Button>}
        <Menu trigger={<Button iconOnly icon={Ellipsis}>{t('More')}</Button>} entries={[
          mayEdit && { label: t('Rename or describe'), onSelect: () => setEditing(true) },
          { label: t('Filter its people'), href: `/contacts?listId=${list.id}` },
          mayEdit && { label: t('Import people onto it'), href: '/imports/new' },
          mayExport && { label: t('Export as CSV'), onSelect: () => void download(exportContacts, { query: { ...filter, bom: true } }, `${list.name}.csv`).catch(toast.problem) },
          mayEdit && (list.archivedAt ? { label: t('Bring back'), onSelect: () => bringBack.mutate({ params: { listId: list.id } }) } : { label: t('Put away'), onSelect: () => putAway('no') }),
        ]} />
      </>} />
      <Pad tight>
        {list.description && <p className="soft" style={{ marginBottom: 12 }}>{list.description}</p>}
        <TextField quiet label={t('Find on this list')} type="search" icon={Search} placeholder={t('Name, address or company')} value={search} onChange={setSearch} />
      </Pad>
      {contacts.loading ? <SkeletonRows /> : (
        <Pad tight>{contacts.items.length === 0
          ? <Empty title={asked ? t('Nobody fits') : t('Nobody is on it yet')} action={!asked && <ButtonLink variant="primary" href="/contacts">{t('Choose contacts')}</ButtonLink>}>{asked ? t('No contact on this list has all of these words.') : t('Choose contacts and put them on the list, or import a sheet onto it.')}</Empty>
          : <DataTable caption={t('Contacts on {name}', { name: list.name })} columns={contactColumns()} rows={contacts.items} rowKey={(row) => row.id} rowHref={(row) => `/contacts/${row.id}`} {...(mayEdit ? { picked, onPick: setPicked } : {})}
              hasMore={contacts.hasMore} loadingMore={contacts.loadingMore} onMore={contacts.loadMore} total={asked ? undefined : list.size} what={t('contacts')} />}</Pad>
      )}
      {uses !== null && <Confirm open onClose={() => setUses(null)} title={t('Put {label} away?', { label: list.name })} verb={t('Put it away')} busy={archive.isPending} onConfirm={() => putAway('yes')}>{uses}</Confirm>}
      {editing && <ListDialog list={list} onClose={() => setEditing(false)} />}
    </>
  );
}
