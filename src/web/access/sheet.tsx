import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Brand } from '../brand.tsx';

/** A page before the door: the brand, one sheet, one thing to do. */
export function Sheet({ title, under, wide, children, below }: { title: string; under?: ReactNode; wide?: boolean; children: ReactNode; below?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Kindred`;
  }, [title]);
  return (
    <main className="door-page" id="main">
      <Brand />
      <section className={wide ? 'sheet sheet--wide' : 'sheet'}>
        <header><h1>{title}</h1>{under && <p className="soft">{under}</p>}</header>
        {children}
      </section>
      {below && <div className="small faint acts">{below}</div>}
    </main>
  );
}
