import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

const GAP = 8;
const EDGE = 12;

/** Below its host if there is room, above it otherwise, never outside the window. */
function place(host: DOMRect, tip: DOMRect): { left: number; top: number } {
  const left = Math.max(EDGE, Math.min(host.left - EDGE, innerWidth - tip.width - EDGE));
  const below = host.bottom + GAP;
  const top = below + tip.height + EDGE > innerHeight && host.top - GAP - tip.height > 0 ? host.top - GAP - tip.height : below;
  return { left, top };
}

/**
 * Words that explain themselves on hover, on focus and on a tap: a metric's formula.
 * Stays open while the pointer is on it; Escape closes it.
 */
export function Tip({ children, title, detail, note }: { children: ReactNode; title: ReactNode; detail?: ReactNode; note?: ReactNode }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const host = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useLayoutEffect(() => {
    if (!open || !tip.current || !host.current) return;
    const element = tip.current;
    element.showPopover();
    const put = (): void => {
      const { left, top } = place(host.current!.getBoundingClientRect(), element.getBoundingClientRect());
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    put();
    addEventListener('scroll', put, { capture: true, passive: true });
    return () => removeEventListener('scroll', put, { capture: true });
  }, [open]);

  const show = (): void => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const leave = (): void => {
    leaving.current = setTimeout(() => setOpen(false), 120);
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <span onPointerEnter={show} onPointerLeave={leave}>
      <button ref={host} type="button" className="tip-mark" aria-describedby={open ? id : undefined} onFocus={show} onBlur={leave} onKeyDown={escape} onClick={show}>{children}</button>
      {open && (
        <span ref={tip} className="tip" role="tooltip" id={id} popover="manual">
          <b>{title}</b>
          {detail}
          {note && <span className="faint">{note}</span>}
        </span>
      )}
    </span>
  );
}
