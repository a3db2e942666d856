import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from './button.tsx';
import { t } from './words.ts';

/**
 * The end of a list that loads by cursor: asks for more when it comes near the window, and is a
 * button for the keyboard and for those whose browser does not watch.
 */
export function LoadMore({ hasMore, loading, onMore, shown, total, what = 'rows' }: { hasMore: boolean; loading: boolean; onMore: () => void; shown: number; total?: number | undefined; what?: string }) {
  const end = useRef<HTMLDivElement>(null);
  const ask = useEffectEvent(onMore);
  useEffect(() => {
    if (!hasMore || loading || !end.current) return;
    const watcher = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) ask(); }, { rootMargin: '600px' });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [hasMore, loading]);
  return (
    <div ref={end} className="tbl-foot">
      <span aria-live="polite">{total !== undefined ? t('{count} of {total} {what}', { count: shown, total, what }) : hasMore ? t('{count} {what} so far', { count: shown, what }) : t('{count} {what}', { count: shown, what })}</span>
      {hasMore && <Button small busy={loading} onClick={onMore}>{loading ? t('Loading') : t('Load more')}</Button>}
    </div>
  );
}
