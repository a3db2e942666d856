import { CircleHelp } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';

/** Mails whose fate is unknown, and the decision about each. */
export const pages: readonly Page[] = [
  { path: '/unknown', title: 'Mails of unknown fate', element: lazyPage(async () => (await import('./unknown-page.tsx')).UnknownPage) },
];

export const commands: readonly Command[] = [{ label: 'Mails of unknown fate', icon: CircleHelp, href: '/unknown' }];
