import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Something true of the whole page, said in a line under the top bar. */
export function Banner({ icon, children, end }: { icon?: LucideIcon; children: ReactNode; end?: ReactNode }) {
  return <div className="banner">{icon && <Icon of={icon} />}<p>{children}</p>{end && <span className="end">{end}</span>}</div>;
}
