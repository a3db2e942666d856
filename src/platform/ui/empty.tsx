import type { ReactNode } from 'react';

/** Nothing here yet: what it does in a sentence or two, and one button. */
export function Empty({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) {
  return <div className="empty"><h2>{title}</h2><p className="soft">{children}</p>{action}</div>;
}
