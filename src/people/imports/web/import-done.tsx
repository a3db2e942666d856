import { Download } from 'lucide-react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { Facts } from '../../../platform/ui/facts.tsx';
import { FigureStrip } from '../../../platform/ui/figure-strip.tsx';
import { formatBytes, formatCount } from '../../../platform/ui/format.ts';
import { Acts, Pad, Verdict } from '../../../platform/ui/panel.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { refusedRows, type ImportView } from '../contract.ts';
import { countsSentence } from './import-words.ts';

/** What became of the rows, and the way to those that were refused. */
export function ImportDone({ view }: { view: ImportView }) {
  const toast = useToast();
  const mayExport = useCan('canExport');
  const counts = view.progress.counts;
  if (!counts) return <Pad><Verdict>{t('Stopped before anything was imported.')}</Verdict></Pad>;
  const what = view.kind === 'contacts' ? 'contacts' : 'addresses';
  const list = view.plan?.lists[0];
  return (
    <>
      <Pad>
        <Verdict>{view.status === 'cancelled' && `${tn(counts.rows, 'Stopped after {count} row; what was in by then stays.', 'Stopped after {count} rows; what was in by then stays.')} `}{countsSentence(counts)}</Verdict>
        <FigureStrip figures={[
          { label: t('New'), value: counts.new, formula: { title: t('{what} that were not here before', { what }) } },
          ...(view.kind === 'contacts' ? [{ label: t('Changed'), value: counts.changed, formula: { title: t('contacts we knew, with something new') } }] : []),
          { label: t('Unchanged'), value: counts.unchanged, formula: { title: t('{what} we knew, as they were', { what }) } },
          { label: t('Repeated'), value: counts.duplicates, formula: { title: t('rows whose address came before in the file') } },
          { label: t('Refused'), value: counts.refused, formula: { title: t('rows that were not taken in, each with its reason') } },
        ]} />
        {counts.suppressed > 0 && <p>{t('{suppressed} of them are suppressed: they are here and are not written to.', { suppressed: formatCount(counts.suppressed) })}</p>}
        <Acts>
          {counts.refused > 0 && mayExport && <Button variant="primary" icon={Download} onClick={() => void download(refusedRows, { params: { importId: view.id } }, 'refused.csv').catch(toast.problem)}>{counts.refused === 1 ? t('The refused row') : t('The {refused} refused rows', { refused: formatCount(counts.refused) })}</Button>}
          <ButtonLink href={view.kind === 'suppressions' ? '/suppressions' : list === undefined ? '/contacts' : `/lists/${list}`}>{view.kind === 'suppressions' ? t('See the suppressions') : list === undefined ? t('See the contacts') : t('See the list')}</ButtonLink>
          <ButtonLink variant="quiet" href={`/imports/new?kind=${view.kind}`}>{t('Import another file')}</ButtonLink>
        </Acts>
      </Pad>
      <Pad>
        <Facts facts={[
          [t('File'), `${view.fileName}, ${formatBytes(view.fileBytes)}`], [t('By'), view.createdBy],
          [t('Began'), view.startedAt && <TimeStamp key="s" at={view.startedAt} layout="inline" />], [t('Ended'), view.finishedAt && <TimeStamp key="e" at={view.finishedAt} layout="inline" />],
        ]} />
      </Pad>
    </>
  );
}
