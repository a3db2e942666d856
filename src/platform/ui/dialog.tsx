import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useReturnFocus } from './return-focus.ts';
import { t } from './words.ts';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** A sentence under the title; read out with it. */
  under?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

function Frame({ open, onClose, title, under, className, children }: DialogProps & { className: string }) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content className={className} {...focus} {...(under ? {} : { 'aria-describedby': undefined })}>
          <header>
            <div><Radix.Title asChild><h2>{title}</h2></Radix.Title>{under && <Radix.Description asChild><p className="soft">{under}</p></Radix.Description>}</div>
            <Radix.Close asChild><Button variant="quiet" iconOnly icon={X}>{t('Close')}</Button></Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A short task over the page: keeps the focus, Escape leaves, the focus returns where it was. */
export function Dialog(props: DialogProps) {
  return <Frame {...props} className={props.wide ? 'dialog dialog--wide' : 'dialog'} />;
}

/** More about one thing, at the right edge; the page stays where it is. */
export function Drawer(props: DialogProps) {
  return <Frame {...props} className={props.wide ? 'drawer drawer--wide' : 'drawer'} />;
}
