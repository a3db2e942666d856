import { lazyPage, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

export const pages: readonly Page[] = [
  { path: '/suppressions', title: phrase('Suppressions'), element: lazyPage(async () => (await import('./suppressions-page.tsx')).SuppressionsPage) },
];
