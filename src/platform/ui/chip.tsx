import type { LucideIcon } from 'lucide-react';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from './format.ts';
import { Icon } from './icon.tsx';
import { t } from './words.ts';

/** A filter that is on or off (`onPress`), a word beside a row (neither), or one that can be taken away (`onRemove`). */
export function Chip({ children, icon, count, pressed, onPress, onRemove }: { children: ReactNode; icon?: LucideIcon; count?: number | undefined; pressed?: boolean; onPress?: () => void; onRemove?: () => void }) {
  const inside = <>{icon && <Icon of={icon} />}{children}{count !== undefined && <span className="n">{formatCount(count)}</span>}</>;
  if (onPress) return <button type="button" className="chip" aria-pressed={pressed ?? false} onClick={onPress}>{inside}</button>;
  return (
    <span className="chip chip--plain">
      {inside}
      {onRemove && <button type="button" onClick={onRemove} aria-label={typeof children === 'string' ? t('Remove {children}', { children }) : t('Remove')}><Icon of={X} /></button>}
    </span>
  );
}
