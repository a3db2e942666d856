import { useState } from 'react';
import { clickThroughRate, openRate, openToClickRate, positiveReplyRate, replyRate } from '../../../delivery/metrics/contract.ts';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { MetricName, Rate } from '../../../platform/ui/figure.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t, type Phrase } from '../../../platform/ui/words.ts';
import { stepPeople, type StepFigures } from '../contract.ts';

type Did = 'here' | 'delivered' | 'opened' | 'clicked' | 'replied' | 'positive';

/** What came of a step: who is there, and for mails the rates. Each number opens its people. */
export function StepNumbers({ sequenceId, of, isMail }: { sequenceId: number; of: StepFigures; isMail: boolean }) {
  const [asked, setAsked] = useState<{ did: Did; title: string } | null>(null);
  const open = (did: Did, title: string, text: string) => <button type="button" className="link n" onClick={() => setAsked({ did, title })}>{text}</button>;
  const rate = (metric: { name: Phrase; formula: Phrase }, did: Did, fraction: StepFigures['open']) => (
    <span><span className="faint"><MetricName formula={t(metric.formula)}>{t(metric.name)}</MetricName></span> <Rate of={fraction} bare /> {fraction.denominator > 0 && open(did, t(metric.name), formatCount(fraction.numerator))}</span>
  );
  return (
    <div className="flex flex-wrap gap-4">
      <span><span className="faint">{t('Here now')}</span> {open('here', t('Here now'), formatCount(of.here))}</span>
      {isMail && (
        <>
          <span><span className="faint">{t('Delivered')}</span> {open('delivered', t('Delivered'), formatCount(of.delivered))}</span>
          {rate(openRate, 'opened', of.open)}{rate(openToClickRate, 'clicked', of.openToClick)}{rate(clickThroughRate, 'clicked', of.clickThrough)}{rate(replyRate, 'replied', of.reply)}{rate(positiveReplyRate, 'positive', of.positiveReply)}
        </>
      )}
      {asked && <People sequenceId={sequenceId} stepId={of.step} did={asked.did} title={asked.title} onClose={() => setAsked(null)} />}
    </div>
  );
}

function People({ sequenceId, stepId, did, title, onClose }: { sequenceId: number; stepId: number; did: Did; title: string; onClose: () => void }) {
  const people = usePages(stepPeople, { params: { sequenceId, stepId }, query: { did } });
  return (
    <Dialog open onClose={onClose} title={title}>
      <ul className="grid gap-2">
        {people.items.map((one, index) => (
          <li key={index} className="flex gap-3"><span className="grow">{one.contact ? <Link href={`/contacts/${one.contact.id}`}>{one.contact.name}</Link> : t('An erased person')}</span>{one.at && <TimeStamp at={one.at} precision="minute" layout="inline" />}</li>
        ))}
      </ul>
      {!people.loading && people.items.length === 0 && <p className="soft">{t('Nobody so far.')}</p>}
      <LoadMore hasMore={people.hasMore} loading={people.loadingMore} onMore={people.loadMore} shown={people.items.length} what={t('people')} />
    </Dialog>
  );
}
