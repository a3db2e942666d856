import { ListChecks } from 'lucide-react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listLists } from '../contract.ts';

export const pages: readonly Page[] = [
  { path: '/lists', title: phrase('Lists'), element: lazyPage(async () => (await import('./lists-page.tsx')).ListsPage) },
  { path: '/lists/$listId', title: phrase('List'), element: lazyPage(async () => (await import('./list-page.tsx')).ListPage) },
];

export const finders: readonly Finder[] = [
  { kind: 'List', icon: ListChecks, find: async (text, signal) => (await call(listLists, { query: { search: text, limit: 5 } }, { signal })).items.map((list) => ({ id: list.id, label: list.name, href: `/lists/${list.id}` })) },
];
