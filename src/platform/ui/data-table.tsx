import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { useGo } from './link.tsx';
import { useListCursor } from './list-cursor.ts';
import { LoadMore } from './load-more.tsx';
import { useTableWindow } from './table-window.ts';
import { t } from './words.ts';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row, index: number) => ReactNode;
  /** Numbers stand right, their units attached. */
  align?: 'left' | 'right';
  /** One line, no wrapping. */
  nowrap?: boolean;
  width?: string;
  /** Where it goes on a phone, where rows are stacked: first line left or right, a line of its own, or nowhere. */
  phone?: 'title' | 'end' | 'line' | 'hide';
  /** The word before it on a phone, where there is no head: "clicked". */
  label?: string;
  /** Sortable: what `onSort` is told. */
  sort?: string;
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Where Enter and a click on the row lead. Also put a link in the first cell. */
  rowHref?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** The row looked at, when a peek beside the table shows it. */
  currentKey?: string | number | null;
  sorted?: { by: string; descending: boolean };
  onSort?: (by: string) => void;
  /** Boxes to choose rows; the set holds row keys. */
  picked?: ReadonlySet<string | number>;
  onPick?: (picked: Set<string | number>) => void;
  hasMore?: boolean;
  loadingMore?: boolean;
  onMore?: () => void;
  total?: number | undefined;
  /** "people", "messages": for the count under the table. */
  what?: string;
  /** Keeps columns on a phone instead of stacking: for two or three narrow ones. */
  noStack?: boolean;
  /** J and K move through it; switch off all but one table of a page. */
  keyboard?: boolean;
}

type TableEvent = KeyboardEvent<HTMLElement> | MouseEvent<HTMLElement>;
const isControl = (event: TableEvent): boolean => (event.target as HTMLElement).closest('a, button, input, label, select') !== null;

/** A list with columns: right-aligned figures, J/K/Enter, more by cursor, virtual when long, stacked on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, picked, onPick } = props;
  const go = useGo();
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useTableWindow(rows.length, body);
  const open = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    if (props.onOpen) props.onOpen(row);
    else if (props.rowHref) go(props.rowHref(row));
  };
  const opens = Boolean(props.onOpen ?? props.rowHref);
  const cursor = useListCursor({ count: rows.length, onOpen: opens ? open : undefined, onMove: shown.scrollTo, enabled: props.keyboard ?? true });
  const pick = (key: string | number, on: boolean): void => {
    const next = new Set(picked);
    if (on) next.add(key);
    else next.delete(key);
    onPick?.(next);
  };
  const span = columns.length + (picked ? 1 : 0);
  return (
    <>
      <table className={props.noStack ? 'tbl' : 'tbl tbl--stack'} aria-rowcount={shown.virtual ? (props.total ?? -1) : undefined}>
        <caption className="sr">{props.caption}</caption>
        <TableHead {...props} />
        <tbody ref={body}>
          {shown.before > 0 && <Gap height={shown.before} span={span} />}
          {shown.indices.map((index) => {
            const row = rows[index]!;
            const key = rowKey(row);
            const current = props.currentKey === undefined ? cursor.at === index : props.currentKey === key;
            return (
              <tr key={key} ref={shown.measure} data-index={index} data-opens={opens ? '' : undefined} className={picked ? 'pickable' : undefined} aria-current={current ? 'true' : undefined} aria-rowindex={shown.virtual ? index + 2 : undefined}
                onClick={(event) => { if (opens && !isControl(event)) { cursor.moveTo(index); open(index); } }}>
                {picked && <td className="pick"><span className="check"><input type="checkbox" aria-label={t('Choose this row')} checked={picked.has(key)} onChange={(event) => pick(key, event.target.checked)} /></span></td>}
                {columns.map((column) => (
                  <td key={column.key} data-phone={column.phone} data-label={column.label} className={cellClass(column)}>{column.cell(row, index)}</td>
                ))}
              </tr>
            );
          })}
          {shown.after > 0 && <Gap height={shown.after} span={span} />}
        </tbody>
      </table>
      {(props.onMore || props.total !== undefined) && (
        <LoadMore hasMore={props.hasMore ?? false} loading={props.loadingMore ?? false} onMore={props.onMore ?? (() => {})} shown={rows.length} total={props.total} {...(props.what ? { what: props.what } : {})} />
      )}
    </>
  );
}

const cellClass = (column: Column<never> | Column<any>): string | undefined =>
  [column.align === 'right' ? 'num' : 'two', column.nowrap ? 'nowrap' : ''].filter(Boolean).join(' ') || undefined;

function Gap({ height, span }: { height: number; span: number }) {
  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the height of rows that are not drawn
  return <tr className="tbl-gap" aria-hidden="true" style={{ height }}><td colSpan={span} /></tr>;
}

function TableHead<Row>({ columns, rows, rowKey, picked, onPick, sorted, onSort }: DataTableProps<Row>) {
  const all = picked !== undefined && rows.length > 0 && rows.every((row) => picked.has(rowKey(row)));
  const some = picked !== undefined && !all && rows.some((row) => picked.has(rowKey(row)));
  return (
    <thead>
      <tr>
        {picked && (
          <th className="pick"><span className="check"><input type="checkbox" aria-label={t('Choose all rows shown')} checked={all} ref={(input) => { if (input) input.indeterminate = some; }} onChange={() => onPick?.(new Set(all ? [] : rows.map(rowKey)))} /></span></th>
        )}
        {columns.map((column) => {
          const by = column.sort !== undefined && sorted?.by === column.sort;
          const style: CSSProperties | undefined = column.width ? { width: column.width } : undefined;
          return (
            <th key={column.key} scope="col" className={column.align === 'right' ? 'num' : undefined} style={style} aria-sort={by ? (sorted.descending ? 'descending' : 'ascending') : undefined}>
              {column.sort !== undefined && onSort
                ? <button type="button" className="sort" onClick={() => onSort(column.sort!)}>{column.head}{by && <Icon of={sorted.descending ? ArrowDown : ArrowUp} />}</button>
                : column.head}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** A bar under a cell's words, as long as its share of the longest: the figure stands beside it. */
export function CellBar({ share }: { share: number }) {
  return <span className="bar-in" style={{ '--v': `${(Math.max(0, Math.min(1, share)) * 100).toFixed(1)}%` } as CSSProperties} aria-hidden="true" />;
}
