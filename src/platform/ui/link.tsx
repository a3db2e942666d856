import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo, type AnchorHTMLAttributes, type MouseEvent, type ReactNode, type Ref } from 'react';

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A path with query and fragment, as it stands in the address bar. */
  href: string;
  /** Underlined, as links in sentences and figures are. */
  underlined?: boolean;
  /** The page stays where it is scrolled to: another row of a list is looked at. */
  keepScroll?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

const leavesApp = (href: string): boolean => /^([a-z]+:|\/\/)/i.test(href) || href.startsWith('/api/');

/** A link within the app: the page changes without a reload; with a modifier it is an ordinary link. */
export function Link({ href, underlined, keepScroll, className, onClick, children, ...rest }: LinkProps) {
  const go = useGo();
  const router = useRouter();
  const outside = leavesApp(href) || rest.target === '_blank';
  const followed = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || outside || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href, { keepScroll: keepScroll ?? false });
  };
  const warm = (): void => {
    if (!outside && href.startsWith('/')) void router.preloadRoute({ to: href.split(/[?#]/)[0] ?? '/' }).catch(() => {});
  };
  return (
    <a href={href} className={[underlined ? 'link' : '', className ?? ''].join(' ').trim() || undefined} onClick={followed} onPointerEnter={warm} onFocus={warm} {...rest}>
      {children}
    </a>
  );
}

/** Goes to an address: `go('/contacts/7')`, `go('?tab=opened', { replace: true })`; `keepScroll` leaves the page where it is scrolled to. */
export function useGo(): (href: string, options?: { replace?: boolean; keepScroll?: boolean }) => void {
  const router = useRouter();
  return useCallback((href, options) => {
    const { pathname, searchStr } = router.state.location;
    const full = href.startsWith('?') ? pathname + href : href.startsWith('#') ? pathname + searchStr + href : href;
    if (options?.keepScroll) void router.navigate({ href: full, replace: options.replace ?? false, resetScroll: false });
    else if (options?.replace) router.history.replace(full);
    else router.history.push(full);
  }, [router]);
}

/** The path's parameters and the query of the page on screen, all as text. */
export function usePlace(): { path: string; params: Record<string, string>; query: URLSearchParams } {
  const location = useRouterState({ select: (state) => state.location });
  const params = useRouterState({ select: (state) => state.matches.at(-1)?.params as Record<string, string> | undefined });
  const query = useMemo(() => new URLSearchParams(location.searchStr), [location.searchStr]);
  return { path: location.pathname, params: params ?? {}, query };
}

/** One value in the address, so that a filter survives reload and can be sent to a colleague. */
export function useQueryValue(name: string, fallback = ''): [value: string, set: (value: string) => void] {
  const { query } = usePlace();
  const go = useGo();
  const value = query.get(name) ?? fallback;
  const set = useCallback((next: string) => {
    const changed = new URLSearchParams(query);
    if (next === fallback) changed.delete(name);
    else changed.set(name, next);
    const asked = changed.toString();
    go(asked ? `?${asked}` : '?', { replace: true });
  }, [query, go, name, fallback]);
  return [value, set];
}
