import { Mailbox } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

/** The built-in mailbox: mail that has not left this machine. */
export const pages: readonly Page[] = [
  {
    path: '/mailbox', title: phrase('Built-in mailbox'), element: lazyPage(async () => (await import('./mailbox-page.tsx')).MailboxPage),
    nav: { section: 'house', label: phrase('Built-in mailbox'), icon: Mailbox, key: 'b', order: 80 },
  },
];

export const commands: readonly Command[] = [{ label: phrase('Built-in mailbox'), icon: Mailbox, href: '/mailbox' }];
