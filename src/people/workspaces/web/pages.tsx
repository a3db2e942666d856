import { CircleUser, KeyRound, ScrollText, Settings, UserPlus } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

/** Settings, members, keys, the log and one's own account. */
export const pages: readonly Page[] = [
  {
    path: '/settings', title: phrase('Settings'), element: lazyPage(async () => (await import('./company-page.tsx')).CompanyPage),
    nav: { section: 'house', label: phrase('Settings'), icon: Settings, key: ',', order: 90 },
  },
  { path: '/settings/members', title: phrase('Members'), element: lazyPage(async () => (await import('./members-page.tsx')).MembersPage) },
  { path: '/settings/api-keys', title: phrase('API keys'), element: lazyPage(async () => (await import('./api-keys-page.tsx')).ApiKeysPage), allow: (me) => me.permissions.includes('canMakeKeys') },
  { path: '/settings/audit', title: phrase('Audit log'), element: lazyPage(async () => (await import('./audit-page.tsx')).AuditPage), allow: (me) => me.permissions.includes('canReadAudit') },
  { path: '/account', title: phrase('My account'), element: lazyPage(async () => (await import('./account-page.tsx')).AccountPage) },
];

/** Their lines in the palette. */
export const commands: readonly Command[] = [
  { label: phrase('My account'), icon: CircleUser, href: '/account' },
  { label: phrase('Invite somebody'), icon: UserPlus, href: '/settings/members', allow: (me) => me.permissions.includes('canInvite') },
  { label: phrase('API keys'), icon: KeyRound, href: '/settings/api-keys', allow: (me) => me.permissions.includes('canMakeKeys') },
  { label: phrase('Audit log'), icon: ScrollText, href: '/settings/audit', allow: (me) => me.permissions.includes('canReadAudit') },
];
