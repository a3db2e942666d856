import { Inbox } from 'lucide-react';
import { lazy } from 'react';
import type { Page } from '../../../platform/ui/page.ts';

export const pages: Page[] = [
  {
    path: '/',
    title: 'Home',
    element: lazy(() => import('./home-page.tsx').then((module) => ({ default: module.HomePage }))),
    nav: { section: 'now', label: 'Home', icon: Inbox, key: 'h', order: 10, phone: true },
  },
  {
    path: '/campaigns/$campaignId',
    title: 'Campaign',
    element: lazy(() => import('./campaign-page.tsx').then((module) => ({ default: module.CampaignPage }))),
  },
];
