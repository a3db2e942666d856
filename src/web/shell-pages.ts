import { Shapes } from 'lucide-react';
import { lazyPage, type Page } from '../platform/ui/page.ts';
import { phrase } from '../platform/ui/words.ts';

// The gallery is for those who build screens; a released build does not carry it.
const pieces: Page[] = import.meta.env.DEV || import.meta.env.MODE === 'pieces'
  ? [{ path: '/_pieces', title: phrase('Pieces'), element: lazyPage(async () => (await import('./pieces/pieces-page.tsx')).PiecesPage), nav: { section: 'house', label: phrase('Pieces'), icon: Shapes, key: 'x', order: 99 } }]
  : [];

export const shellPages: readonly Page[] = pieces;
