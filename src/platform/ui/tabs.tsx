import type { ReactNode } from 'react';
import { formatCount } from './format.ts';
import { Link } from './link.tsx';

export interface Tab<Value extends string> {
  value: Value;
  label: ReactNode;
  count?: number | null | undefined;
  /** Makes it a link to a page of its own. */
  href?: string;
}

/** Parts of one page, each with its count. With `href` they are links, otherwise pressed buttons. */
export function Tabs<Value extends string>({ label, tabs, value, onChange }: { label: string; tabs: readonly Tab<Value>[]; value: Value; onChange?: (value: Value) => void }) {
  const inside = (tab: Tab<Value>): ReactNode => <>{tab.label}{tab.count !== undefined && tab.count !== null && <span className="n">{formatCount(tab.count)}</span>}</>;
  if (tabs.some((tab) => tab.href)) {
    return (
      <nav className="tabs" aria-label={label}>
        {tabs.map((tab) => <Link key={tab.value} href={tab.href ?? '#'} aria-current={tab.value === value ? 'page' : undefined}>{inside(tab)}</Link>)}
      </nav>
    );
  }
  return (
    <div className="tabs" role="group" aria-label={label}>
      {tabs.map((tab) => <button key={tab.value} type="button" aria-pressed={tab.value === value} onClick={() => onChange?.(tab.value)}>{inside(tab)}</button>)}
    </div>
  );
}
