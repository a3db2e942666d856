import { useState, type ReactNode } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Acts, Pad } from '../../../platform/ui/panel.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { t, tn } from '../../../platform/ui/words.ts';
import { listAttributeDefinitions } from '../../contacts/contract.ts';
import { checkImport, getImport, listImports, runImport, type ImportView } from '../contract.ts';
import { CheckResult } from './check-result.tsx';
import { ColumnRow } from './column-row.tsx';
import { FoundFile } from './found-file.tsx';
import { draftOf, planOf } from './plan-draft.ts';
import { PlanChoices } from './plan-choices.tsx';

/** What we found, what each column becomes, a look at every row beforehand, and the start. */
export function MapColumns({ view, mayImport, checking }: { view: ImportView; mayImport: boolean; checking: ReactNode }) {
  const [draft, setDraft] = useState(() => draftOf(view));
  const attributes = useEndpoint(listAttributeDefinitions);
  const mayDefine = useCan('canDefineAttributes');
  const known = (attributes.data?.items ?? []).filter((each) => each.archivedAt === null);
  const options = { quiet: true, refreshes: [getImport, listImports, listAttributeDefinitions] };
  const check = useAction(checkImport, options);
  const run = useAction(runImport, options);
  const problem = run.error ?? check.error;
  const body = planOf(draft);
  const isChecked = view.check !== null && JSON.stringify(view.plan) === JSON.stringify({ ...view.plan, ...body });
  const rows = view.check?.counts.rows ?? 0;
  const send = { params: { importId: view.id }, body };
  return (
    <>
      <FoundFile view={view} mayImport={mayImport} />
      <Pad>
        <Head title={t('What each column becomes')} />
        <table className="tbl tbl--stack">
          <caption className="sr">{t('Columns of the file and what they become')}</caption>
          <thead><tr><th scope="col">{t('In the file')}</th><th scope="col">{t('Begins with')}</th><th scope="col">{t('Becomes')}</th></tr></thead>
          <tbody>
            {view.found!.columns.map((column) => <ColumnRow key={column.index} column={column} kind={view.kind} draft={draft} onDraft={setDraft} known={known} mayDefine={mayDefine} />)}
          </tbody>
        </table>
      </Pad>
      {view.kind === 'contacts' && <PlanChoices draft={draft} onDraft={setDraft} problem={problem} />}
      {checking ? <Pad>{checking}</Pad> : isChecked && <CheckResult check={view.check!} kind={view.kind} attributes={[...known, ...body.newAttributes]} />}
      <Pad>
        {problem && <Problem title={problem.title}>{problem.detail}</Problem>}
        {mayImport && !checking && (
          <Acts>
            <Button variant={isChecked ? 'plain' : 'primary'} busy={check.isPending} onClick={() => { run.reset(); check.mutate(send); }}>{isChecked ? t('Look again') : t('Look at every row first')}</Button>
            <Button variant={isChecked ? 'primary' : 'quiet'} busy={run.isPending} onClick={() => { check.reset(); run.mutate(send); }}>{isChecked ? tn(rows, 'Import {count} row', 'Import {count} rows') : t('Import without looking')}</Button>
          </Acts>
        )}
      </Pad>
    </>
  );
}
