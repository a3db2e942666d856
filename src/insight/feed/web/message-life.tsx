import type { z } from 'zod';
import { Button } from '../../../platform/ui/button.tsx';
import { ClassLabel } from '../../../platform/ui/class-label.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { getMessage, resolveUnknownMessage } from '../../../delivery/messages/contract.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { phrase, t, tn, type Phrase } from '../../../platform/ui/words.ts';
import { getMessageReturns, type MessageReturns } from '../contract.ts';
import { classOf, shortTarget } from './feed-words.ts';

type Standing = z.infer<typeof getMessage.response>;

const states: Record<Standing['state'], Phrase> = {
  planned: phrase('waits for its turn'), claimed: phrase('about to be handed over'), handing: phrase('being handed over'), accepted: phrase('accepted by the mail server'), refused: phrase('refused'),
  unknown: phrase('unknown: it was being handed over when the answer was lost'), dropped: phrase('not sent'), cancelled: phrase('cancelled before it was sent'),
};

const outcomes: Record<string, Phrase> = { accepted: phrase('accepted'), refused: phrase('refused'), deferred: phrase('put off'), unknown: phrase('unknown') };
const kinds: Record<string, Phrase> = {
  'message.opened': phrase('opened'), 'message.clicked': phrase('clicked'), 'message.replied': phrase('answered'), 'message.unsubscribed': phrase('unsubscribed'), 'message.bounced': phrase('bounced'),
  'message.complained': phrase('complained'), 'message.refused': phrase('refused'), 'message.unknown': phrase('unknown'), 'message.dropped': phrase('not sent'), 'message.accepted': phrase('accepted'),
};
const kindOf = (kind: string): string => t(kinds[kind] ?? kind.replace('message.', ''));
const hitKinds: Record<string, Phrase> = { open: phrase('open'), click: phrase('click'), 'one-click': phrase('one click'), unsubscribe: phrase('unsubscribe') };

/** One message from plan to verdict. */
export function MessageLife({ standing, returns }: { standing: Standing; returns: MessageReturns }) {
  const zone = returns.contact?.timeZone;
  const held = standing.state === 'planned' && standing.reason !== null;
  return (
    <>
      <Facts facts={[
        [t('To'), returns.contact ? <Link href={`/contacts/${returns.contact.id}`} underlined>{returns.contact.email}</Link> : standing.recipient.address],
        [t('Company'), returns.contact?.company],
        [t('Of'), returns.source.kind === 'campaign' ? <Link href={`/campaigns/${returns.source.id}`} underlined>{returns.source.name}</Link> : returns.source.name],
        [t('State'), held ? t('held: {reason}', { reason: standing.reason?.words ?? '' }) : t(states[standing.state])],
        !held && [t('Why'), standing.reason?.words],
        [t('Planned'), <TimeStamp at={returns.plannedAt} contactZone={zone} layout="inline" />],
        standing.state === 'planned' && [held ? t('Looks again') : t('Due'), <TimeStamp at={standing.dueAt} contactZone={zone} precision="minute" layout="inline" />],
        standing.acceptedAt !== null && [t('Accepted'), <TimeStamp at={standing.acceptedAt} contactZone={zone} layout="inline" />],
        returns.bouncedAt !== null && [t('Came back'), <><TimeStamp at={returns.bouncedAt} contactZone={zone} layout="inline" />, {standing.bounce === 'permanent' ? t('for good') : t('for now')}</>],
        !returns.tracked && [t('Tracking'), t('refused: opens of this person are counted without a name')],
      ]} />
      {standing.state === 'unknown' && <Decide messageId={standing.id} name={standing.recipient.name} />}
      <section>
        <Head title={t('What came back')} />
        {returns.conclusions.length === 0
          ? <p className="soft">{returns.hits.length > 0 ? t('Being checked: a verdict settles after 60 quiet seconds.') : t('Nothing so far.')}</p>
          : <ol className="list">{returns.conclusions.map((one, index) => <Conclusion key={index} of={one} zone={zone ?? null} />)}</ol>}
      </section>
      {standing.handOvers.length > 0 && (
        <section>
          <Head title={t('Hand-overs')} />
          <ol className="list">
            {standing.handOvers.map((attempt) => (
              <li key={attempt.number} className="py-2">
                <span className="two"><span>{attempt.outcome ? t(outcomes[attempt.outcome] ?? attempt.outcome) : t('no answer yet')}, {attempt.server}</span><small>{[attempt.code, attempt.answer].filter(Boolean).join(' ') || t('no answer was recorded')}</small></span>
                <span className="end nowrap"><TimeStamp at={attempt.answeredAt ?? attempt.startedAt} /></span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {returns.hits.length > 0 && <Requests hits={returns.hits} />}
    </>
  );
}

/** Nobody knows whether it arrived; a person may say what to do. */
function Decide({ messageId, name }: { messageId: number; name: string }) {
  const may = useCan('canSend');
  const decide = useAction(resolveUnknownMessage, { refreshes: [getMessage, getMessageReturns] });
  if (!may) return null;
  const params = { messageId };
  return (
    <div className="acts">
      <Button busy={decide.isPending} onClick={() => decide.mutate({ params, body: { decision: 'resend' } })}>{t('Send it again')}</Button>
      <Button variant="quiet" busy={decide.isPending} onClick={() => decide.mutate({ params, body: { decision: 'accepted' } })}>{t('Take it as accepted')}</Button>
      <p className="small faint">{t('Sent again, {name} may get it twice.', { name: name || t('this person') })}</p>
    </div>
  );
}

function Conclusion({ of: one, zone }: { of: MessageReturns['conclusions'][number]; zone: string | null }) {
  const what = one.count > 1 ? t('{what}, {count} times', { what: kindOf(one.kind), count: one.count }) : kindOf(one.kind);
  return (
    <li className="py-2" style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.4fr) auto' }}>
      <span className="two">
        <span>{one.takenBack ? <del>{what}</del> : what}{one.link && ` ${shortTarget(one.link.target)}`}</span>
        {one.takenBack && <small>{rich('taken back, judged anew {when}', { when: <TimeStamp at={one.recordedAt} layout="inline" /> })}</small>}
      </span>
      <span><ClassLabel of={classOf(one)} reason={one.reason} /></span>
      <span className="end nowrap two"><TimeStamp at={one.at} contactZone={zone} /></span>
    </li>
  );
}

function Requests({ hits }: { hits: MessageReturns['hits'] }) {
  return (
    <details>
      <summary className="link small">{tn(hits.length, '{count} request as they came', '{count} requests as they came')}</summary>
      <ol className="list">
        {hits.map((hit, index) => (
          <li key={index} className="py-2">
            <span className="two" style={{ overflowWrap: 'anywhere' }}><span>{t(hitKinds[hit.kind] ?? hit.kind)}{hit.link && ` ${shortTarget(hit.link.target)}`}, {hit.method}{hit.address && `, ${hit.address}`}</span><small>{hit.agent ?? t('no agent named')}</small></span>
            <span className="end nowrap"><TimeStamp at={hit.at} /></span>
          </li>
        ))}
      </ol>
    </details>
  );
}
