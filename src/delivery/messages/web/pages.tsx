import { CircleHelp } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

/** Mails whose fate is unknown, and the decision about each. */
export const pages: readonly Page[] = [
  { path: '/unknown', title: phrase('Mails of unknown fate'), element: lazyPage(async () => (await import('./unknown-page.tsx')).UnknownPage) },
];

export const commands: readonly Command[] = [{ label: phrase('Mails of unknown fate'), icon: CircleHelp, href: '/unknown' }];
