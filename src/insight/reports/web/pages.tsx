import { Inbox } from 'lucide-react';
import { lazyPage, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

export const pages: Page[] = [
  {
    path: '/',
    title: phrase('Home'),
    element: lazyPage(async () => (await import('./home-page.tsx')).HomePage),
    nav: { section: 'now', label: phrase('Home'), icon: Inbox, key: 'h', order: 10, phone: true },
  },
  {
    path: '/campaigns/$campaignId',
    title: phrase('Campaign'),
    element: lazyPage(async () => (await import('./campaign-page.tsx')).CampaignPage),
  },
];
