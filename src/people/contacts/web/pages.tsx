import { Upload, UserPlus, Users } from 'lucide-react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Command, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listContacts } from '../contract.ts';
import { nameOf } from './contact-words.ts';

export const pages: readonly Page[] = [
  {
    path: '/contacts', title: phrase('Contacts'), element: lazyPage(async () => (await import('./contacts-page.tsx')).ContactsPage),
    nav: { section: 'work', label: phrase('People'), icon: Users, key: 'c', order: 30, phone: true },
  },
  { path: '/contacts/new', title: phrase('New contact'), element: lazyPage(async () => (await import('./new-contact-page.tsx')).NewContactPage), allow: (me) => me.permissions.includes('canEditPeople') },
  { path: '/contacts/$contactId', title: phrase('Contact'), element: lazyPage(async () => (await import('./contact-page.tsx')).ContactPage) },
  { path: '/attributes', title: phrase('Attributes'), element: lazyPage(async () => (await import('./attributes-page.tsx')).AttributesPage) },
];

export const commands: readonly Command[] = [
  { label: phrase('New contact'), icon: UserPlus, href: '/contacts/new', allow: (me) => me.permissions.includes('canEditPeople') },
  { label: phrase('Import people'), icon: Upload, href: '/imports/new', allow: (me) => me.permissions.includes('canImport') },
];

export const finders: readonly Finder[] = [
  {
    kind: 'Contact', icon: Users,
    find: async (text, signal) => (await call(listContacts, { query: { search: text, limit: 6 } }, { signal })).items.map((contact) => ({ id: contact.id, label: nameOf(contact), href: `/contacts/${contact.id}` })),
  },
];
