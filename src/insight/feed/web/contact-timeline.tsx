import { useFreshOn } from '../../../platform/ui/live.ts';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { viewerZone } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { Spine } from '../../../platform/ui/spine.tsx';
import { useNow } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { contactTimeline } from '../contract.ts';
import { spineItems } from './spine-items.ts';

/** Everything between us and one person on one line: Marketing left, Sales right, newest first. */
export function ContactTimeline({ contactId, contactZone = null }: { contactId: number; contactZone?: string | null }) {
  const now = useNow();
  const entries = usePages(contactTimeline, { params: { contactId }, query: { limit: 50 } });
  useFreshOn(['hits', 'events', 'messages'], [contactTimeline]);
  if (entries.loading) return <SkeletonRows rows={4} />;
  if (entries.problem) return <Failed error={entries.problem} onRetry={entries.retry} />;
  if (entries.items.length === 0) return <p className="soft">{t('Nothing between you yet. The first mail, and the moment it is opened, will stand here.')}</p>;
  return (
    <div>
      <Spine label={t('Everything between us and this person, newest first')} items={spineItems(entries.items, { zone: viewerZone(), contactZone, now })} />
      {entries.hasMore && <LoadMore hasMore loading={entries.loadingMore} onMore={entries.loadMore} shown={entries.items.length} what={t('entries')} />}
    </div>
  );
}
