import { Palette } from 'lucide-react';
import { lazyPage, type Command, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

/** Settings, brand: how mails look. */
export const pages: readonly Page[] = [
  { path: '/settings/brand', title: phrase('Brand'), element: lazyPage(async () => (await import('./brand-page.tsx')).BrandPage) },
];

export const commands: readonly Command[] = [
  { label: phrase('Brand: logo, colours, fonts'), icon: Palette, href: '/settings/brand' },
];
