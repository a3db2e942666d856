import { lazyPage, type Page } from '../platform/ui/page.ts';

// The gallery is for those who build screens; a released build does not carry it.
const pieces: Page[] = import.meta.env.DEV || import.meta.env.MODE === 'pieces'
  ? [{ path: '/_pieces', title: 'Pieces', element: lazyPage(async () => (await import('./pieces/pieces-page.tsx')).PiecesPage) }]
  : [];

export const shellPages: readonly Page[] = pieces;
