import { useEffect } from 'react';
import { useGo } from '../platform/ui/link.tsx';
import { useMe } from '../platform/ui/session.ts';
import { SkeletonRows } from '../platform/ui/skeleton.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { pages } from './pages.ts';
import { navSections } from './reachable.ts';

/** The address without a path leads to the first place in the sidebar. */
export function StartPage() {
  const me = useMe();
  const go = useGo();
  const first = navSections(pages, me)[0]?.[0]?.path;
  useEffect(() => {
    if (first && first !== '/') go(first, { replace: true });
  }, [first, go]);
  return first ? <SkeletonRows /> : <NotFoundPage />;
}
