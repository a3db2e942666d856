import { createRootRoute, createRoute, createRouter, Outlet, type AnyRoute } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Page } from '../platform/ui/page.ts';
import { openPages } from './access/pages.ts';
import { AppFrame } from './app-frame.tsx';
import { ErrorPage } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { StartPage } from './start-page.tsx';
import { pages } from './pages.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });
const frame = createRoute({ getParentRoute: () => root, id: 'app', component: AppFrame, notFoundComponent: NotFoundPage });

function routeOf(page: Page, parent: AnyRoute): AnyRoute {
  const Element = page.element;
  return createRoute({
    getParentRoute: () => parent,
    path: page.path,
    // Fetches the code before the page is shown, and when a link to it is pointed at.
    loader: () => page.element.preload().then(() => null),
    component: () => <Suspense><Element /></Suspense>,
  }) as unknown as AnyRoute;
}

// Where no slice has the address without a path, it leads to the first place in the sidebar.
const start = pages.some((page) => page.path === '/') ? [] : [createRoute({ getParentRoute: () => frame, path: '/', component: StartPage }) as unknown as AnyRoute];
const lost = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage });

/** The routes of all slices. Query strings stay text: an id is not a number until a page says so. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...openPages.map((page) => routeOf(page, root as unknown as AnyRoute)),
    frame.addChildren([...start, ...pages.map((page) => routeOf(page, frame as unknown as AnyRoute)), lost as unknown as AnyRoute]),
  ]),
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  defaultPreloadStaleTime: 600_000,
  defaultPendingMs: 400,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text ? `?${text}` : '';
  },
});
