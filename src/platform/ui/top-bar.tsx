import { ChevronRight } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

export interface TopBarProps {
  /** The page's heading; a plain string is the tab's title too. */
  title: string;
  /** Where this page belongs: "Campaigns". */
  crumb?: { label: string; href: string };
  /** Beside the title: a mark, a state, a line. Hidden on a phone unless `keep`. */
  beside?: ReactNode;
  keep?: ReactNode;
  /** Buttons at the end; wrap what may go on a phone in <span className="wide">. */
  actions?: ReactNode;
}

/** The bar on top of every page: where one is, and what can be done with all of it. */
export function TopBar({ title, crumb, beside, keep, actions }: TopBarProps) {
  useEffect(() => {
    document.title = `${title} · Kindred`;
  }, [title]);
  return (
    <header className="top">
      {crumb && <><Link className="crumb wide" href={crumb.href}>{crumb.label}</Link><span className="crumb-to wide"><Icon of={ChevronRight} /></span></>}
      <h1>{title}</h1>
      {keep}
      {beside && <span className="wide faint">{beside}</span>}
      {actions && <div className="acts">{actions}</div>}
    </header>
  );
}
