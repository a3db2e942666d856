/** A key on the keyboard. Hidden on phones, silent for screen readers: the button says what it does. */
export function Key({ children }: { children: string }) {
  return <kbd aria-hidden="true">{children}</kbd>;
}
