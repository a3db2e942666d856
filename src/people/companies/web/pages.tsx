import { Building2 } from 'lucide-react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listCompanies } from '../contract.ts';

export const pages: readonly Page[] = [
  { path: '/companies', title: phrase('Companies'), element: lazyPage(async () => (await import('./companies-page.tsx')).CompaniesPage) },
  { path: '/companies/$companyId', title: phrase('Company'), element: lazyPage(async () => (await import('./company-page.tsx')).CompanyPage) },
];

export const finders: readonly Finder[] = [
  { kind: 'Company', icon: Building2, find: async (text, signal) => (await call(listCompanies, { query: { search: text, limit: 4 } }, { signal })).items.map((company) => ({ id: company.id, label: company.name, href: `/companies/${company.id}` })) },
];
