import { AtSign, Mailbox } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

/** The built-in mailbox, whose mail has not left this machine; and in the settings, one's own. */
export const pages: readonly Page[] = [
  {
    path: '/mailbox', title: phrase('Built-in mailbox'), element: lazyPage(async () => (await import('./mailbox-page.tsx')).MailboxPage),
    nav: { section: 'house', label: phrase('Built-in mailbox'), icon: Mailbox, key: 'b', order: 80 },
  },
  { path: '/settings/mailbox', title: phrase('Your mailbox'), element: lazyPage(async () => (await import('./own-mailbox-page.tsx')).OwnMailboxPage) },
];

export const commands: readonly Command[] = [
  { label: phrase('Built-in mailbox'), icon: Mailbox, href: '/mailbox' },
  { label: phrase('Your mailbox'), icon: AtSign, href: '/settings/mailbox' },
];
