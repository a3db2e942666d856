import { Inbox } from 'lucide-react';
import { lazyPage, type Page } from '../../../platform/ui/page.ts';

export const pages: Page[] = [
  {
    path: '/',
    title: 'Home',
    element: lazyPage(async () => (await import('./home-page.tsx')).HomePage),
    nav: { section: 'now', label: 'Home', icon: Inbox, key: 'h', order: 10, phone: true },
  },
  {
    path: '/campaigns/$campaignId',
    title: 'Campaign',
    element: lazyPage(async () => (await import('./campaign-page.tsx')).CampaignPage),
  },
];
