import { Radio } from 'lucide-react';
import { lazy } from 'react';
import { lazyPage, type ContactPanel, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

export const pages: Page[] = [
  {
    path: '/live',
    title: phrase('Live'),
    element: lazyPage(async () => (await import('./live-page.tsx')).LivePage),
    nav: { section: 'now', label: phrase('Live'), icon: Radio, key: 'l', order: 20, phone: true },
  },
];

export const contactPanels: ContactPanel[] = [
  {
    id: 'timeline',
    title: phrase('Our time together'),
    order: 10,
    place: 'main',
    element: lazy(() => import('./timeline-panel.tsx').then((module) => ({ default: module.TimelinePanel }))),
  },
];
