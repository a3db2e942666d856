import type { ReactNode } from 'react';

/** A page in two: what there is, and beside it the one looked at. Under each other when narrow. */
export function Split({ children, aside, wide }: { children: ReactNode; aside: ReactNode; wide?: boolean }) {
  return <div className={wide ? 'split split--live' : 'split'}><div>{children}</div>{aside}</div>;
}

/** The one looked at: name, a line about it, then whatever belongs to it. */
export function Peek({ title, under, label, children }: { title: ReactNode; under?: ReactNode; label: string; children: ReactNode }) {
  return (
    <aside className="peek" aria-label={label}>
      <header><h2>{title}</h2>{under && <p className="soft">{under}</p>}</header>
      {children}
    </aside>
  );
}
