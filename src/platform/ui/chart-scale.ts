import { scaleBand, scaleLinear } from '@visx/scale';

// Axes start at zero, always: a chart that cuts its axis tells another story than its figures.

export interface ChartBox {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const box: ChartBox = { width: 600, height: 206, left: 34, right: 600, top: 12, bottom: 180 };

/** The box with room on its left for the longest word on the axis, at a phone's letters. */
export const boxFor = (longestTick: number): ChartBox => ({ ...box, left: Math.max(34, longestTick * 10 + 14) });

/** Round ticks from zero to at or above the highest value: [0, 200, 400, 600]. */
export function ticksFromZero(highest: number, about = 3): number[] {
  const scale = scaleLinear<number>({ domain: [0, highest > 0 ? highest : 1], nice: about, range: [0, 1] });
  const ticks = scale.ticks(about).filter((tick) => tick >= 0);
  // Nothing counted yet is counted in whole ones, too.
  return highest >= 1 || !(highest > 0) ? ticks.filter(Number.isInteger) : ticks;
}

/** Value to y. */
export function yScale(highest: number, area: ChartBox = box): (value: number) => number {
  const ticks = ticksFromZero(highest);
  const scale = scaleLinear<number>({ domain: [0, Math.max(ticks.at(-1) ?? 1, highest)], range: [area.bottom, area.top] });
  return (value) => scale(value);
}

/** Index to the left edge of its bar, and the bars' width. */
export function xBands(count: number, area: ChartBox = box): { x: (index: number) => number; width: number } {
  const scale = scaleBand<number>({ domain: Array.from({ length: count }, (_, index) => index), range: [area.left, area.right], paddingInner: count > 80 ? 0 : 0.13 });
  return { x: (index) => scale(index) ?? area.left, width: Math.max(0.5, scale.bandwidth()) };
}

/** Which of the labels to print so that none runs into the next, at a phone's larger letters too: every nth. */
export function labelStep(count: number, longest: number, area: ChartBox = box): number {
  const room = Math.max(1, Math.floor((area.right - area.left) / Math.max(48, longest * 10 + 18)));
  const least = Math.ceil(count / room);
  // Steps people count in: hours, days, weeks.
  return [1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 48, 91].find((step) => step >= least) ?? least;
}
