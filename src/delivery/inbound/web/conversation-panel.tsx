import { useFreshOn } from '../../../platform/ui/live.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getConversation } from '../contract.ts';
import { ConversationMail } from './conversation-mail.tsx';

/** What was written and what was answered, newest last, as in a mail program. */
export function ConversationPanel({ contactId }: { contactId: number }) {
  const mails = usePages(getConversation, { params: { contactId }, query: { limit: 20 } });
  useFreshOn(['events', 'messages'], [getConversation]);
  if (mails.loading) return <SkeletonRows rows={3} />;
  if (mails.problem) return <Failed error={mails.problem} onRetry={mails.retry} />;
  if (mails.items.length === 0) return <p className="soft">{t('No mail yet, in either direction. What you write to this person, and what they answer to a connected mailbox, stands here.')}</p>;
  return (
    <div className="grid gap-3">
      {mails.hasMore && <div><Button small busy={mails.loadingMore} onClick={mails.loadMore}>{t('Earlier mails')}</Button></div>}
      <ol className="grid gap-5 m-0 p-0 list-none" aria-label={t('Mails with this person, newest last')}>
        {mails.items.toReversed().map((mail) => <ConversationMail key={mail.key} mail={mail} />)}
      </ol>
    </div>
  );
}
