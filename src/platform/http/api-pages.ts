import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';
import type { Page } from './server.ts';

const docsPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** `/api/openapi.json` and `/api/docs`, made from the routes when first asked for. */
export function apiPages(routes: () => readonly Route[], version: string): Page[] {
  let made: { json: string; html: string } | undefined;
  const make = () => {
    if (!made) {
      const document = openApiDocument(routes(), version);
      made = { json: JSON.stringify(document), html: docsPage(document, fontAddress()) };
    }
    return made;
  };
  return [
    { path: '/api/openapi.json', answer: async () => ({ contentType: 'application/json', body: make().json }) },
    { path: '/api/docs', answer: async () => ({ contentType: 'text/html; charset=utf-8', body: make().html, headers: { 'content-security-policy': docsPolicy } }) },
  ];
}

/** The app's own font, carried by the page itself: its name in the built app is not known here. */
function fontAddress(): string {
  const file = createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
  return `data:font/woff2;base64,${readFileSync(file).toString('base64')}`;
}
