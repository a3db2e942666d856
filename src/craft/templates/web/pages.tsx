import { LayoutTemplate } from 'lucide-react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listTemplates } from '../contract.ts';

export const pages: readonly Page[] = [
  {
    path: '/templates', title: phrase('Templates'), element: lazyPage(async () => (await import('./templates-page.tsx')).TemplatesPage),
    nav: { section: 'work', label: phrase('Templates'), icon: LayoutTemplate, key: 'e', order: 30 },
  },
  { path: '/templates/$templateId', title: phrase('Template'), element: lazyPage(async () => (await import('./template-page.tsx')).TemplatePage) },
];

export const finders: readonly Finder[] = [
  { kind: phrase('Template'), icon: LayoutTemplate, find: async (text, signal) => (await call(listTemplates, { query: { search: text, limit: 5 } }, { signal })).items.map((template) => ({ id: template.id, label: template.name, href: `/templates/${template.id}` })) },
];
