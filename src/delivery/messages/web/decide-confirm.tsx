import { Confirm } from '../../../platform/ui/confirm.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { getMessage, type MessageStanding } from '../contract.ts';
import type { Decision } from './decision-words.ts';
import { useDecide } from './use-decide.ts';

export interface Asking { messages: readonly MessageStanding[]; decision: Decision }

/** Names what either decision brings about before it is taken: neither can be undone. */
export function DecideConfirm({ asking, onClose, onDone }: { asking: Asking; onClose: () => void; onDone: () => void }) {
  const { messages, decision } = asking;
  const { busy, decide } = useDecide(onDone);
  const again = decision === 'resend';
  const count = messages.length;
  const whom = count === 1 ? nameOf(messages[0]!) : tn(count, '{count} person', '{count} people');
  return (
    <Confirm open onClose={onClose} busy={busy} onConfirm={() => void decide(messages, decision)}
      title={again ? t('Send again to {whom}?', { whom }) : t('Take the mail to {whom} as accepted?', { whom })}
      verb={again ? t('Send again to {count}', { count }) : t('Take {count} as accepted', { count })} keep={t('Leave it open')}>
      {again
        ? <p>{tn(count, 'The mail goes out within a minute, unless the campaign was cancelled. Whoever has the first one may get it twice; both carry the same Message-ID, so many mail programs show only one.', 'The mails go out within a minute, unless the campaign was cancelled. Whoever has the first one may get it twice; both carry the same Message-ID, so many mail programs show only one.')}</p>
        : <p>{tn(count, 'It counts as delivered and as a touch from now on. If the server never took it, this person will not get the mail, and nothing sends it again.', 'They count as delivered and as touches from now on. If the server never took them, these people will not get the mail, and nothing sends it again.')}</p>}
      {count === 1 && <LastHandOver messageId={messages[0]!.id} />}
    </Confirm>
  );
}

/** The server's own log knows: it is asked for this moment. */
function LastHandOver({ messageId }: { messageId: number }) {
  const message = useEndpoint(getMessage, { params: { messageId } });
  const last = message.data?.handOvers.at(-1);
  if (!last) return null;
  return <p className="mt-2">{rich('Handed to {server} at {when}. Its log, if you can read it, says whether it was taken.', { server: last.server, when: <TimeStamp layout="inline" at={last.startedAt} /> })}</p>;
}

export const nameOf = ({ recipient }: MessageStanding): string => recipient.name || recipient.address || t('somebody erased');
