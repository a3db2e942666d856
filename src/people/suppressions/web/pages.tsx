import { lazyPage, type Page } from '../../../platform/ui/page.ts';

export const pages: readonly Page[] = [
  { path: '/suppressions', title: 'Suppressions', element: lazyPage(async () => (await import('./suppressions-page.tsx')).SuppressionsPage) },
];
