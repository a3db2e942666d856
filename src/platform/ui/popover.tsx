import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** A little more about one thing, beside it: a filter's choices, a figure's parts. */
export function Popover({ trigger, label, children, align = 'start', open, onOpenChange }: { trigger: ReactElement; label: string; children: ReactNode; align?: 'start' | 'center' | 'end'; open?: boolean; onOpenChange?: (open: boolean) => void }) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="pop" aria-label={label} align={align} sideOffset={6} collisionPadding={12}>{children}</Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
