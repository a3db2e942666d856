import { useRef } from 'react';
import { useListCursor } from '../../../platform/ui/list-cursor.ts';
import { useTableWindow } from '../../../platform/ui/table-window.ts';
import { t } from '../../../platform/ui/words.ts';
import type { FeedItem } from '../contract.ts';
import { rowOf } from './feed-merge.ts';
import { ItemRow } from './item-row.tsx';

interface Props {
  items: readonly FeedItem[];
  /** The row looked at, by `rowOf`. */
  current: string | null;
  /** The keyboard came to it. */
  onMove: (item: FeedItem) => void;
  /** It was pressed. */
  onChoose: (item: FeedItem) => void;
}

/** The list itself: J and K move the peek along; long ones draw only what is near the window. */
export function FeedRows({ items, current, onMove, onChoose }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const shown = useTableWindow(items.length, list);
  const at = items.findIndex((item) => rowOf(item) === current);
  const cursor = useListCursor({ count: items.length, start: at, onMove: (index) => {
    if (items[index]) onMove(items[index]);
    shown.scrollTo(index);
  }, name: 'entry' });
  // Newcomers push rows down: the cursor goes with its row.
  if (at >= 0 && cursor.at !== at) cursor.moveTo(at);
  return (
    <ul className="rows" ref={list} aria-label={t('What comes back, newest first')}>
      {shown.before > 0 && <li aria-hidden="true" style={{ height: shown.before }} />}
      {shown.indices.map((index) => {
        const item = items[index]!;
        const row = rowOf(item);
        return <ItemRow key={row} item={item} index={index} measure={shown.measure} current={row === current} onOpen={() => onChoose(item)} />;
      })}
      {shown.after > 0 && <li aria-hidden="true" style={{ height: shown.after }} />}
    </ul>
  );
}
