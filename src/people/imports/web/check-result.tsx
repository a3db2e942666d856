import { useState } from 'react';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Pad, Verdict } from '../../../platform/ui/panel.tsx';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { reasonWords } from '../../contacts/web/index.ts';
import type { ImportKind, ImportView } from '../contract.ts';
import { countsSentence, fieldName } from './import-words.ts';

type Check = NonNullable<ImportView['check']>;
type Tab = 'new' | 'changed' | 'refused' | 'suppressed';

/** What the dry run says: the counts as a sentence, and the first rows of each kind. */
export function CheckResult({ check, kind, attributes }: { check: Check; kind: ImportKind; attributes: readonly { key: string; label: string }[] }) {
  const { counts, samples } = check;
  const tabs = ([['new', 'New'], ['changed', 'Changed'], ['refused', 'Refused'], ['suppressed', 'Stay suppressed']] as const).filter(([value]) => counts[value] > 0);
  const [chosen, setTab] = useState<Tab>(counts.refused > 0 ? 'refused' : 'new');
  const tab = tabs.some(([value]) => value === chosen) ? chosen : tabs[0]?.[0];
  return (
    <Pad band>
      <Verdict>{tn(counts.rows, 'Of {count} row: {sentence}', 'Of {count} rows: {sentence}', { sentence: countsSentence(counts) })}</Verdict>
      <p className="soft small">{t('Nothing is written yet.')}{kind === 'contacts' && counts.suppressed > 0 && ` ${t('Suppressed addresses come in and are still not written to.')}`}</p>
      {tab && <Tabs label={t('Rows by what becomes of them')} value={tab} onChange={setTab} tabs={tabs.map(([value, label]) => ({ value, label, count: counts[value] }))} />}
      {tab === 'new' && samples.new.length > 0 && <DataTable caption={t('New')} keyboard={false} rows={samples.new} rowKey={(row) => row.row} columns={[row(), { key: 'address', head: t('Address'), phone: 'title', cell: (each) => each.address }]} />}
      {tab === 'changed' && <DataTable caption={t('Changed')} keyboard={false} rows={samples.changed} rowKey={(each) => each.row} columns={[row(), { key: 'address', head: t('Address'), phone: 'title', cell: (each) => each.address }, {
        key: 'changes', head: t('What changes'), phone: 'line' as const, cell: (each) => each.changes.map((change) => (
          <span key={change.field} style={{ display: 'block' }}>{`${fieldName(change.field, attributes)}: `}{change.from !== '' && <><del className="soft">{change.from}</del> </>}<ins>{change.to}</ins></span>
        )),
      }]} />}
      {tab === 'refused' && <DataTable caption={t('Refused')} keyboard={false} rows={samples.refused} rowKey={(each) => each.row} columns={[row(), { key: 'reason', head: t('Because'), phone: 'title', cell: (each) => each.reason }, { key: 'cells', head: t('In the file'), phone: 'line' as const, cell: (each) => <span className="soft" style={{ overflowWrap: 'anywhere' }}>{each.cells.slice(0, 6).join(' · ').slice(0, 160)}</span> }]} />}
      {tab === 'suppressed' && <DataTable caption={t('Stay suppressed')} keyboard={false} rows={samples.suppressed} rowKey={(each) => each.row} columns={[row(), { key: 'address', head: t('Address'), phone: 'title', cell: (each) => each.address }, { key: 'reason', head: t('Because'), cell: (each) => reasonWords(each.reason) }]} />}
      {tab && counts[tab] > samples[tab].length && <p className="small faint">{t('The first {count} of {counts}.', { count: samples[tab].length, counts: counts[tab] })}</p>}
    </Pad>
  );
}

const row = () => ({ key: 'row', head: t('Row'), align: 'right' as const, width: '64px', phone: 'end' as const, cell: (each: { row: number }) => <span className="soft">{each.row}</span> });
