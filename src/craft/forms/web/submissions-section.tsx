import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { FigureStrip } from '../../../platform/ui/figure-strip.tsx';
import { Link, useQueryValue } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listSubmissions, type FormView, type SubmissionLine } from '../contract.ts';
import { languageName, stateWords } from './form-words.ts';

const columns = (): Column<SubmissionLine>[] => [
  { key: 'email', head: t('Address'), phone: 'title', cell: (row) => (row.contactId !== null ? <Link className="strong" href={`/contacts/${row.contactId}`}>{row.email ?? t('erased')}</Link> : <span>{row.email ?? t('erased')}</span>) },
  { key: 'state', head: t('State'), phone: 'end', cell: (row) => stateWords()[row.state] },
  { key: 'topics', head: t('Topics'), phone: 'line', cell: (row) => <span className="soft">{row.topics.map(({ name }) => name).join(', ')}</span> },
  { key: 'consent', head: t('Wording'), phone: 'hide', cell: (row) => <span className="soft">{languageName(row.language)} {row.consentVersion}</span> },
  { key: 'address', head: t('From'), phone: 'hide', cell: (row) => <span className="soft">{row.address}</span> },
  { key: 'at', head: t('Signed up'), phone: 'line', nowrap: true, cell: (row) => <TimeStamp at={row.submittedAt} /> },
  { key: 'confirmed', head: t('Confirmed'), phone: 'line', nowrap: true, cell: (row) => row.confirmedAt && <TimeStamp at={row.confirmedAt} /> },
];

type Shown = 'all' | SubmissionLine['state'];

/** Who signed up with a form, and what became of it. */
export function SubmissionsSection({ form }: { form: FormView }) {
  const [shown, setShown] = useQueryValue('state', 'all');
  const state = shown === 'all' ? {} : { state: shown as SubmissionLine['state'] };
  const submissions = usePages(listSubmissions, { params: { formId: form.id }, query: { limit: 50, ...state } }, { keep: true });
  const words = stateWords();
  const { submitted, confirmed, turnedAway } = form.counts;
  return (
    <>
      <FigureStrip figures={[
        { label: t('Signed up'), formula: { title: t('Sign-ups that were taken'), detail: t('Each got a mail that asks to confirm.') }, value: submitted },
        { label: t('Confirmed'), formula: { title: t('Confirmed by the button behind the link in the mail, of those that were taken'), detail: `${confirmed} / ${submitted}` }, value: { numerator: confirmed, denominator: submitted } },
        { label: t('Turned away'), formula: { title: t('Robots, floods, and addresses asked too often'), detail: t('Nothing is kept of them but this number.') }, value: turnedAway },
      ]} />
      <Pad tight><Segment label={t('Shown')} value={shown as Shown} onChange={setShown} options={[{ value: 'all', label: t('All') }, { value: 'waiting', label: words.waiting }, { value: 'confirmed', label: words.confirmed }, { value: 'expired', label: words.expired }]} /></Pad>
      {submissions.problem ? <Pad><Failed error={submissions.problem} onRetry={submissions.retry} /></Pad> : submissions.loading ? <SkeletonRows /> : (
        <Pad tight>{submissions.items.length === 0
          ? <Empty title={t('Nobody here yet')}>{t('Put the form on your site, or send its address to somebody.')}</Empty>
          : <DataTable caption={t('Sign-ups, newest first')} columns={columns()} rows={submissions.items} rowKey={(row) => row.id} hasMore={submissions.hasMore} loadingMore={submissions.loadingMore} onMore={submissions.loadMore} what={t('sign-ups')} />}</Pad>
      )}
    </>
  );
}
