// The web app without a server behind it, for what the shell alone promises: the API is played by the test.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { pagePolicy } from '../../../src/platform/http/security-headers.ts';
import { webFolder } from './web-folder.ts';

const kinds: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

export interface BuiltApp {
  url: string;
  close: () => Promise<void>;
}

/** Serves the app with the gallery in it on a free port, under the policy it has in earnest. */
export async function serveBuiltApp(): Promise<BuiltApp> {
  const folder = await webFolder('pieces');
  const server: Server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = extname(path) === '' ? 'index.html' : path.slice(1);
    const body = await readFile(join(folder, file)).catch(() => null);
    response.writeHead(body === null ? 404 : 200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream', 'content-security-policy': pagePolicy });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Played {
  status?: number;
  body: unknown;
}

/** Plays the API: `{ 'GET /me': () => ({ body }) }`; what is not played answers 404. Answers what was asked, in order. */
export async function playApi(page: Page, answers: Record<string, (body: unknown) => Played>): Promise<{ asked: { call: string; body: unknown; headers: Record<string, string> }[] }> {
  const asked: { call: string; body: unknown; headers: Record<string, string> }[] = [];
  await page.route('**/api/v1/**', async (route) => {
    const request = route.request();
    const call = `${request.method()} ${new URL(request.url()).pathname.replace('/api/v1', '')}`;
    const body = request.postData() ? request.postDataJSON() as unknown : undefined;
    asked.push({ call, body, headers: request.headers() });
    const played = answers[call]?.(body) ?? { status: 404, body: { code: 'not_found', title: 'There is nothing here', detail: 'Nothing was changed.' } };
    await route.fulfill({ status: played.status ?? 200, contentType: 'application/json', body: JSON.stringify(played.body) });
  });
  return { asked };
}

/** What a signed-in owner's GET /me answers. */
export const ana = {
  member: { id: 1, name: 'Ana Ferreira', email: 'ana@ferrow.example', team: 'sales', role: 'owner' },
  workspace: { id: 1, name: 'Ferrow', timeZone: 'Europe/Berlin', isDemo: false, trackingMode: 'per-person' },
  workspaces: [{ id: 1, name: 'Ferrow', isDemo: false }],
  permissions: ['canView', 'canSend'],
  banner: { localMailbox: true },
};
export const signedOut = (): Played => ({ status: 401, body: { code: 'unauthenticated', title: 'You are signed out', detail: 'Sign in.' } });
