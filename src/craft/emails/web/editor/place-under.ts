/**
 * Keeps a floating box under a line of the text, over it where there is no room below, never outside
 * the window; answers what ends it.
 */
export function placeUnder(box: HTMLElement, lineOf: () => { top: number; bottom: number; left: number }): () => void {
  const place = () => {
    const line = lineOf();
    const below = line.bottom + 6 + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(8, Math.min(line.left, innerWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${below ? line.bottom + 6 : Math.max(8, line.top - 6 - box.offsetHeight)}px`;
  };
  place();
  addEventListener('scroll', place, { capture: true, passive: true });
  return () => removeEventListener('scroll', place, { capture: true });
}
