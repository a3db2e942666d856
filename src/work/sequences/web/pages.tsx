import { ListOrdered, Plus } from 'lucide-react';
import { lazy } from 'react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Command, type ContactPanel, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listSequences } from '../contract.ts';

export const pages: readonly Page[] = [
  {
    path: '/sequences', title: phrase('Sequences'), element: lazyPage(async () => (await import('./sequences-page.tsx')).SequencesPage),
    nav: { section: 'work', label: phrase('Sequences'), icon: ListOrdered, key: 'q', order: 22 },
  },
  { path: '/sequences/$sequenceId', title: phrase('Sequence'), element: lazyPage(async () => (await import('./sequence-page.tsx')).SequencePage) },
];

export const commands: readonly Command[] = [
  { label: phrase('New sequence'), icon: Plus, href: '/sequences?new=yes', allow: (me) => me.permissions.includes('canSend') },
];

export const finders: readonly Finder[] = [
  {
    kind: phrase('Sequence'), icon: ListOrdered,
    find: async (text, signal) => (await call(listSequences, { query: { search: text, limit: 5 } }, { signal })).items.map(({ id, name }) => ({ id, label: name, href: `/sequences/${id}` })),
  },
];

export const contactPanels: ContactPanel[] = [
  { id: 'sequences', title: phrase('Sequences'), order: 15, place: 'side', element: lazy(() => import('./contact-panel.tsx').then((module) => ({ default: module.ContactSequences }))) },
];
