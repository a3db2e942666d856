import type { ReactNode } from 'react';
import { formatCount } from './format.ts';

/** The bar over a group of rows: name, count, a quiet word at the end. */
export function SectionHead({ title, count, end, id }: { title: ReactNode; count?: number | undefined; end?: ReactNode; id?: string }) {
  return (
    <div className="sect">
      <h2 id={id}>{title}</h2>
      {count !== undefined && <span className="n">{formatCount(count)}</span>}
      {end && <span className="end">{end}</span>}
    </div>
  );
}

/** The heading of a part of a page, with something at its end: a link, a button, a word. */
export function Head({ title, end, id }: { title: ReactNode; end?: ReactNode; id?: string }) {
  return <div className="head"><h2 id={id}>{title}</h2>{end && <span className="end small faint">{end}</span>}</div>;
}
