/** The next round end of an axis at or above `highest`, so that figures side by side can share it: 0.209 -> 0.25. */
export function axisEnd(highest: number): number {
  if (!(highest > 0)) return 1;
  const step = 10 ** Math.floor(Math.log10(highest) + 1e-9);
  const end = [1, 2, 2.5, 4, 5, 10].map((times) => times * step).find((candidate) => candidate >= highest * 0.999999) ?? 10 * step;
  return Number(end.toPrecision(6));
}
