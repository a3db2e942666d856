import type { z } from 'zod';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useQueryValue } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listAudit, listAuditActions, listMembers } from '../contract.ts';
import { actionWords, detailWords, outcomeWords } from './audit-words.ts';
import { SettingsFrame } from './settings-frame.tsx';

type Entry = z.output<typeof listAudit.response>['items'][number];

/** Who did what, newest first. */
export function AuditPage() {
  const [member, setMember] = useQueryValue('member', '');
  const [action, setAction] = useQueryValue('action', '');
  const entries = usePages(listAudit, { query: { limit: 100, memberId: member ? Number(member) : undefined, action: action || undefined } }, { keep: true });
  return (
    <SettingsFrame part="audit">
      <Filters member={member} onMember={setMember} action={action} onAction={setAction} />
      <Pad>
        {entries.problem ? <Failed error={entries.problem} onRetry={entries.retry} /> : entries.loading ? <SkeletonRows /> : entries.items.length === 0
          ? <Empty title={t('Nothing of this kind')}>{t('The log keeps who changed what, through a browser or a key, for good.')}</Empty>
          : <DataTable caption={t('Audit log')} columns={columns()} rows={entries.items} rowKey={(row) => row.id} hasMore={entries.hasMore} loadingMore={entries.loadingMore} onMore={entries.loadMore} what={t('entries')} />}
      </Pad>
    </SettingsFrame>
  );
}

const columns = (): Column<Entry>[] => [
  { key: 'at', head: t('When'), phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.at} /> },
  { key: 'who', head: t('Who'), phone: 'line', nowrap: true, cell: (row) => <>{row.member?.name ?? t('Kindred')}{row.key && <span className="soft">{' '}{t('by key {name}', { name: row.key.name })}</span>}</> },
  { key: 'what', head: t('What'), phone: 'title', cell: (row) => <>{actionWords(row.action)}{row.subject?.id ? <span className="faint"> #{row.subject.id}</span> : null}</> },
  { key: 'detail', head: t('More'), phone: 'line', cell: (row) => <span className="soft break-words">{detailWords(row.detail)}</span> },
  { key: 'outcome', head: t('Outcome'), phone: 'line', nowrap: true, cell: (row) => t(outcomeWords[row.outcome]) },
  { key: 'address', head: t('From'), phone: 'hide', cell: (row) => <span className="faint">{row.address}</span> },
];

function Filters({ member, onMember, action, onAction }: { member: string; onMember: (value: string) => void; action: string; onAction: (value: string) => void }) {
  const members = useEndpoint(listMembers, { query: { limit: 200 } });
  const actions = useEndpoint(listAuditActions);
  return (
    <div className="filters">
      <SelectField quiet label={t('Who')} empty={t('Everybody')} value={member} onChange={onMember} choices={[{ value: '', label: t('Everybody') }, ...(members.data?.items ?? []).map((one) => ({ value: String(one.id), label: one.name }))]} />
      <SelectField quiet label={t('What')} empty={t('Everything')} value={action} onChange={onAction} choices={[{ value: '', label: t('Everything') }, ...(actions.data?.items ?? []).map((one) => ({ value: one, label: actionWords(one) }))]} />
    </div>
  );
}
