import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ClassLabel, type HitClass } from './class-label.tsx';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';
import { TimeStamp } from './time-stamp.tsx';
import { Half, type Person } from './who.tsx';

/** A list of rows. Give the row the keyboard stands on as `current`; each child is one row. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return <ul className="rows" aria-label={label}>{children}</ul>;
}

/** What opens the row: an address, or something on this page (the peek). */
export type Opens = { href: string; onOpen?: () => void } | { href?: undefined; onOpen: () => void };

/** Where a row of a long list stands, so that only those near the window are drawn (table-window.ts). */
interface Windowed {
  index?: number | undefined;
  measure?: ((element: HTMLElement | null) => void) | undefined;
}

function RowShell({ opens, current, className, children, below, index, measure }: Windowed & { opens: Opens; current?: boolean | undefined; className: string; children: ReactNode; below?: ReactNode }) {
  return (
    <li ref={measure} data-index={index} aria-current={current ? 'true' : undefined}>
      {opens.href === undefined
        ? <button type="button" className={className} data-row-open="" onClick={opens.onOpen}>{children}</button>
        : <Link href={opens.href} className={className} data-row-open="" onClick={opens.onOpen ? (event) => { event.preventDefault(); opens.onOpen?.(); } : undefined}>{children}</Link>}
      {below}
    </li>
  );
}

export interface TodayRowProps {
  icon: LucideIcon;
  name: ReactNode;
  beside?: ReactNode;
  what: ReactNode;
  who?: Person | null | undefined;
  when?: ReactNode;
  opens: Opens;
  current?: boolean;
  /** Not seen yet: the name is bold. */
  fresh?: boolean;
  /** Buttons under the row: a held mail's ways out. */
  actions?: ReactNode;
}

/** One line of work: what, who, which company, when. */
export function TodayRow({ icon, name, beside, what, who, when, opens, current, fresh, actions }: TodayRowProps) {
  return (
    <RowShell opens={opens} current={current} className={`t-row${fresh ? ' t-row--new' : ''}`} below={actions && <div className="acts held">{actions}</div>}>
      <Icon of={icon} />
      <span className="name clip">{name}</span>
      <span className="co clip faint">{beside}</span>
      <span className="what clip soft">{what}</span>
      <span className="who">{who && <Half {...who} />}</span>
      <span className="when nowrap">{when}</span>
    </RowShell>
  );
}

export interface FeedRowProps extends Windowed {
  at: string;
  contactZone?: string | null | undefined;
  icon: LucideIcon;
  name: ReactNode;
  company?: ReactNode;
  /** "opened **Your six ports**, third time". */
  what: ReactNode;
  hitClass: HitClass;
  reason?: string | null | undefined;
  who?: Person | null | undefined;
  opens: Opens;
  current?: boolean;
}

/** One thing that came back, to the second, with who it was and why we think so. */
export function FeedRow({ at, contactZone, icon, name, company, what, hitClass, reason, who, opens, current, index, measure }: FeedRowProps) {
  return (
    <RowShell opens={opens} current={current} className="f-row" index={index} measure={measure}>
      <span className="at nowrap"><TimeStamp at={at} contactZone={contactZone} layout="stacked" /></span>
      <span className="ev"><Icon of={icon} /></span>
      <span className="nm two clip"><span className="strong clip">{name}</span>{company && <small className="clip">{company}</small>}</span>
      <span className="what soft">{what}</span>
      <span className="class-cell two"><ClassLabel of={hitClass} />{reason && <small title={reason}>{reason}</small>}</span>
      {who ? <Half {...who} /> : <span />}
    </RowShell>
  );
}
