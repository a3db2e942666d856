import { Plus, Search, Upload } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Link, usePlace } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { PeopleFrame, reasonWords } from '../../contacts/web/index.ts';
import { getContact } from '../../contacts/contract.ts';
import { liftSuppression, listSuppressions, type SuppressionView } from '../contract.ts';
import { suppressionReasons, type SuppressionReason } from '../contract.ts';
import { AddSuppressionsDialog } from './add-suppressions-dialog.tsx';

/** Addresses never to be written to again: who said so, when and why; and those that were lifted. */
export function SuppressionsPage() {
  const { query } = usePlace();
  const toast = useToast();
  const [address, setAddress] = useState(query.get('address') ?? '');
  const [reason, setReason] = useState<SuppressionReason | ''>('');
  const [lifted, setLifted] = useState<'yes' | 'no'>('no');
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<SuppressionView | null>(null);
  const [maySuppress, mayLift, mayImport] = [useCan('canSuppress'), useCan('canLiftSuppression'), useCan('canImport')];
  const asked = useDeferredValue(address.trim());
  const rows = usePages(listSuppressions, { query: { address: asked || undefined, reason: reason || undefined, lifted } }, { keep: true });
  const lift = useAction(liftSuppression, { refreshes: [listSuppressions, getContact], onDone: () => { toast.say(t('May be written to again')); setLifting(null); } });
  const columns: Column<SuppressionView>[] = [
    { key: 'address', head: t('Address'), phone: 'title', cell: (row) => (row.address === null ? <span className="soft">{t('Erased: only a hash is kept')}</span> : row.contactId === null ? <span className="strong">{row.address}</span> : <Link className="strong" href={`/contacts/${row.contactId}`}>{row.address}</Link>) },
    { key: 'reason', head: t('Because'), phone: 'line', cell: (row) => reasonWords(row.reason) },
    { key: 'note', head: t('Note'), phone: 'line', cell: (row) => <span className="soft" style={{ overflowWrap: 'anywhere' }}>{row.note}</span> },
    { key: 'by', head: t('By'), phone: 'hide', cell: (row) => <span className="soft">{row.by?.name}</span> },
    { key: 'at', head: t('Since'), phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
    lifted === 'yes'
      ? { key: 'lifted', head: t('Lifted'), label: t('lifted'), phone: 'line', nowrap: true, cell: (row) => <><TimeStamp at={row.liftedAt} precision="minute" /> <span className="soft">{row.liftedBy?.name}</span></> }
      : { key: 'lift', head: <span className="sr">{t('Lift')}</span>, align: 'right', phone: 'line', cell: (row) => mayLift && <Button small variant="quiet" onClick={() => setLifting(row)}>{t('Lift')}</Button> },
  ];
  return (
    <PeopleFrame part="suppressions" title={t('People')} actions={<>
      {mayImport && <ButtonLink href="/imports/new?kind=suppressions" icon={Upload}>{t('Import')}</ButtonLink>}
      {maySuppress && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setAdding(true)}>{t('Suppress')}</Button>}
    </>}>
      <Pad tight>
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-56 grow"><TextField quiet label={t('Find an address')} type="search" icon={Search} placeholder={t('A whole address finds erased ones, too')} value={address} onChange={setAddress} /></div>
          <SelectField quiet label={t('Reason')} empty={t('Any reason')} value={reason} onChange={setReason} choices={suppressionReasons.map((value) => ({ value, label: reasonWords(value) }))} />
          <Chip pressed={lifted === 'yes'} onPress={() => setLifted(lifted === 'yes' ? 'no' : 'yes')}>{t('Lifted')}</Chip>
        </div>
      </Pad>
      {rows.problem ? <Pad><Failed error={rows.problem} onRetry={rows.retry} /></Pad> : rows.loading ? <SkeletonRows /> : (
        <Pad tight>{rows.items.length === 0
          ? <Empty title={asked || reason || lifted === 'yes' ? t('None fits') : t('Nobody is suppressed')}>{asked ? t('Write the whole address: parts of one are not looked for here.') : t('Whoever leaves, complains or bounces for good stands here and is never written to again.')}</Empty>
          : <DataTable caption={t('Suppressions, newest first')} columns={columns} rows={rows.items} rowKey={(row) => row.id} hasMore={rows.hasMore} loadingMore={rows.loadingMore} onMore={rows.loadMore} what={t('addresses')} />}</Pad>
      )}
      {adding && <AddSuppressionsDialog onClose={() => setAdding(false)} />}
      <Confirm open={lifting !== null} onClose={() => setLifting(null)} title={t('Write to {address} again?', { address: lifting?.address ?? t('this address') })} verb={t('Lift for 1 address')} keep={t('Keep it suppressed')} busy={lift.isPending} onConfirm={() => lifting && lift.mutate({ params: { suppressionId: lifting.id } })}>
        <p>{lifting?.reason === 'unsubscribed' || lifting?.reason === 'complained' ? t('They asked not to be written to. Lift this only when they have asked to be written to again.') : t('Mail goes to it again from now on.')} {t('That you lifted it, and when, is kept.')}</p>
      </Confirm>
    </PeopleFrame>
  );
}
