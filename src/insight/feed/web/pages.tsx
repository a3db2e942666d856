import { Radio } from 'lucide-react';
import { lazy } from 'react';
import type { ContactPanel, Page } from '../../../platform/ui/page.ts';

export const pages: Page[] = [
  {
    path: '/live',
    title: 'Live',
    element: lazy(() => import('./live-page.tsx').then((module) => ({ default: module.LivePage }))),
    nav: { section: 'now', label: 'Live', icon: Radio, key: 'l', order: 20, phone: true },
  },
];

export const contactPanels: ContactPanel[] = [
  {
    id: 'timeline',
    title: 'Our time together',
    order: 10,
    place: 'main',
    element: lazy(() => import('./timeline-panel.tsx').then((module) => ({ default: module.TimelinePanel }))),
  },
];
