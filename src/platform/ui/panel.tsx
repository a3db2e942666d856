import type { ReactNode } from 'react';

/** Space around what is not a list. `band` draws the line under it. */
export function Pad({ children, band, tight, id }: { children: ReactNode; band?: boolean; tight?: boolean; id?: string }) {
  return <div id={id} className={`pad${band ? ' band' : ''}`} style={tight ? { paddingBlock: 12 } : undefined}>{children}</div>;
}

/** Two parts of a page side by side, under each other on a phone. `wide` gives the first more. */
export function Columns({ children, wide, band }: { children: ReactNode; wide?: boolean; band?: boolean }) {
  return <div className={`cols${wide ? ' cols--wide' : ''}${band ? ' band' : ''}`}>{children}</div>;
}

/** The sentence on top of a page, made of figures; each figure in it is a link. */
export function Lede({ children }: { children: ReactNode }) {
  return <p className="pad lede lede--top">{children}</p>;
}

/** A verdict: what may be concluded, in a sentence. */
export function Verdict({ children }: { children: ReactNode }) {
  return <p className="verdict">{children}</p>;
}

/** Buttons and small things in a row. */
export function Acts({ children }: { children: ReactNode }) {
  return <div className="acts">{children}</div>;
}
