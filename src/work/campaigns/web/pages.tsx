import { Plus, Send } from 'lucide-react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Command, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listCampaigns } from '../contract.ts';
import { hrefOf } from './status-words.ts';

export const pages: Page[] = [
  {
    path: '/campaigns',
    title: phrase('Campaigns'),
    element: lazyPage(async () => (await import('./campaigns-page.tsx')).CampaignsPage),
    nav: { section: 'work', label: phrase('Campaigns'), icon: Send, key: 'a', order: 20, phone: true },
  },
  { path: '/campaigns/new', title: phrase('New campaign'), element: lazyPage(async () => (await import('./new-campaign-page.tsx')).NewCampaignPage), allow: (me) => me.permissions.includes('canWriteEmails') },
  { path: '/campaigns/$campaignId/edit', title: phrase('Write'), element: lazyPage(async () => (await import('./compose-page.tsx')).ComposePage) },
  { path: '/campaigns/$campaignId/preflight', title: phrase('Look over and launch'), element: lazyPage(async () => (await import('./preflight-page.tsx')).PreflightPage) },
];

export const commands: Command[] = [
  { label: phrase('New campaign'), icon: Plus, href: '/campaigns/new', allow: (me) => me.permissions.includes('canWriteEmails') },
];

export const finders: Finder[] = [
  {
    kind: 'Campaign',
    icon: Send,
    find: async (text, signal) => {
      const { items } = await call(listCampaigns, { query: { search: text, limit: 5 } }, { signal });
      return items.map((campaign) => ({ id: campaign.id, label: campaign.name, href: hrefOf(campaign) }));
    },
  },
];
