import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';
import { rich } from './rich-words.tsx';
import { Mark } from './who.tsx';
import { t } from './words.ts';

// One person's line of time: what Marketing did on the left, Sales on the right, what the person did on the line.

export type SpineItem =
  | { kind: 'day'; id: string; label: string }
  /** A touch by one of us; `planned` is drawn hollow. */
  | { kind: 'touch'; id: string; team: 'marketing' | 'sales'; what: ReactNode; under?: ReactNode; planned?: boolean; href?: string }
  /** Something the person did; `soft` for machines, proxies and what is still being checked. */
  | { kind: 'did'; id: string; icon: LucideIcon; what: ReactNode; soft?: boolean; reason?: string };

export function Spine({ items, label }: { items: readonly SpineItem[]; label: string }) {
  return (
    <div>
      <div className="spine-head" aria-hidden="true"><span className="who m">{rich('Marketing {mark}', { mark: <Mark team="marketing" /> })}</span><span className="who s">{rich('{mark} Sales', { mark: <Mark team="sales" /> })}</span></div>
      <ol className="spine" aria-label={label} style={{ marginTop: 8 }}>
        {items.map((item) => <Item key={item.id} item={item} />)}
      </ol>
    </div>
  );
}

function Item({ item }: { item: SpineItem }) {
  if (item.kind === 'day') return <li className="day"><span>{item.label}</span></li>;
  if (item.kind === 'did') return <li className={item.soft ? 'did did--soft' : 'did'}><span title={item.reason}><Icon of={item.icon} /> {item.what}</span></li>;
  const side = item.team === 'marketing' ? 'm-side' : 's-side';
  return (
    <li className={item.planned ? 'plan' : undefined}>
      <div className={side}>{item.href ? <Link href={item.href}>{item.what}</Link> : item.what}{item.under && <small>{item.under}</small>}</div>
      <span className="dot"><Mark team={item.team} /><span className="sr">{item.team === 'marketing' ? t('Marketing') : t('Sales')}{item.planned && <>, {t('planned')}</>}</span></span>
    </li>
  );
}
