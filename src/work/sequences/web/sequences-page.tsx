import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Rate } from '../../../platform/ui/figure.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Form } from '../../../platform/ui/form.tsx';
import { Link, useGo, useQueryValue } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { Half } from '../../../platform/ui/who.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { createSequence, listSequences, type SequenceSummary } from '../contract.ts';

const columns = (): readonly Column<SequenceSummary>[] => [
  { key: 'name', head: t('Sequence'), phone: 'title', cell: (row) => <><Link href={`/sequences/${row.id}`} className="strong">{row.name}</Link><small>{row.pausedAt ? t('Paused') : tn(row.stepCount, '{count} step', '{count} steps')}</small></> },
  { key: 'who', head: <span className="sr">{t('By')}</span>, phone: 'hide', width: '40px', cell: (row) => <Half name={row.owner.name} team={row.team} /> },
  { key: 'active', head: t('On the way'), align: 'right', phone: 'end', cell: (row) => formatCount(row.people.active) },
  { key: 'waiting', head: t('Waiting for you'), align: 'right', phone: 'line', label: t('waiting for you'), cell: (row) => formatCount(row.people.waiting) },
  { key: 'paused', head: t('Paused'), align: 'right', phone: 'hide', cell: (row) => formatCount(row.people.paused) },
  { key: 'open', head: t('Open rate'), align: 'right', phone: 'hide', cell: (row) => <Rate of={row.rates.open} bare /> },
  { key: 'reply', head: t('Reply rate'), align: 'right', phone: 'line', label: t('replied'), cell: (row) => <Rate of={row.rates.reply} bare /> },
];

/** All sequences one may see, newest first. */
export function SequencesPage() {
  const [asked, setAsked] = useQueryValue('new');
  const mayWrite = useCan('canSend');
  const sequences = usePages(listSequences, { query: {} }, { keep: true });
  useFreshOn(['sequence'], [listSequences], { atMostEveryMs: 3000 });
  return (
    <>
      <TopBar title={t('Sequences')} actions={mayWrite && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setAsked('yes')}>{t('New sequence')}</Button>} />
      <Pad>
        {sequences.problem ? <Failed error={sequences.problem} onRetry={sequences.retry} /> : sequences.loading ? <SkeletonRows />
          : sequences.items.length > 0 ? <DataTable caption={t('Sequences')} columns={columns()} rows={sequences.items} rowKey={(row) => row.id} rowHref={(row) => `/sequences/${row.id}`} hasMore={sequences.hasMore} loadingMore={sequences.loadingMore} onMore={sequences.loadMore} what={t('sequences')} keyboard />
            : <Empty title={t('No sequences yet')} action={mayWrite && <Button variant="primary" onClick={() => setAsked('yes')}>{t('Begin the first')}</Button>}>{t('A sequence writes to one person after another from your own mailbox, reminds you to call, and stops the moment somebody answers.')}</Empty>}
      </Pad>
      {asked === 'yes' && <NewDialog onClose={() => setAsked('')} />}
    </>
  );
}

function NewDialog({ onClose }: { onClose: () => void }) {
  const go = useGo();
  const [name, setName] = useState('');
  const create = useAction(createSequence, { refreshes: [listSequences], quiet: true, onDone: ({ id }) => go(`/sequences/${id}`) });
  return (
    <Dialog open onClose={onClose} title={t('New sequence')}>
      <Form submit={t('Begin')} busy={create.isPending} disabled={name.trim() === ''} problem={create.error} onSubmit={() => create.mutate({ body: { name } })}>
        <TextField label={t('Name')} value={name} onChange={setName} autoFocus maxLength={200} />
      </Form>
    </Dialog>
  );
}
