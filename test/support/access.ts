import { workspacesRoutes, createIdentify, type InternalMail, type WorkspacesDeps } from '../../src/people/workspaces/index.ts';
import { createAuth } from '../../src/platform/auth/index.ts';
import type { OidcSettings } from '../../src/platform/config/index.ts';
import { movableClock } from '../../src/platform/clock/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import type { Route } from '../../src/platform/http/index.ts';
import { testApp } from './api.ts';

export const baseUrl = 'http://localhost:4400';

/** The real doors: sessions, keys and members as in the product; mail is caught in `mails`. */
export async function accessApp(db: Database, options: { oidc?: OidcSettings; secure?: boolean; demo?: WorkspacesDeps['demo']; more?: readonly Route[] } = {}) {
  const mails: InternalMail[] = [];
  const clock = movableClock(new Date());
  const base = options.secure ? 'https://kindred.example.com' : baseUrl;
  const auth = createAuth({ db, secret: 'a secret of more than thirty-two characters', baseUrl: base, ...(options.oidc ? { oidc: options.oidc } : {}) });
  const routes: Route[] = [...(options.more ?? [])];
  const deps: WorkspacesDeps = {
    db, auth, routes: () => routes,
    addresses: { baseUrl: base, trackingUrl: base, trustedProxies: [] },
    createLocalServer: async (tx, workspaceId) => {
      await tx.query({ text: `insert into servers (workspace_id, name, kind) values ($1, 'Local mailbox', 'local')`, values: [workspaceId] });
    },
    usesLocalMailbox: async () => true,
    sendInternalMail: async (_tx, mail) => void mails.push(mail),
    ...(options.demo ? { demo: options.demo } : {}),
  };
  routes.push(...workspacesRoutes(deps));
  const app = await testApp({ db, routes, clock, baseUrl: base, identify: createIdentify({ db, auth }), foreign: [auth.callback] });
  return { ...app, auth, deps, clock, mails, routes };
}

/** The token in a link that was mailed or answered. */
export const tokenOf = (url: string): string => new URLSearchParams(new URL(url).hash.slice(1)).get('token')!;
