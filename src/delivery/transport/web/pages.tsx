import { Server } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

/** Settings, sending: mail servers and sending domains. */
export const pages: readonly Page[] = [
  { path: '/settings/sending', title: phrase('Sending'), element: lazyPage(async () => (await import('./sending-page.tsx')).SendingPage) },
];

export const commands: readonly Command[] = [
  { label: phrase('Mail servers and sending domains'), icon: Server, href: '/settings/sending' },
];
