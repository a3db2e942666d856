// How what is new joins what is on screen. Pure; the hook beside it brings the network.
import type { FeedItem } from '../contract.ts';

export interface FeedList {
  items: FeedItem[];
  /** Came in while the list was held still, newest first. */
  waiting: FeedItem[];
  next: string | null;
  /** More came in while held than a page holds: letting it in means reading anew. */
  gap: boolean;
}

export interface FeedPage {
  items: FeedItem[];
  next: string | null;
}

/** The same happening before and after it is judged: its key changes then, its row does not. */
export const rowOf = (item: FeedItem): string => `${item.messageId}/${item.kind}/${item.link?.index ?? ''}/${item.at}`;

/** Each happening once; where a judged and an unjudged one meet, the judged one stands. */
function once(items: readonly FeedItem[]): FeedItem[] {
  const rows = new Map<string, FeedItem>();
  for (const item of items) {
    const before = rows.get(rowOf(item));
    if (!before || before.class === 'checking') rows.set(rowOf(item), item);
  }
  return [...rows.values()];
}

const newestFirst = (a: FeedItem, b: FeedItem): number => Date.parse(b.at) - Date.parse(a.at);

export const openList = (page: FeedPage): FeedList => ({ items: once(page.items), waiting: [], next: page.next, gap: false });

/** Older ones, at the end. */
export const addOlder = (list: FeedList, page: FeedPage): FeedList => ({ ...list, items: once([...list.items, ...page.items]), next: page.next });

/**
 * Takes in the newest page. What is shown stays where it is and is brought up to date; newcomers go
 * on top, or wait when the list is `held` still. When more came in than a page holds, the list
 * starts anew rather than hide a gap.
 */
export function takeIn(list: FeedList, page: FeedPage, held: boolean): FeedList {
  const known = new Set([...list.items, ...list.waiting].map(rowOf));
  const settled = page.items.filter((item) => item.class !== 'checking');
  const overlaps = list.items.length === 0 || page.next === null || settled.some((item) => known.has(rowOf(item))) || page.items.some((item) => known.has(rowOf(item)));
  if (!overlaps && !held) return openList(page);
  const fresh = new Map(page.items.map((item) => [rowOf(item), item]));
  const oldest = Math.min(...settled.map((item) => Date.parse(item.at)), Infinity);
  // Within the page's reach, what is not on it any more has been judged into another row.
  const still = (item: FeedItem): boolean => fresh.has(rowOf(item)) || (Date.parse(item.at) < oldest && item.class !== 'checking') || (page.next !== null && Date.parse(item.at) <= oldest);
  const update = (items: readonly FeedItem[]): FeedItem[] => items.filter(still).map((item) => fresh.get(rowOf(item)) ?? item);
  const shown = new Set(list.items.map(rowOf));
  const newcomers = once([...page.items.filter((item) => !shown.has(rowOf(item))), ...update(list.waiting)]).toSorted(newestFirst);
  // One that is older than all on screen belongs to a page not asked for yet.
  const end = list.items.length > 0 && list.next !== null ? Date.parse(list.items.at(-1)!.at) : -Infinity;
  const timely = newcomers.filter((item) => Date.parse(item.at) >= end);
  if (held) return { items: update(list.items), waiting: timely, next: list.next, gap: list.gap || !overlaps };
  return { items: once([...timely, ...update(list.items)]).toSorted(newestFirst), waiting: [], next: list.items.length === 0 ? page.next : list.next, gap: false };
}

/** Lets in what waited. */
export const letIn = (list: FeedList): FeedList => ({ ...list, items: once([...list.waiting, ...list.items]).toSorted(newestFirst), waiting: [] });
