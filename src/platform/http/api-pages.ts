import { docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';
import type { Page } from './server.ts';

const docsPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** `/api/openapi.json` and `/api/docs`, made from the routes when first asked for. */
export function apiPages(routes: () => readonly Route[], version: string): Page[] {
  let made: { json: string; html: string } | undefined;
  const make = () => {
    if (!made) {
      const document = openApiDocument(routes(), version);
      made = { json: JSON.stringify(document), html: docsPage(document) };
    }
    return made;
  };
  return [
    { path: '/api/openapi.json', answer: async () => ({ contentType: 'application/json', body: make().json }) },
    { path: '/api/docs', answer: async () => ({ contentType: 'text/html; charset=utf-8', body: make().html, headers: { 'content-security-policy': docsPolicy } }) },
  ];
}
