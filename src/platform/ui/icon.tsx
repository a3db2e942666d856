import type { LucideIcon } from 'lucide-react';

/** A lucide icon in our size and stroke. Silent for screen readers unless it is named. */
export function Icon({ of: Of, label }: { of: LucideIcon; label?: string | undefined }) {
  return label ? <Of className="i" role="img" aria-label={label} /> : <Of className="i" aria-hidden="true" />;
}
