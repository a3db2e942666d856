import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { actOnEnrolments, answerEnrolment, getSequence, listEnrolments, sequenceFigures, type EnrolmentState, type EnrolmentView } from '../contract.ts';

const columns = (): readonly Column<EnrolmentView>[] => [
  { key: 'who', head: t('Person'), phone: 'title', cell: (row) => <><Link href={`/contacts/${row.contact.id}`} className="strong">{row.contact.name}</Link><small>{row.contact.company ?? row.contact.address}</small></> },
  { key: 'next', head: t('What happens next'), phone: 'line', cell: (row) => (row.step ? <>{t('Step {place}: {title}', { place: row.step.place, title: row.step.title })}</> : <span className="faint">–</span>) },
  { key: 'when', head: t('When'), phone: 'end', nowrap: true, cell: (row) => (row.nextAt ? <TimeStamp at={row.nextAt} contactZone={row.contact.zone} precision="minute" /> : <span className="faint">–</span>) },
  { key: 'why', head: t('Why not yet'), phone: 'line', cell: (row) => row.why },
  { key: 'by', head: t('From'), phone: 'hide', cell: (row) => row.member.name },
  { key: 'answer', head: <span className="sr">{t('To do')}</span>, phone: 'line', cell: (row) => row.state === 'waiting-member' && <Answer row={row} /> },
];

const fresh = [listEnrolments, getSequence, sequenceFigures];

/** What a member was asked, answered on the spot. */
function Answer({ row }: { row: EnrolmentView }) {
  const answer = useAction(answerEnrolment, { refreshes: fresh });
  const say = (what: 'done' | 'approve' | 'skip') => answer.mutate({ params: { enrolmentId: row.id }, body: { step: row.step!.id, answer: what } });
  return (
    <span className="acts">
      <Button small variant="primary" busy={answer.isPending} onClick={() => say(row.step?.kind === 'mail' ? 'approve' : 'done')}>{row.step?.kind === 'mail' ? t('Let it go') : t('Done')}</Button>
      <Button small variant="quiet" onClick={() => say('skip')}>{t('Let it be')}</Button>
    </span>
  );
}

const states = (): readonly { value: EnrolmentState | 'all'; label: string }[] => [
  { value: 'all', label: t('All') }, { value: 'active', label: t('On the way') }, { value: 'waiting-member', label: t('Waiting for you') }, { value: 'paused', label: t('Paused') }, { value: 'finished', label: t('Finished') },
];

/** People in a sequence: what happens next, when, and why not yet. */
export function EnrolmentsTable({ sequenceId }: { sequenceId: number }) {
  const [state, setState] = useState<EnrolmentState | 'all'>('all');
  const [picked, setPicked] = useState<Set<string | number>>(new Set());
  const toast = useToast();
  const people = usePages(listEnrolments, { query: { sequenceId, ...(state === 'all' ? {} : { state }) } }, { keep: true });
  useFreshOn(['sequence'], fresh, { atMostEveryMs: 2000 });
  const act = useAction(actOnEnrolments, {
    refreshes: fresh,
    onDone: ({ changed }) => {
      setPicked(new Set());
      toast.say(tn(changed, '{count} person changed', '{count} people changed'));
    },
  });
  const press = (what: 'pause' | 'resume' | 'end') => act.mutate({ body: { enrolmentIds: [...picked].map(Number), act: what } });
  return (
    <>
      <div className="filters">
        <Segment label={t('Which people')} options={states()} value={state} onChange={setState} />
        {picked.size > 0 && <span className="acts"><Button small onClick={() => press('pause')}>{t('Pause')}</Button><Button small onClick={() => press('resume')}>{t('Go on')}</Button><Button small variant="quiet" onClick={() => press('end')}>{tn(picked.size, 'End for {count} person', 'End for {count} people')}</Button></span>}
      </div>
      {people.problem ? <Failed error={people.problem} onRetry={people.retry} /> : people.loading ? <SkeletonRows /> : people.items.length === 0 ? <Empty title={t('Nobody here')}>{t('Enrol people with the button above, or from a contact’s page.')}</Empty>
        : <DataTable caption={t('People in this sequence')} columns={columns()} rows={people.items} rowKey={(row) => row.id} picked={picked} onPick={setPicked} hasMore={people.hasMore} loadingMore={people.loadingMore} onMore={people.loadMore} what={t('people')} keyboard />}
    </>
  );
}
