import { Button } from '../../../platform/ui/button.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { correctSort, getConversation, replySorts, type ConversationEntry, type ReplySort } from '../contract.ts';
import { sortWords } from './reply-words.ts';

/** What a reply means, who said so, and the other meanings a click away. */
export function SortOfReply({ inbound }: { inbound: NonNullable<ConversationEntry['inbound']> }) {
  const mayEdit = useCan('canEditPeople');
  const toast = useToast();
  const correct = useAction(correctSort, { refreshes: [getConversation], onDone: () => toast.say(t('Sorted')) });
  const say = (sort: ReplySort | null) => correct.mutate({ params: { inboundId: inbound.id }, body: { sort } });
  const word = inbound.sort === null ? t('Not sorted') : t(sortWords[inbound.sort]);
  return (
    <span className="acts">
      {mayEdit
        ? <Menu align="start" trigger={<Button small busy={correct.isPending}>{word}</Button>} entries={[
          { kind: 'label', label: t('What does this reply mean?') },
          ...replySorts.map((sort) => ({ label: t(sortWords[sort]), disabled: sort === inbound.sort, onSelect: () => say(sort) })),
          { kind: 'line' }, { label: t('None of these'), disabled: inbound.sort === null, onSelect: () => say(null) },
        ]} />
        : <span className="strong">{word}</span>}
      <span className="soft">{inbound.sortedBy ? <>{t('said by {name}', { name: inbound.sortedBy.name })}{inbound.sortedAt && <>, <TimeStamp at={inbound.sortedAt} layout="inline" /></>}</> : inbound.sort !== null && t('by the rules')}</span>
    </span>
  );
}
