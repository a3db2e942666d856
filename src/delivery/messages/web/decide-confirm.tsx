import { Confirm } from '../../../platform/ui/confirm.tsx';
import { formatCountOf } from '../../../platform/ui/format.ts';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
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
  const whom = count === 1 ? nameOf(messages[0]!) : formatCountOf(count, 'person', 'people');
  return (
    <Confirm open onClose={onClose} busy={busy} onConfirm={() => void decide(messages, decision)}
      title={again ? `Send again to ${whom}?` : `Take the mail to ${whom} as accepted?`}
      verb={again ? `Send again to ${count}` : `Take ${count} as accepted`} keep="Leave it open">
      {again
        ? <p>{count === 1 ? 'The mail goes' : 'The mails go'} out within a minute, unless the campaign was cancelled. Whoever has the first one may get it twice; both carry the same Message-ID, so many mail programs show only one.</p>
        : <p>{count === 1 ? 'It counts' : 'They count'} as delivered and as a touch from now on. If the server never took {count === 1 ? 'it, this person' : 'them, these people'} will not get the mail, and nothing sends it again.</p>}
      {count === 1 && <LastHandOver messageId={messages[0]!.id} />}
    </Confirm>
  );
}

/** The server's own log knows: it is asked for this moment. */
function LastHandOver({ messageId }: { messageId: number }) {
  const message = useEndpoint(getMessage, { params: { messageId } });
  const last = message.data?.handOvers.at(-1);
  if (!last) return null;
  return <p className="mt-2">Handed to {last.server} at <TimeStamp layout="inline" at={last.startedAt} />. Its log, if you can read it, says whether it was taken.</p>;
}

export const nameOf = ({ recipient }: MessageStanding): string => recipient.name || recipient.address || 'somebody erased';
