import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listEnrolments } from '../contract.ts';
import { EnrolContactDialog } from './enrol-dialog.tsx';

/** On a contact's page: the sequences they are in, what comes next, and why not yet. */
export function ContactSequences({ contactId }: { contactId: number }) {
  const [enrolling, setEnrolling] = useState(false);
  const mayEnrol = useCan('canSend');
  const { items, loading } = usePages(listEnrolments, { query: { contactId } });
  useFreshOn(['sequence'], [listEnrolments], { atMostEveryMs: 2000 });
  return (
    <div className="grid gap-3">
      {items.map((one) => (
        <div key={one.id}>
          <Link href={`/sequences/${one.sequence.id}`} className="strong">{one.sequence.name}</Link>
          <div className="soft">{one.why}{one.step && <> · {t('Step {place}: {title}', { place: one.step.place, title: one.step.title })}</>}</div>
          {one.nextAt && <TimeStamp at={one.nextAt} contactZone={one.contact.zone} precision="minute" layout="inline" />}
        </div>
      ))}
      {!loading && items.length === 0 && <p className="soft">{t('In no sequence so far.')}</p>}
      {mayEnrol && <div><Button small onClick={() => setEnrolling(true)}>{t('Enrol in a sequence')}</Button></div>}
      {enrolling && <EnrolContactDialog contactId={contactId} onClose={() => setEnrolling(false)} />}
    </div>
  );
}
