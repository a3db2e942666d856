import type { ReactNode } from 'react';
import { formatCount, formatInterval, formatRate, type Fraction } from './format.ts';
import { Interval } from './interval.tsx';
import { Link } from './link.tsx';
import { Tip } from './tip.tsx';

export interface Figure {
  label: string;
  /** Shown with the name on hover, focus and tap. */
  formula: { title: ReactNode; detail?: ReactNode; note?: ReactNode };
  /** A whole number, or a rate by its fraction. */
  value: number | null | Fraction;
  decimals?: number;
  /** The words under the figure; a rate's are its fraction. Opens the list behind the number. */
  under?: ReactNode;
  href?: string | undefined;
  /** The interval of a rate, each 0 to 1; `max` is its axis' end. */
  interval?: { low: number; high: number; max: number } | null;
  /** One more line: "29.7% with machines". */
  note?: ReactNode;
}

function FigureCell({ figure }: { figure: Figure }) {
  const { value, interval } = figure;
  const rate = value !== null && typeof value === 'object' ? formatRate(value, figure.decimals) : null;
  const under = figure.under ?? (rate && value !== null && typeof value === 'object' && value.denominator > 0 ? rate.fraction : null);
  const band = rate && value !== null && typeof value === 'object' && value.denominator > 0 && interval ? formatInterval(interval.low, interval.high) : null;
  return (
    <div>
      <dt><Tip {...figure.formula}>{figure.label}</Tip></dt>
      <dd className="big">{rate ? <>{rate.figure}{rate.unit && <small>{rate.unit}</small>}</> : formatCount(value as number | null)}</dd>
      {under !== null && under !== undefined && <dd className="small faint">{figure.href ? <Link href={figure.href} underlined>{under}</Link> : under}</dd>}
      {band && interval && typeof value === 'object' && value !== null && (
        <dd>
          <Interval low={interval.low} high={interval.high} max={interval.max} value={value.numerator / value.denominator} label={`${band}, 95%`} />
          <span className="small faint">{band}, 95%</span>
        </dd>
      )}
      {figure.note && <dd className="small soft">{figure.note}</dd>}
    </div>
  );
}

/** Two to six figures side by side: name with formula, figure, fraction with its list, interval. */
export function FigureStrip({ figures }: { figures: readonly Figure[] }) {
  const columns = figures.length === 4 ? '' : ` figs--${Math.min(6, Math.max(2, figures.length))}`;
  return <dl className={`figs${columns}`}>{figures.map((figure) => <FigureCell key={figure.label} figure={figure} />)}</dl>;
}
