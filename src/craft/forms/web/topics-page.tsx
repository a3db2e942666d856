import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { SettingsFrame } from '../../../people/workspaces/web/index.ts';
import { changeTopic, listTopics, type TopicView } from '../contract.ts';
import { TopicDialog } from './topic-dialog.tsx';

/** What this company writes about, and who chose it. */
export function TopicsPage() {
  const [archived, setArchived] = useState<'yes' | 'no'>('no');
  const [edited, setEdited] = useState<TopicView | 'new' | null>(null);
  const topics = useEndpoint(listTopics, { query: { archived } }, { keep: true });
  const mayDefine = useCan('canDefineAttributes');
  const put = useAction(changeTopic, { refreshes: [listTopics] });
  const columns: Column<TopicView>[] = [
    { key: 'name', head: t('Topic'), phone: 'title', cell: (row) => <><span className="strong">{row.name}</span>{row.description && <span className="soft block">{row.description}</span>}</> },
    { key: 'chosen', head: t('Chose it'), label: t('chose it'), align: 'right', phone: 'line', cell: (row) => formatCount(row.chosen) },
    { key: 'left', head: t('Do not want it'), label: t('do not want it'), align: 'right', phone: 'line', cell: (row) => formatCount(row.left) },
    { key: 'do', head: <span className="sr">{t('Change')}</span>, align: 'right', phone: 'line', cell: (row) => mayDefine && (
      <span className="acts" style={{ justifyContent: 'end' }}>
        <Button small variant="quiet" onClick={() => setEdited(row)}>{t('Change')}</Button>
        <Button small variant="quiet" onClick={() => put.mutate({ params: { topicId: row.id }, body: { archived: row.archivedAt === null } })}>{row.archivedAt ? t('Bring back') : t('Put away')}</Button>
      </span>
    ) },
  ];
  return (
    <SettingsFrame part="topics" actions={mayDefine && <Button variant="primary" icon={Plus} onClick={() => setEdited('new')}>{t('New topic')}</Button>}>
      <Pad tight><Chip pressed={archived === 'yes'} onPress={() => setArchived(archived === 'yes' ? 'no' : 'yes')}>{t('Put away')}</Chip></Pad>
      <Loaded query={topics}>{({ items }) => (
        <Pad tight>{items.length === 0
          ? <Empty title={archived === 'yes' ? t('No topic was put away') : t('No topics yet')} action={archived === 'no' && mayDefine && <Button variant="primary" onClick={() => setEdited('new')}>{t('Name the first')}</Button>}>{t('People choose topics when they sign up and on their page of choices. A campaign about a topic passes over who does not want it, instead of losing them altogether.')}</Empty>
          : <DataTable caption={t('Topics by name')} columns={columns} rows={items} rowKey={(row) => row.id} />}</Pad>
      )}</Loaded>
      {edited && <TopicDialog topic={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </SettingsFrame>
  );
}
