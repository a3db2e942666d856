import { useCallback, useEffect, useRef, useState } from 'react';
import { toProblem, type ApiProblem } from '../../../platform/ui/api-problem.ts';
import { call } from '../../../platform/ui/call.ts';
import { useLive } from '../../../platform/ui/live.ts';
import { listFeed, type FeedItem } from '../contract.ts';
import { addOlder, letIn, openList, takeIn, type FeedList, type FeedPage } from './feed-merge.ts';

export interface FeedFilter {
  kind?: FeedItem['kind'] | undefined;
  class?: Exclude<FeedItem['class'], null> | undefined;
  team?: 'sales' | 'marketing' | undefined;
  mine?: 'yes' | undefined;
}

export interface Feed {
  list: FeedList | null;
  problem: ApiProblem | null;
  loadingMore: boolean;
  loadMore: () => void;
  showWaiting: () => void;
  retry: () => void;
}

const PAGE = 50;
// Unjudged hits settle by the clock without anything new coming in; and a notice may be lost.
const lookAgainMs = 15_000;
const topics = ['hits', 'events', 'messages'];

/**
 * The feed by cursor, kept fresh: one question at a time, asked again when something came in meanwhile.
 * @param held newcomers wait in `list.waiting` instead of moving what is on screen
 */
export function useFeed(filter: FeedFilter, held: boolean): Feed {
  const asked = JSON.stringify(filter);
  const [list, setList] = useState<FeedList | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const hold = useRef(held);
  hold.current = held;
  const round = useRef<{ asked: string; busy: boolean; again: boolean }>({ asked, busy: false, again: false });

  const look = useCallback(async (anew = false) => {
    if (round.current.asked !== asked) round.current = { asked, busy: false, again: false };
    const mine = round.current;
    if (mine.busy) {
      mine.again = true;
      return;
    }
    mine.busy = true;
    do {
      mine.again = false;
      try {
        const page = await call(listFeed, { query: { ...(JSON.parse(asked) as FeedFilter), limit: PAGE } }) as FeedPage;
        if (round.current !== mine) return;
        setList((before) => (before === null || anew ? openList(page) : takeIn(before, page, hold.current)));
        setProblem(null);
      } catch (error) {
        if (round.current !== mine) return;
        setProblem(toProblem(error));
      }
    } while (mine.again);
    mine.busy = false;
  }, [asked]);

  useEffect(() => {
    setList(null);
    void look(true);
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look();
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [look]);
  useLive(topics, () => void look());

  const next = list?.next ?? null;
  const loadMore = useCallback(() => {
    if (next === null || loadingMore) return;
    setLoadingMore(true);
    const mine = round.current;
    call(listFeed, { query: { ...(JSON.parse(asked) as FeedFilter), limit: PAGE, after: next } })
      .then((page) => { if (round.current === mine) setList((before) => before && addOlder(before, page as FeedPage)); })
      .catch((error: unknown) => setProblem(toProblem(error)))
      .finally(() => setLoadingMore(false));
  }, [asked, next, loadingMore]);

  const gap = list?.gap ?? false;
  const showWaiting = useCallback(() => {
    if (gap) void look(true);
    else setList((before) => before && letIn(before));
  }, [gap, look]);
  return { list, problem, loadingMore, loadMore, showWaiting, retry: () => void look() };
}
