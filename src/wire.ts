import { createAuth } from './platform/auth/index.ts';
import { openDatabase, type Database } from './platform/db/index.ts';
import { createWebServer, type Page, type Route, type WebServer } from './platform/http/index.ts';
import { metricsPage } from './platform/metrics-registry/index.ts';
import { createAuditLog, createIdentify, workspacesRoutes } from './people/workspaces/index.ts';
import type { RoleContext, RunningRole, StartRole } from './role.ts';

// The one server file that knows every slice: what each is given, and who hears whose events.

export const startWeb: StartRole = async (context) => {
  const db = openDatabase(context.databaseUrl, { max: 12, applicationName: 'kindred web' });
  const web = await createWeb(context, db);
  await web.listen({ port: context.config.port, host: context.config.host });
  return {
    async stop() {
      await web.close();
      await db.close();
    },
  };
};

export const startHits: StartRole = async () => idle;
export const startSender: StartRole = async () => idle;
export const startWorker: StartRole = async () => idle;

const idle: RunningRole = { stop: async () => {} };

async function createWeb(context: RoleContext, db: Database): Promise<WebServer> {
  const { config, clock, log } = context;
  const auth = createAuth({ db, secret: context.secret, baseUrl: config.baseUrl });
  const routes: Route[] = [];
  routes.push(
    ...workspacesRoutes({
      db, auth,
      addresses: { baseUrl: config.baseUrl, trackingUrl: config.trackingUrl, trustedProxies: config.trustedProxies },
      routes: () => routes,
      createLocalServer: async () => {},
      usesLocalMailbox: async () => true,
      sendInternalMail: async () => {},
    }),
  );
  return createWebServer({
    routes, db, clock, log,
    identify: createIdentify({ db, auth }),
    audit: createAuditLog(db),
    baseUrl: config.baseUrl,
    trustedProxies: config.trustedProxies,
    ...(context.webFolder && { webFolder: context.webFolder }),
    pages: ownPages(context),
    foreign: [auth.callback],
  });
}

function ownPages({ health, metrics }: RoleContext): Page[] {
  return [
    { path: '/healthz', answer: () => health.ready() },
    { path: '/healthz/live', answer: async () => health.live() },
    { path: '/metrics', answer: () => metricsPage(metrics) },
  ];
}
