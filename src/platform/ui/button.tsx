import type { LucideIcon } from 'lucide-react';
import { useCallback, useRef, type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react';
import { useHotkey } from './hotkeys.ts';
import { Icon } from './icon.tsx';
import { Key } from './key.tsx';
import { Link } from './link.tsx';
import { t } from './words.ts';

interface Look {
  /** primary: the one thing to do here. plain: beside it. quiet: out of the way. */
  variant?: 'primary' | 'plain' | 'quiet';
  small?: boolean;
  icon?: LucideIcon | undefined;
  /** The letter that presses it while no field has the focus; shown on it. */
  hotkey?: string | undefined;
  /** Only the icon is drawn; the children are its name. */
  iconOnly?: boolean;
  wide?: boolean;
  children: ReactNode;
}

export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** At work: keeps its width and words, turns a wheel, takes no second press. */
  busy?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
}

function classOf({ variant = 'plain', small, iconOnly, wide }: Look, extra?: string): string {
  return ['btn', variant === 'plain' ? '' : `btn--${variant}`, small ? 'btn--sm' : '', iconOnly ? 'btn--icon' : '', wide ? 'btn--wide' : '', extra ?? ''].filter(Boolean).join(' ');
}

const keyCap = (key: string): string => ({ ' ': t('Space'), Escape: t('Esc'), Enter: '↵' })[key] ?? (key.length === 1 ? key.toUpperCase() : key);

function Inside({ icon, iconOnly, hotkey, children }: Look) {
  return (
    <>
      {icon && <Icon of={icon} />}
      {iconOnly ? <span className="sr">{children}</span> : children}
      {hotkey && !iconOnly && <Key>{keyCap(hotkey)}</Key>}
    </>
  );
}

/** A button. `type` is "button" unless said. */
export function Button({ variant, small, icon, hotkey, iconOnly, wide, busy, children, className, disabled, onClick, type = 'button', ref, ...rest }: ButtonProps) {
  const look: Look = { ...(variant ? { variant } : {}), small: small ?? false, icon, hotkey, iconOnly: iconOnly ?? false, wide: wide ?? false, children };
  const own = useRef<HTMLButtonElement | null>(null);
  const hold = useCallback((element: HTMLButtonElement | null) => {
    own.current = element;
    if (typeof ref === 'function') return ref(element);
    if (ref) ref.current = element;
  }, [ref]);
  useHotkey(hotkey, typeof children === 'string' ? children : '', () => own.current?.click(), !disabled && !busy);
  const title = iconOnly && typeof children === 'string' ? children : undefined;
  return (
    <button ref={hold} type={type} className={classOf(look, className)} disabled={disabled} aria-busy={busy || undefined} aria-disabled={busy || undefined} aria-keyshortcuts={hotkey?.length === 1 ? hotkey.toUpperCase() : undefined} title={title} onClick={busy ? (event) => event.preventDefault() : onClick} {...rest}>
      {busy && <span className="spin" aria-hidden="true" />}
      <Inside {...look} icon={busy ? undefined : icon} />
    </button>
  );
}

/** A link that looks like a button: for going somewhere. */
export function ButtonLink({ href, download, className, ...look }: Look & { href: string; download?: boolean; className?: string }) {
  return (
    <Link href={href} className={classOf(look, className)} {...(download ? { download: '' } : {})} title={look.iconOnly && typeof look.children === 'string' ? look.children : undefined}>
      <Inside {...look} />
    </Link>
  );
}
