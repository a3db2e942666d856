import type { Page, PageNav } from '../platform/ui/page.ts';
import type { Me } from '../platform/ui/session.ts';

export type NavPage = Page & { nav: PageNav };

/** The pages with a place in the sidebar that this member may see, in order, by section. */
export function navSections(pages: readonly Page[], me: Me): NavPage[][] {
  const seen = pages.filter((page): page is NavPage => page.nav !== undefined && (page.allow?.(me) ?? true));
  return (['now', 'work', 'figures', 'house'] as const)
    .map((section) => seen.filter((page) => page.nav.section === section).toSorted((a, b) => a.nav.order - b.nav.order))
    .filter((section) => section.length > 0);
}

/** The page whose place in the sidebar a path belongs to: the longest that it begins with. */
export function currentNav(sections: readonly NavPage[][], path: string): NavPage | undefined {
  return sections.flat().filter((page) => path === page.path || path.startsWith(page.path === '/' ? '//' : `${page.path}/`)).toSorted((a, b) => b.path.length - a.path.length)[0];
}
