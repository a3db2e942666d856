import { ClassLabel } from '../../../platform/ui/class-label.tsx';
import { Drawer } from '../../../platform/ui/dialog.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { getMessageLife, type MessageLife } from '../contract.ts';
import { classOf, shortTarget } from './feed-words.ts';

/** The life of one message, at the edge of the page: planned, held, handed over, answered, and what came back. */
export function MessageDrawer({ messageId, onClose }: { messageId: number | null; onClose: () => void }) {
  const life = useEndpoint(getMessageLife, { params: { messageId: messageId ?? 0 } }, { enabled: messageId !== null });
  useFreshOn(['hits', 'events', 'messages'], [getMessageLife]);
  const name = life.data?.contact?.name || life.data?.contact?.email || (life.data ? 'Erased person' : 'One message');
  return (
    <Drawer open={messageId !== null} onClose={onClose} wide title={name} under={life.data ? life.data.source.name : 'The life of one message'}>
      {messageId !== null && <Loaded query={life}>{(data) => <Life life={data} />}</Loaded>}
    </Drawer>
  );
}

const states: Record<MessageLife['state'], string> = {
  planned: 'waits for its turn', claimed: 'about to be handed over', handing: 'being handed over', accepted: 'accepted by the mail server', refused: 'refused',
  unknown: 'unknown: it was being handed over when the answer was lost', dropped: 'not sent', cancelled: 'cancelled before it was sent',
};

function Life({ life }: { life: MessageLife }) {
  const zone = life.contact?.timeZone;
  const held = life.state === 'planned' && life.reason !== null;
  return (
    <>
      <Facts facts={[
        ['To', life.contact && <Link href={`/contacts/${life.contact.id}`} underlined>{life.contact.email}</Link>],
        ['Company', life.contact?.company],
        ['Of', life.source.kind === 'campaign' ? <Link href={`/campaigns/${life.source.id}`} underlined>{life.source.name}</Link> : life.source.name],
        ['State', held ? `held: ${life.reasonTitle ?? life.reason}` : states[life.state]],
        !held && ['Why', life.reasonTitle ?? life.reason],
        ['Planned', <TimeStamp at={life.plannedAt} contactZone={zone} layout="inline" />],
        life.state === 'planned' && [held ? 'Looks again' : 'Due', <TimeStamp at={life.dueAt} contactZone={zone} precision="minute" layout="inline" />],
        life.acceptedAt !== null && ['Accepted', <TimeStamp at={life.acceptedAt} contactZone={zone} layout="inline" />],
        life.bouncedAt !== null && ['Came back', <><TimeStamp at={life.bouncedAt} contactZone={zone} layout="inline" />, {life.bounce === 'permanent' ? 'for good' : 'for now'}</>],
        !life.tracked && ['Tracking', 'refused: opens of this person are counted without a name'],
      ]} />
      <section>
        <Head title="What came back" />
        {life.conclusions.length === 0 ? <p className="soft">{life.hits.length > 0 ? 'Being checked: a verdict settles after 60 quiet seconds.' : 'Nothing so far.'}</p> : (
          <ol className="list">{life.conclusions.map((one, index) => <Conclusion key={index} of={one} zone={zone ?? null} />)}</ol>
        )}
      </section>
      {life.attempts.length > 0 && (
        <section>
          <Head title="Hand-overs" />
          <ol className="list">
            {life.attempts.map((attempt) => (
              <li key={attempt.number}>
                <span className="two"><span>{attempt.outcome ?? 'no answer yet'}, {attempt.server}</span><small>{[attempt.code, attempt.answer].filter(Boolean).join(' ') || 'no answer was recorded'}</small></span>
                <span className="end nowrap"><TimeStamp at={attempt.answeredAt ?? attempt.startedAt} /></span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {life.hits.length > 0 && (
        <details>
          <summary className="link small">{life.hits.length} requests as they came</summary>
          <ol className="list">
            {life.hits.map((hit, index) => (
              <li key={index}>
                <span className="two" style={{ overflowWrap: 'anywhere' }}><span>{hit.kind.replace('-', ' ')}{hit.link && ` ${shortTarget(hit.link.target)}`}, {hit.method}{hit.address && ` from ${hit.address}`}</span><small>{hit.agent ?? 'no agent named'}</small></span>
                <span className="end nowrap"><TimeStamp at={hit.at} /></span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function Conclusion({ of: one, zone }: { of: MessageLife['conclusions'][number]; zone: string | null }) {
  const what = one.kind.replace('message.', '') + (one.count > 1 ? ` ${one.count} times` : '');
  return (
    <li>
      <span className="two">
        <span>{one.takenBack ? <del>{what}</del> : what}{one.link && ` ${shortTarget(one.link.target)}`}</span>
        {one.takenBack && <small>taken back, judged anew <TimeStamp at={one.recordedAt} layout="inline" /></small>}
      </span>
      <span><ClassLabel of={classOf(one)} reason={one.reason} /></span>
      <span className="end nowrap two"><TimeStamp at={one.at} contactZone={zone} /></span>
    </li>
  );
}
