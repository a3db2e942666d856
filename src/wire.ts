import { hostname } from 'node:os';
import { join } from 'node:path';
import { createAuth, type Auth } from './platform/auth/index.ts';
import { openDatabase, type Database } from './platform/db/index.ts';
import { apiPages, createWebServer, type Page, type Route, type WebServer } from './platform/http/index.ts';
import { startLoop, type Loop } from './platform/jobs/index.ts';
import { createListener, type Listener } from './platform/listen/index.ts';
import { startOutbox, type OutboxHandler } from './platform/outbox-events/index.ts';
import { metricsPage } from './platform/metrics-registry/index.ts';
import { companiesRoutes } from './people/companies/index.ts';
import { contactsRoutes, type ContactFollower } from './people/contacts/index.ts';
import { importsFollower, importsRoutes, startImports, sweepUploads, uploadFiles } from './people/imports/index.ts';
import { listsFollower, listsRoutes } from './people/lists/index.ts';
import { suppressionsRoutes } from './people/suppressions/index.ts';
import { createAuditLog, createIdentify, memberMail, startAccessSweep, workspacesRoutes } from './people/workspaces/index.ts';
import { startFolding } from './delivery/events/index.ts';
import { createHooksDoor, inboundFollower, inboundRoutes, startInboundUpkeep, takeInboundMail } from './delivery/inbound/index.ts';
import { accessTokenOfServer, createAccessTokens, mailboxesFollower, mailboxRoutes, startLocalMailbox, startMailboxWatches, startSentCopies } from './delivery/mailboxes/index.ts';
import { createCopies, messageRoutes, messagesFollower, sendToMember, startSender as startMailSender } from './delivery/messages/index.ts';
import { createHits, createHitsServer, loadSigningKeys, startJudge, startTrackingUpkeep, tracesFollower, trackingLinks, type Hits, type SigningKeys } from './delivery/tracking/index.ts';
import { checkDomainsDue, connectToServer, createLocalServer, createSigning, systemResolver, transportRoutes, usesLocalMailbox, type ConnectPorts } from './delivery/transport/index.ts';
import { brandRoutes, serveImages, type ImagesDoor } from './craft/brand/index.ts';
import { emailsRoutes } from './craft/emails/index.ts';
import { templatesRoutes } from './craft/templates/index.ts';
import { createPublicDoors, formsFollower, formsOntoList, formsRoutes, startFormsUpkeep } from './craft/forms/index.ts';
import { contactsBySegment, segmentsRoutes, segmentsUsingAttribute, segmentsUsingList } from './craft/segments/index.ts';
import { campaignsForSegments, unsentCampaignsUsingList, campaignsRoutes, startCampaignWorker } from './work/campaigns/index.ts';
import { findMailbox, sequencesFollower, sequencesHear, sequencesRoutes, startSequencesWorker } from './work/sequences/index.ts';
import { createLiveHub, feedRoutes, type LiveHub } from './insight/feed/index.ts';
import { reportsRoutes } from './insight/reports/index.ts';
import { demoDoorway, startReaders } from './demo/index.ts';
import type { RoleContext, RunningRole, StartRole } from './role.ts';

// The one server file that knows every slice: what each is given, and who hears whose events.

const hourMs = 3_600_000;
/** Of the API, as its document says. */
const version = '0.1.0';

/** What happens to rows of other slices when contacts are merged or a person is erased. */
const followers: readonly ContactFollower[] = [listsFollower, importsFollower, messagesFollower, mailboxesFollower, inboundFollower, tracesFollower, formsFollower, sequencesFollower];

/** Who hears which event of whom: `'inbound.replied': [stopOnReply]`. An event may come again; hearing it twice changes nothing. */
const outboxHandlers = ({ clock }: RoleContext): ReadonlyMap<string, readonly OutboxHandler[]> =>
  new Map([...sequencesHear(() => clock.now())].map(([name, handle]) => [name, [handle]]));

/** The app and its API; with the role `hits` in one process, one server takes both. */
export const startWeb: StartRole = async (context) => {
  const parts = await openParts(context, 'web', 12);
  const hits = context.roles.includes('hits') ? openHits(context, parts.keys) : undefined;
  const mailbox = await startLocalMailbox({ ...parts, clock: context.clock });
  const hub = createLiveHub(parts.listener);
  const images = openImages(context);
  const web = await createWeb(context, { ...parts, hits, hub, images, localPort: mailbox.port });
  await web.listen({ port: context.config.port, host: context.config.host });
  const readers = hits && startReaders({
    db: parts.db, links: trackingLinks(parts.keys, ownAddress(context)), isWatched: (workspaceId) => hub.watchersOf(workspaceId) > 0,
    fetchAs: (url, agent) => fetch(url, { headers: { 'user-agent': agent }, redirect: 'manual' }), onError: reportTo(context, 'demo'),
  });
  return stopping([() => readers?.stop(), () => web.close(), async () => hub.close(), () => hits?.close(), () => images.close(), () => mailbox.close(), () => parts.close()]);
};

/** Where this process itself answers: the invented readers knock here, whatever address the world uses. */
const ownAddress = ({ config }: RoleContext): string => `http://${config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host}:${config.port}`;

export const startHits: StartRole = async (context) => {
  if (context.roles.includes('web')) return stopping([]);
  const parts = await openParts(context, 'hits', 4);
  const hits = openHits(context, parts.keys);
  const images = openImages(context);
  const server = createHitsServer(hits, ownPages(context, []).filter(({ path }) => !path.startsWith('/api/')), [images, hooksDoor(context, parts), ...publicDoors(context, parts)]);
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(context.config.port, context.config.host, resolve));
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeIdleConnections(); });
  return stopping([close, () => hits.close(), () => images.close(), () => parts.close()]);
};

export const startSender: StartRole = async (context) => {
  const { clock } = context;
  const parts = await openParts(context, 'sender', 8);
  const mailbox = await startLocalMailbox({ ...parts, clock });
  const tokens = createAccessTokens({ db: parts.db, secret: context.secret });
  const ports = { ...connectPorts(context, mailbox.port), accessToken: accessTokenOfServer(parts.db, tokens, clock) };
  const sender = startMailSender({
    databaseUrl: context.databaseUrl, clock, listener: parts.listener, keys: parts.keys,
    links: trackingLinks(parts.keys, context.config.trackingUrl),
    connect: (server) => connectToServer(server, ports),
    sign: createSigning({ db: parts.db, secret: context.secret, clock }),
    onError: reportTo(context, 'sender'),
  });
  return stopping([() => sender.stop(), () => mailbox.close(), () => parts.close()]);
};

export const startWorker: StartRole = async (context) => {
  const { clock } = context;
  const parts = await openParts(context, 'worker', 8);
  const shared = { db: parts.db, clock, listener: parts.listener, onError: reportTo(context, 'worker') };
  const imports = { ...shared, files: uploadFiles(join(context.config.dataFolder, 'uploads')) };
  const mailboxes = { ...shared, secret: context.secret, tokens: createAccessTokens({ db: parts.db, secret: context.secret }) };
  const watches = startMailboxWatches({ ...mailboxes, take: (mail) => takeInboundMail(parts.db, mail, { keys: parts.keys, clock }) });
  const copies = createCopies({ db: parts.db, keys: parts.keys, links: trackingLinks(parts.keys, context.config.trackingUrl) });
  const loops: Loop[] = [
    startSentCopies({ ...mailboxes, compose: copies }),
    startJudge(shared), startFolding(shared), startAccessSweep(shared), startCampaignWorker(shared), ...startSequencesWorker({ ...shared, keys: parts.keys, mailboxOf: findMailbox }), startImports(imports),
    startTrackingUpkeep(shared), startFormsUpkeep(shared), startInboundUpkeep(shared), startOutbox({ ...shared, handlers: outboxHandlers(context) }),
    startLoop({ name: 'sending domains', everyMs: hourMs, onError: shared.onError, run: async () => checkDomainsDue(parts.db, systemResolver(), clock.now()).then(() => false) }),
    startLoop({ name: 'uploads', everyMs: hourMs, onError: shared.onError, run: async () => sweepUploads(imports).then(() => false) }),
  ];
  return stopping([() => watches.stop(), () => Promise.all(loops.map((loop) => loop.stop())), () => parts.close()]);
};

/** What most roles need: a pool, a line for notices, the keys that links are signed with. */
interface Parts {
  db: Database;
  listener: Listener;
  keys: SigningKeys;
  close(): Promise<void>;
}

async function openParts({ config, databaseUrl }: RoleContext, role: string, connections: number): Promise<Parts> {
  const db = openDatabase(databaseUrl, { max: connections, applicationName: `kindred ${role}` });
  const keys = await loadSigningKeys(db, config.dataFolder);
  const listener = createListener(databaseUrl);
  return {
    db, listener, keys,
    async close() {
      await listener.close();
      await db.close();
    },
  };
}

/** Stops in the order given; what comes first uses what comes after. */
function stopping(steps: readonly (() => Promise<unknown> | undefined)[]): RunningRole {
  return {
    async stop() {
      for (const step of steps) await step();
    },
  };
}

const reportTo = ({ log }: RoleContext, role: string) => (error: unknown) => log.error({ err: error, role }, 'something failed and will be tried again');

/** Pages of readers who are not signed in, wherever the tracking address leads to. */
const publicDoors = ({ clock, config, log }: RoleContext, { db, keys }: Parts) =>
  createPublicDoors({ db, keys, followers, clock, log, publicUrl: config.trackingUrl, trustedProxies: config.trustedProxies });

/** Where mail providers tell of bounces and complaints. */
const hooksDoor = ({ clock, log, secret }: RoleContext, { db, keys }: Parts) => createHooksDoor({ db, keys, clock, log, secret });

const openHits = ({ config, databaseUrl, clock, log, metrics }: RoleContext, keys: SigningKeys): Hits =>
  createHits({ db: { url: databaseUrl }, keys, spoolFolder: join(config.dataFolder, 'spool'), clock, log, metrics, trustedProxies: config.trustedProxies });

/** Pictures of mails, for whoever has their address. */
const openImages = (context: RoleContext): ImagesDoor => serveImages({ databaseUrl: context.databaseUrl, onError: reportTo(context, 'images') });

const connectPorts = ({ config, secret }: Pick<RoleContext, 'config' | 'secret'>, localPort: number): ConnectPorts => {
  const name = new URL(config.baseUrl).hostname;
  return { secret, localPort, helloName: name.includes('.') ? name : hostname() };
};

interface WebParts extends Parts {
  hits: Hits | undefined;
  hub: LiveHub;
  images: ImagesDoor;
  /** Where the built-in mailbox of this process listens. */
  localPort: number;
}

/** Every route there is, bound to what it needs. */
export function createRoutes(context: Pick<RoleContext, 'config' | 'clock' | 'secret'>, parts: Pick<WebParts, 'db' | 'hub' | 'keys' | 'localPort'>, auth: Auth): Route[] {
  const { config, clock, secret } = context;
  const { db, hub, keys, localPort } = parts;
  const segments = contactsBySegment({ db, campaignNames: campaignsForSegments.campaignNames });
  const listUses = async (workspaceId: number, listId: number) => ({
    segments: await segmentsUsingList(db, workspaceId, listId),
    forms: (await formsOntoList.rows(db, [workspaceId, listId])).map(({ name }) => name),
    campaigns: await unsentCampaignsUsingList(db, workspaceId, listId),
  });
  const routes: Route[] = [];
  routes.push(
    ...workspacesRoutes({
      db, auth,
      addresses: { baseUrl: config.baseUrl, trackingUrl: config.trackingUrl, trustedProxies: config.trustedProxies },
      routes: () => routes,
      createLocalServer: async (tx, workspaceId) => void (await createLocalServer(tx, workspaceId)),
      usesLocalMailbox: (workspaceId) => usesLocalMailbox(db, workspaceId),
      memberPixel: trackingLinks(keys, config.trackingUrl).memberUrl,
      demo: demoDoorway(() => ({ db, asOf: clock.now(), trackingUrl: config.trackingUrl })),
      sendInternalMail: (tx, mail) => sendToMember(tx, { ...memberMail(mail), workspaceId: mail.workspaceId as never, memberId: mail.memberId, purpose: 'transactional', now: clock.now() }).then(() => {}),
    }),
    ...contactsRoutes({ db, followers, attributeUses: (workspaceId, key) => segmentsUsingAttribute(db, workspaceId, key), segments }), ...companiesRoutes({ db }), ...listsRoutes({ db, listUses, segments }), ...suppressionsRoutes({ db }),
    ...transportRoutes({ db, clock, dns: systemResolver(), connect: connectPorts(context, localPort) }), ...messageRoutes({ db }), ...inboundRoutes({ db, clock, secret, publicUrl: config.trackingUrl }),
    ...mailboxRoutes({ db, secret, ports: connectPorts(context, localPort), tokens: createAccessTokens({ db, secret }), redirectUri: new URL('/settings/mailbox', config.baseUrl).href }),
    ...importsRoutes({ db, uploadsFolder: join(config.dataFolder, 'uploads') }),
    ...segmentsRoutes({ db, ...campaignsForSegments }),
    ...formsRoutes({ db, keys, followers, publicUrl: config.trackingUrl }),
    ...brandRoutes({ db, trackingUrl: config.trackingUrl }), ...emailsRoutes({ db }), ...templatesRoutes({ db }), ...campaignsRoutes({ db, trackingUrl: config.trackingUrl }), ...sequencesRoutes({ db, keys, mailboxOf: findMailbox }), ...feedRoutes({ db, hub }), ...reportsRoutes({ db }),
  );
  return routes;
}

async function createWeb(context: RoleContext, parts: WebParts): Promise<WebServer> {
  const { config, clock, log } = context;
  const { db, hits } = parts;
  const auth = createAuth({ db, secret: context.secret, baseUrl: config.baseUrl, ...(config.oidc && { oidc: config.oidc }) });
  const routes = createRoutes(context, parts, auth);
  return createWebServer({
    routes, db, clock, log,
    identify: createIdentify({ db, auth }),
    audit: createAuditLog(db),
    baseUrl: config.baseUrl,
    trustedProxies: config.trustedProxies,
    ...(context.webFolder && { webFolder: context.webFolder }),
    ...(hits && { hits }),
    doors: [parts.images, hooksDoor(context, parts), ...publicDoors(context, parts)],
    pages: ownPages(context, routes),
    foreign: [auth.callback],
  });
}

/** Answers outside the API's own paths. */
function ownPages({ health, metrics }: RoleContext, routes: readonly Route[]): Page[] {
  return [
    { path: '/healthz', answer: () => health.ready() },
    { path: '/healthz/live', answer: async () => health.live() },
    { path: '/metrics', answer: () => metricsPage(metrics) },
    ...apiPages(() => routes, version),
  ];
}
