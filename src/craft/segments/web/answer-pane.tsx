import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { nameOf } from '../../../people/contacts/web/index.ts';
import type { Asked } from './use-answer.ts';

/** How many fit now, and ten of them. */
export function AnswerPane({ asked, unfinished, peopleHref }: { asked: Asked; unfinished: boolean; peopleHref: string | undefined }) {
  const { answer, counting, problem } = asked;
  return (
    <aside aria-label={t('Who fits')} className="grid gap-3 content-start">
      <div role="status" aria-live="polite">
        {problem && !unfinished ? <p>{problem.detail}</p>
          : unfinished ? <p className="soft">{t('Finish the rules, and the people who fit are counted.')}</p>
            : <p className={counting ? 'faint' : undefined}><span className="big" data-count={answer?.count}>{answer ? formatCount(answer.count) : '…'}</span> <span className="soft">{answer ? tn(answer.count, 'contact fits', 'contacts fit') : t('counting')}</span></p>}
      </div>
      {answer && !unfinished && answer.sample.length > 0 && (
        <section aria-label={t('Some of them')} className={`grid gap-2${counting ? ' faint' : ''}`}>
          <h2>{answer.count > answer.sample.length ? t('{shown} of them', { shown: answer.sample.length }) : t('These')}</h2>
          <ul className="grid gap-2">{answer.sample.map((contact) => (
            <li key={contact.id} className="grid min-w-0"><Link className="strong clip" href={`/contacts/${contact.id}`}>{nameOf(contact)}</Link><span className="soft small clip">{[contact.jobTitle, contact.company?.name].filter(Boolean).join(', ') || contact.email}</span></li>
          ))}</ul>
        </section>
      )}
      {peopleHref && <p><Link underlined href={peopleHref}>{t('All the people in it')}</Link></p>}
    </aside>
  );
}
