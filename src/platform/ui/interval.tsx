import type { CSSProperties } from 'react';

export interface IntervalProps {
  /** All in the same unit, say 0 to 1. */
  low: number;
  high: number;
  value: number;
  /** The axis' right end; its left end is zero unless `min` says otherwise (differences). */
  max: number;
  min?: number;
  /** Draws a line at zero: for differences. */
  zero?: boolean;
  team?: 'marketing' | 'sales';
  /** Grows leftwards: the left page of the mirror. */
  flip?: boolean;
  /** What the band says, for those who do not see it: "18.6 to 20.9%, 95%". */
  label: string;
}

/** A band with a tick on an axis from zero: how sure a figure is. */
export function Interval({ low, high, value, max, min = 0, zero, team, flip, label }: IntervalProps) {
  const at = (x: number): string => `${(Math.max(0, Math.min(1, (x - min) / (max - min || 1))) * 100).toFixed(2)}%`;
  const style = { '--lo': at(low), '--hi': at(high), '--v': at(value) } as CSSProperties;
  const hue = team === undefined ? '' : team === 'marketing' ? ' ivl--m' : ' ivl--s';
  return (
    <span className={`ivl${hue}${flip ? ' ivl--flip' : ''}`} style={style} role="img" aria-label={label}>
      {zero && <u style={{ '--z': at(0) } as CSSProperties} />}
      <i /><b />
    </span>
  );
}
