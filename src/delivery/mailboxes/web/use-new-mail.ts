import { useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { call } from '../../../platform/ui/call.ts';
import { useLive } from '../../../platform/ui/live.ts';
import { refresh } from '../../../platform/ui/queries.ts';
import { listLocalMails } from '../contract.ts';

/**
 * Reads the list anew as mail comes in. While somebody points at the list or has scrolled down nothing moves
 * under them: then `waiting` says that there is more, and `show` brings it.
 */
export function useNewMail(area: RefObject<HTMLElement | null>, list: { search: string | undefined; newestId: number | null }): { waiting: boolean; show: () => void } {
  const client = useQueryClient();
  const [seenBefore, setSeenBefore] = useState<number | null>(null);
  const look = async (): Promise<void> => {
    const { items } = await call(listLocalMails, { query: { limit: 1, search: list.search } });
    if (!items[0] || items[0].id === list.newestId) return;
    if (isStill(area.current)) setSeenBefore(list.newestId);
    else await refresh(client, listLocalMails);
  };
  useLive(['messages', 'campaign'], () => void look().catch(() => {}));
  return {
    // Read anew for whatever reason, the list has what waited.
    waiting: seenBefore !== null && seenBefore === list.newestId,
    show: () => {
      scrollTo({ top: 0 });
      void refresh(client, listLocalMails);
    },
  };
}

function isStill(area: HTMLElement | null): boolean {
  // A finger does not hover, though browsers say for a while that it does.
  const pointed = matchMedia('(hover: hover)').matches && area?.matches(':hover');
  return scrollY > 60 || Boolean(pointed);
}
