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
import { refusedRows, type ImportView } from '../contract.ts';
import { countsSentence } from './import-words.ts';

/** What became of the rows, and the way to those that were refused. */
export function ImportDone({ view }: { view: ImportView }) {
  const toast = useToast();
  const mayExport = useCan('canExport');
  const counts = view.progress.counts;
  if (!counts) return <Pad><Verdict>Stopped before anything was imported.</Verdict></Pad>;
  const what = view.kind === 'contacts' ? 'contacts' : 'addresses';
  const list = view.plan?.lists[0];
  return (
    <>
      <Pad>
        <Verdict>{view.status === 'cancelled' ? `Stopped after ${formatCount(counts.rows)} rows; what was in by then stays. ` : ''}{countsSentence(counts)}</Verdict>
        <FigureStrip figures={[
          { label: 'New', value: counts.new, formula: { title: `${what} that were not here before` } },
          ...(view.kind === 'contacts' ? [{ label: 'Changed', value: counts.changed, formula: { title: 'contacts we knew, with something new' } }] : []),
          { label: 'Unchanged', value: counts.unchanged, formula: { title: `${what} we knew, as they were` } },
          { label: 'Repeated', value: counts.duplicates, formula: { title: 'rows whose address came before in the file' } },
          { label: 'Refused', value: counts.refused, formula: { title: 'rows that were not taken in, each with its reason' } },
        ]} />
        {counts.suppressed > 0 && <p>{`${formatCount(counts.suppressed)} of them are suppressed: they are here and are not written to.`}</p>}
        <Acts>
          {counts.refused > 0 && mayExport && <Button variant="primary" icon={Download} onClick={() => void download(refusedRows, { params: { importId: view.id } }, 'refused.csv').catch(toast.problem)}>{counts.refused === 1 ? 'The refused row' : `The ${formatCount(counts.refused)} refused rows`}</Button>}
          <ButtonLink href={view.kind === 'suppressions' ? '/suppressions' : list === undefined ? '/contacts' : `/lists/${list}`}>{view.kind === 'suppressions' ? 'See the suppressions' : list === undefined ? 'See the contacts' : 'See the list'}</ButtonLink>
          <ButtonLink variant="quiet" href={`/imports/new?kind=${view.kind}`}>Import another file</ButtonLink>
        </Acts>
      </Pad>
      <Pad>
        <Facts facts={[
          ['File', `${view.fileName}, ${formatBytes(view.fileBytes)}`], ['By', view.createdBy],
          ['Began', view.startedAt && <TimeStamp key="s" at={view.startedAt} layout="inline" />], ['Ended', view.finishedAt && <TimeStamp key="e" at={view.finishedAt} layout="inline" />],
        ]} />
      </Pad>
    </>
  );
}
