import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** Below this all rows are drawn: find-in-page works, and nothing is gained by hiding any. */
const VIRTUAL_FROM = 150;

export interface TableWindow {
  virtual: boolean;
  indices: readonly number[];
  /** Heights of what is not drawn, in pixels. */
  before: number;
  after: number;
  measure: (element: HTMLElement | null) => void;
  scrollTo: (index: number) => void;
}

/** Which rows of a long table are drawn, while the page scrolls. */
export function useTableWindow(count: number, body: RefObject<HTMLElement | null>): TableWindow {
  const virtual = count > VIRTUAL_FROM;
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    if (virtual && body.current) setScrollMargin(body.current.getBoundingClientRect().top + scrollY);
  }, [virtual, body]);
  // The library's functions may not be memoised; nothing here is.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({ count: virtual ? count : 0, estimateSize: () => 50, overscan: 12, scrollMargin });
  const items = virtualizer.getVirtualItems();

  const reveal = useCallback((index: number) => {
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    // The keyboard goes on from here: a link in the row, when it has one.
    row?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  }, [body]);
  const scrollTo = useCallback((index: number) => {
    if (virtual) virtualizer.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() => reveal(index));
  }, [virtual, virtualizer, reveal]);

  if (!virtual) return { virtual, indices: Array.from({ length: count }, (_, index) => index), before: 0, after: 0, measure: noMeasure, scrollTo };
  const first = items[0];
  const last = items.at(-1);
  return {
    virtual,
    indices: items.map((item) => item.index),
    before: first ? first.start - scrollMargin : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - scrollMargin) : 0,
    measure: virtualizer.measureElement,
    scrollTo,
  };
}

const noMeasure = (): void => {};
