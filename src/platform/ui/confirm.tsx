import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Key } from './key.tsx';
import { useReturnFocus } from './return-focus.ts';
import { t } from './words.ts';

export interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  /** A question with the number: "Stop Ferrow 6.1: December for 1,145 people?" */
  title: ReactNode;
  /** What is kept, what can be undone. */
  children: ReactNode;
  /** The verb and the number: "Stop for 1,145". */
  verb: string;
  /** The way back in its own words: "Keep sending". */
  keep?: string;
  busy?: boolean | undefined;
  onConfirm: () => void;
}

/** Asks before what cannot be undone. The way back has the focus, Escape takes it. No red. */
export function Confirm({ open, onClose, title, children, verb, keep = t('Go back'), busy, onConfirm }: ConfirmProps) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content className="dialog dialog--confirm" {...focus}>
          <Radix.Title asChild><h2>{title}</h2></Radix.Title>
          <Radix.Description asChild><div className="soft">{children}</div></Radix.Description>
          <div className="acts">
            <Button variant="primary" busy={busy} onClick={onConfirm}>{verb}</Button>
            <Radix.Cancel asChild><button type="button" className="btn btn--quiet">{keep} <Key>{t('Esc')}</Key></button></Radix.Cancel>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
