import type { LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Key } from './key.tsx';
import { useGo } from './link.tsx';

export type MenuEntry =
  | { kind?: 'item'; label: ReactNode; icon?: LucideIcon; hint?: string; disabled?: boolean; onSelect: () => void; href?: undefined }
  | { kind?: 'item'; label: ReactNode; icon?: LucideIcon; hint?: string; disabled?: boolean; href: string; onSelect?: undefined }
  | { kind: 'label'; label: ReactNode }
  | { kind: 'line' };

/** More to do, behind one button. Arrow keys move, letters jump, Escape leaves. */
export function Menu({ trigger, entries, align = 'end' }: { trigger: ReactElement; entries: readonly (MenuEntry | null | false)[]; align?: 'start' | 'end' }) {
  const go = useGo();
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align={align} sideOffset={6} collisionPadding={12} loop>
          {entries.filter((entry) => entry !== null && entry !== false).map((entry, index) => {
            if (entry.kind === 'line') return <Radix.Separator key={index} className="menu-line" />;
            if (entry.kind === 'label') return <Radix.Label key={index} className="menu-label">{entry.label}</Radix.Label>;
            return (
              <Radix.Item key={index} className="menu-item" disabled={entry.disabled ?? false} onSelect={() => { if (entry.href !== undefined) go(entry.href); else entry.onSelect?.(); }}>
                {entry.icon && <Icon of={entry.icon} />}{entry.label}{entry.hint && <span className="end"><Key>{entry.hint}</Key></span>}
              </Radix.Item>
            );
          })}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
