import { useId, useState, type ReactNode } from 'react';
import { boxFor, labelStep, ticksFromZero, xBands, yScale } from './chart-scale.ts';
import { formatCount } from './format.ts';
import { Segment } from './segment.tsx';
import { t } from './words.ts';

export interface Series {
  key: string;
  label: string;
  /** person: solid. machine: hatched, stacked on top. The hues are for a team's own counts. */
  look: 'person' | 'machine' | 'marketing' | 'sales';
}

export interface ChartPoint {
  /** Short, on the axis: "6 h", "10 Nov". */
  label: string;
  /** Whole, in the table and on hover: "Tue 10 Nov, 09:00 to 10:00". */
  title?: string;
  values: Record<string, number>;
}

export interface ChartProps {
  title: ReactNode;
  /** The story in a sentence, for those who do not see the picture. */
  summary: string;
  kind?: 'bars' | 'lines';
  series: readonly Series[];
  points: readonly ChartPoint[];
  /** Under the chart: what a point is, what lies outside. */
  note?: ReactNode;
  /** The table's first column: "Hour". */
  pointHead?: string;
  formatValue?: (value: number) => string;
}

const fills: Record<Series['look'], string> = { person: 'person', machine: 'machine', marketing: 'mfill', sales: 'sfill' };
const strokes: Record<Series['look'], string> = { person: 'line', machine: 'line line--machine', marketing: 'line line--m', sales: 'line line--s' };
const swatches: Record<Series['look'], string> = { person: 'sw', machine: 'sw sw--hatch', marketing: 'sw sw--m', sales: 'sw sw--s' };

/** Counts over time from zero, stacked bars or lines; the table is one click away. */
export function Chart(props: ChartProps) {
  const { series, points, formatValue = formatCount } = props;
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const total = (key: string): number => points.reduce((sum, point) => sum + (point.values[key] ?? 0), 0);
  return (
    <div className="chart-box">
      <div className="head">
        <h2>{props.title}</h2>
        <span className="end"><Segment label={t('Shown as')} value={view} onChange={setView} options={[{ value: 'chart', label: t('Chart') }, { value: 'table', label: t('Table') }]} /></span>
      </div>
      {view === 'chart' ? (
        <>
          <div className="legend">{series.map((one) => <span key={one.key}><i className={swatches[one.look]} />{one.label}{props.kind !== 'lines' && `, ${formatValue(total(one.key))}`}</span>)}</div>
          <figure><Picture {...props} formatValue={formatValue} /></figure>
        </>
      ) : <ChartTable {...props} formatValue={formatValue} />}
      {props.note && <p className="small faint">{props.note}</p>}
    </div>
  );
}

type Drawn = ChartProps & { formatValue: (value: number) => string };

function Picture({ summary, kind = 'bars', series, points, formatValue }: Drawn) {
  const hatch = useId();
  const highest = Math.max(0, ...points.map((point) => kind === 'bars' ? series.reduce((sum, one) => sum + (point.values[one.key] ?? 0), 0) : Math.max(...series.map((one) => point.values[one.key] ?? 0))));
  const ticks = ticksFromZero(highest);
  const box = boxFor(Math.max(...ticks.map((tick) => formatValue(tick).length)));
  const y = yScale(highest, box);
  const { x, width } = xBands(points.length, box);
  const step = labelStep(points.length, Math.max(0, ...points.map((point) => point.label.length)), box);
  return (
    <svg className="chart" viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={summary}>
      <defs><pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="4" stroke="var(--mark-soft)" strokeWidth="2.4" /></pattern></defs>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'zero' : 'gridline'} x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} />
          <text x={box.left - 8} y={y(tick) + 4} textAnchor="end">{formatValue(tick)}</text>
        </g>
      ))}
      {kind === 'bars' ? points.map((point, index) => <Stack key={index} point={point} series={series} x={x(index)} width={Math.min(width, 48)} y={y} hatch={hatch} />) : series.map((one) => (
        <path key={one.key} className={strokes[one.look]} d={points.map((point, index) => `${index === 0 ? 'M' : 'L'}${(x(index) + width / 2).toFixed(1)} ${y(point.values[one.key] ?? 0).toFixed(1)}`).join('')} />
      ))}
      {points.map((point, index) => (
        <rect key={index} className="over" x={x(index)} width={width} y={box.top} height={box.bottom - box.top}><title>{`${point.title ?? point.label}: ${series.map((one) => `${one.label} ${formatValue(point.values[one.key] ?? 0)}`).join(', ')}`}</title></rect>
      ))}
      {points.map((point, index) => index % step === 0 ? <text key={index} x={x(index)} y={box.bottom + 18}>{point.label}</text> : null)}
    </svg>
  );
}

function Stack({ point, series, x, width, y, hatch }: { point: ChartPoint; series: readonly Series[]; x: number; width: number; y: (value: number) => number; hatch: string }) {
  const values = series.map((one) => point.values[one.key] ?? 0);
  return (
    <g>
      {series.map((one, level) => {
        const value = values[level]!;
        const below = values.slice(0, level).reduce((sum, under) => sum + under, 0);
        const [bottom, top] = [y(below), y(below + value)];
        return value > 0 ? <rect key={one.key} className={fills[one.look]} x={x} width={width} y={top} height={Math.max(0.5, bottom - top)} style={one.look === 'machine' ? { fill: `url(#${hatch})` } : undefined} /> : null;
      })}
    </g>
  );
}

function ChartTable({ summary, series, points, pointHead = t('Time'), formatValue }: Drawn) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" role="region" aria-label={t('The chart as a table')} tabIndex={0} style={{ maxHeight: 360 }}>
      <table className="tbl">
        <caption className="sr">{summary}</caption>
        <thead><tr><th scope="col">{pointHead}</th>{series.map((one) => <th key={one.key} scope="col" className="num">{one.label}</th>)}</tr></thead>
        <tbody>{points.map((point, index) => <tr key={index}><td className="nowrap">{point.title ?? point.label}</td>{series.map((one) => <td key={one.key} className="num">{formatValue(point.values[one.key] ?? 0)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
