import type { ServerResponse } from 'node:http';
import { html, textOf, trusted, type SafeHtml } from './html.ts';
import { pageStyles } from './styles.ts';

/** How a workspace's pages look to strangers. Colours are `#rrggbb`. */
export interface PageLook {
  /** Behind buttons and marks; text on it is black or white, whichever reads better. */
  accent: string;
  /** Corners in px. */
  radius: number;
  /** Served by us; shown above the page. */
  logo: { url: string; alt: string; width: number } | null;
}

export const plainLook: PageLook = { accent: '#1d1d22', radius: 8, logo: null };

export interface PublicPage {
  /** BCP 47, for the reader's program. */
  language: string;
  title: string;
  body: SafeHtml;
  look?: PageLook;
  /** Stands small under the page: whose it is. */
  foot?: SafeHtml | null;
  wide?: boolean;
}

/** A whole page: no script, nothing from elsewhere, light and dark by the reader's wish. */
export function publicPage({ language, title, body, look = plainLook, foot, wide }: PublicPage): string {
  const logo = look.logo && html`<img class="logo" src="${look.logo.url}" alt="${look.logo.alt}" width="${look.logo.width}">`;
  return textOf(html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${trusted(pageStyles(look))}</style></head>
<body><main${trusted(wide ? ' class="wide"' : '')}>${logo}<h1>${title}</h1>
${body}</main>${foot && html`<footer>${foot}</footer>`}</body>
</html>
`);
}

/** What a page of ours may do: style itself, show our pictures, send its form to us and be led on to `thenTo`; nothing runs in it. */
export function publicPolicy(thenTo?: string | null): string {
  return `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'${thenTo ? ` ${new URL(thenTo).origin}` : ''}; base-uri 'none'; frame-ancestors 'none'`;
}

/** Answers a page that is kept nowhere and found by no search. */
export function answerPublic(response: ServerResponse, status: number, page: string, more: { thenTo?: string | null; headers?: readonly string[] } = {}): void {
  response.writeHead(status, [
    'cache-control', 'no-store, max-age=0', 'x-robots-tag', 'noindex', 'content-type', 'text/html; charset=utf-8', 'content-length', String(Buffer.byteLength(page)),
    'content-security-policy', publicPolicy(more.thenTo), 'referrer-policy', 'no-referrer', 'x-content-type-options', 'nosniff', ...(more.headers ?? []),
  ]).end(page);
}
