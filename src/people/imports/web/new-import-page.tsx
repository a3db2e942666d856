import { useState } from 'react';
import { RadioGroup } from '../../../platform/ui/choice-fields.tsx';
import { toProblem } from '../../../platform/ui/api-problem.ts';
import { upload } from '../../../platform/ui/call.ts';
import { FileDrop } from '../../../platform/ui/file-drop.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { Progress } from '../../../platform/ui/progress.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { uploadImport, type ImportKind } from '../contract.ts';

/** The first step: which file. */
export function NewImportPage() {
  const { query } = usePlace();
  const go = useGo();
  const [kind, setKind] = useState<ImportKind>(query.get('kind') === 'suppressions' ? 'suppressions' : 'contacts');
  const [sent, setSent] = useState<{ name: string; done: number; total: number } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (file: File): Promise<void> => {
    setProblem(null);
    setSent({ name: file.name, done: 0, total: file.size });
    try {
      const made = await upload(uploadImport, { query: { kind }, file }, { onProgress: (done, total) => setSent({ name: file.name, done, total }) });
      go(`/imports/${made.id}`);
    } catch (error) {
      setSent(null);
      setProblem(toProblem(error));
    }
  };
  return (
    <>
      <TopBar title={t('Import')} crumb={{ label: t('Imports'), href: '/imports' }} />
      <Pad>
        <div className="flex max-w-2xl flex-col gap-6">
          {sent ? <Progress title={t('Sending {name}', { name: sent.name })} label={t('Sending the file')} done={Math.round(sent.done / 1024)} total={Math.max(1, Math.round(sent.total / 1024))} promise={t('In KiB. Keep this open until the file is there.')} /> : <>
            <RadioGroup label={t('What does the file hold?')} row value={kind} onChange={setKind} choices={[{ value: 'contacts', label: t('People to write to') }, { value: 'suppressions', label: t('Addresses never to write to') }]} />
            <FileDrop title={t('Drop a sheet here, or press to choose one')} hint={t('CSV or TSV up to 1 GiB, or an Excel workbook (.xlsx) up to 100 MiB. Nothing is imported before you have seen what we found.')} accept=".csv,.tsv,.txt,.xlsx,text/csv" onFile={(file) => void send(file)} />
          </>}
          {problem !== null && <Failed error={problem} />}
        </div>
      </Pad>
    </>
  );
}
