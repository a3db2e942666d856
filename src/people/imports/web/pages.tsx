import { lazyPage, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

export const pages: readonly Page[] = [
  { path: '/imports', title: phrase('Imports'), element: lazyPage(async () => (await import('./imports-page.tsx')).ImportsPage) },
  { path: '/imports/new', title: phrase('Import'), element: lazyPage(async () => (await import('./new-import-page.tsx')).NewImportPage), allow: (me) => me.permissions.includes('canImport') },
  { path: '/imports/$importId', title: phrase('Import'), element: lazyPage(async () => (await import('./import-page.tsx')).ImportPage) },
];
