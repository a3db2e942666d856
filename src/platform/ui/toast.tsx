import { Check, TriangleAlert, X } from 'lucide-react';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { toProblem } from './api-problem.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { t } from './words.ts';

interface Toast {
  id: number;
  text: string;
  failed?: boolean;
  undo?: { label: string; run: () => void | Promise<void> } | undefined;
}

export interface ToastApi {
  /** Says that something was done; with `undo` it can be taken back for ten seconds. */
  say: (text: string, undo?: () => void | Promise<void>) => void;
  /** Says what went wrong. */
  problem: (error: unknown) => void;
}

const ToastContext = createContext<ToastApi>({ say: () => {}, problem: () => {} });

/** `const toast = useToast(); toast.say('3 people taken off the list', putBack)` */
export const useToast = (): ToastApi => useContext(ToastContext);

/** Holds the toasts; once, around the app. Pointing at one, or tabbing into it, keeps it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());
  const nextId = useRef(1);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const leaveLater = useCallback((toast: Toast) => {
    clearTimeout(timers.current.get(toast.id));
    timers.current.set(toast.id, setTimeout(() => drop(toast.id), toast.undo || toast.failed ? 10_000 : 4000));
  }, [drop]);
  const api = useMemo<ToastApi>(() => {
    const show = (toast: Omit<Toast, 'id'>): void => {
      const shown = { ...toast, id: nextId.current++ };
      setToasts((all) => [...all.slice(-2), shown]);
      leaveLater(shown);
    };
    return {
      say: (text, undo) => show({ text, undo: undo && { label: t('Undo'), run: undo } }),
      problem: (error) => {
        const problem = toProblem(error);
        show({ text: `${problem.title}. ${problem.detail}`, failed: true });
      },
    };
  }, [leaveLater]);
  return (
    <ToastContext value={api}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast" onPointerEnter={() => clearTimeout(timers.current.get(toast.id))} onPointerLeave={() => leaveLater(toast)} onFocus={() => clearTimeout(timers.current.get(toast.id))} onBlur={() => leaveLater(toast)}>
            <Icon of={toast.failed ? TriangleAlert : Check} />
            <p>{toast.text}</p>
            {toast.undo && <Button small hotkey="z" onClick={() => { drop(toast.id); void toast.undo?.run(); }}>{toast.undo.label}</Button>}
            <Button small variant="quiet" iconOnly icon={X} onClick={() => drop(toast.id)}>{t('Close')}</Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
