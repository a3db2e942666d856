import { Ban } from 'lucide-react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { usePlace } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { Progress } from '../../../platform/ui/progress.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { cancelImport, getImport, listImports, type ImportView } from '../contract.ts';
import { ImportDone } from './import-done.tsx';
import { MapColumns } from './map-columns.tsx';

const underWay = ['reading', 'checking', 'running'];

/** One import from the file to its end: what we found, what it becomes, the dry run, the run, the result. */
export function ImportPage() {
  const { params } = usePlace();
  const importId = Number(params['importId']);
  const found = useEndpoint(getImport, { params: { importId } }, { everyMs: 3000 });
  useFreshOn(['import'], [getImport], { atMostEveryMs: 300, when: (change) => (change.ids['import'] ?? []).includes(importId) || change.ids['import'] === undefined });
  return <Loaded query={found}>{(data) => <ImportShown view={data} />}</Loaded>;
}

function ImportShown({ view }: { view: ImportView }) {
  const mayImport = useCan('canImport');
  const cancel = useAction(cancelImport, { refreshes: [getImport, listImports] });
  const stop = mayImport && (underWay.includes(view.status) || view.status === 'mapping') && (
    <Button icon={Ban} busy={cancel.isPending} onClick={() => cancel.mutate({ params: { importId: view.id } })}>{view.status === 'running' ? t('Stop here') : t('Throw away')}</Button>
  );
  return (
    <>
      <TopBar title={view.fileName} crumb={{ label: t('Imports'), href: '/imports' }} actions={stop} />
      {view.status === 'reading' && <Pad><Progress title={t('Reading the file')} label={t('Reading the file')} done={Math.round(view.progress.doneBytes / 1024)} total={view.progress.totalBytes > 0 ? Math.round(view.progress.totalBytes / 1024) : null} promise={t('In KiB. You may close this and come back.')} /></Pad>}
      {view.status === 'failed' && <Pad><Problem title={t('This file could not be imported')} action={<ButtonLink variant="primary" href={`/imports/new?kind=${view.kind}`}>{t('Choose another file')}</ButtonLink>}>{view.failure?.message}</Problem></Pad>}
      {view.status === 'running' && <Pad><RunningProgress view={view} title={view.kind === 'contacts' ? t('People are coming in') : t('Addresses are coming in')} /></Pad>}
      {view.found && (view.status === 'mapping' || view.status === 'checking') && <MapColumns key={`${view.id} ${JSON.stringify(view.choices)}`} view={view} mayImport={mayImport} checking={view.status === 'checking' && <RunningProgress view={view} title={t('Looking at every row, nothing is written')} />} />}
      {(view.status === 'finished' || view.status === 'cancelled') && <ImportDone view={view} />}
    </>
  );
}

function RunningProgress({ view, title }: { view: ImportView; title: string }) {
  const { counts, doneBytes, totalBytes, rowsPerSecond, secondsLeft } = view.progress;
  const rows = counts?.rows ?? 0;
  // How many rows there are is known at the end only: what is read of the file tells how many there will be, nearly.
  const total = rows > 0 && doneBytes > 0 ? Math.max(rows, Math.round(rows * totalBytes / doneBytes)) : null;
  const also = counts && counts.refused > 0 ? t('{count} refused', { count: counts.refused }) : undefined;
  return <Progress title={title} label={title} done={rows} total={total} perSecond={rowsPerSecond} secondsLeft={secondsLeft} also={also} promise={t('Rows, nearly. Goes on if you close this.')} />;
}
