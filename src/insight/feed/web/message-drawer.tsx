import { Drawer } from '../../../platform/ui/dialog.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { getMessage } from '../../../delivery/messages/contract.ts';
import { t } from '../../../platform/ui/words.ts';
import { getMessageReturns } from '../contract.ts';
import { MessageLife } from './message-life.tsx';

/** The life of one message, at the edge of the page: planned, held, handed over, answered, and what came back. */
export function MessageDrawer({ messageId, onClose }: { messageId: number | null; onClose: () => void }) {
  const asked = { params: { messageId: messageId ?? 0 } };
  const enabled = messageId !== null;
  const standing = useEndpoint(getMessage, asked, { enabled });
  const returns = useEndpoint(getMessageReturns, asked, { enabled });
  useFreshOn(['hits', 'events', 'messages'], [getMessage, getMessageReturns]);
  const both = {
    data: standing.data && returns.data ? { standing: standing.data, returns: returns.data } : undefined,
    error: standing.error ?? returns.error,
    refetch: () => Promise.all([standing.refetch(), returns.refetch()]),
  };
  const title = standing.data ? standing.data.recipient.name || standing.data.recipient.address || t('Erased person') : t('One message');
  return (
    <Drawer open={enabled} onClose={onClose} wide title={title} under={returns.data ? returns.data.source.name : t('The life of one message')}>
      {enabled && <Loaded query={both}>{(data) => <MessageLife {...data} />}</Loaded>}
    </Drawer>
  );
}
