import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Log } from '../../platform/log/index.ts';
import type { MetricsRegistry } from '../../platform/metrics-registry/index.ts';
import { speakIn } from '../../platform/words/index.ts';
import { isMachineAlone } from './judge/judge-story.ts';
import { judgedHeaders } from './judge/story.ts';
import { openSpool } from './spool/spool.ts';
import { startHitWriter, type HitWriter, type Kept } from './storing/hit-writer.ts';
import { answerPage, answerPixel, answerRedirect, answerWith } from './taking/answer.ts';
import { clientAddress } from './taking/client-address.ts';
import { hitIds, type Hit, type HitKind } from './taking/hit.ts';
import { memberCookie, ownMember, readRequest, type Asked } from './taking/read-request.ts';
import type { MessageClaim, SigningKeys } from './token.ts';
import { confirmPage, tryAgainPage, unknownLinkPage, unsubscribedPage, wrongMethodPage } from './unsubscribe/pages.ts';
import { findRecipient, type Recipient } from './unsubscribe/recipient.ts';

export interface HitsOptions {
  db: Pick<Database, 'url'>;
  keys: SigningKeys;
  /** On a local disk; several processes may share it. */
  spoolFolder: string;
  clock: Clock;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Addresses and ranges whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** How long a flush may take before its hits go to the spool. Default 2000. */
  patienceMs?: number;
  /** Connections that flush hits. */
  connections?: number;
  /** Told what became of hits, and what waits on disk. */
  metrics?: Pick<MetricsRegistry, 'gauge'>;
}

export interface Hits {
  /** Answers everything below `/t/`; whatever comes, it neither throws nor leaves a request unanswered. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Hits by what became of them, since the start. */
  readonly counts: HitWriter['counts'];
  /** Bytes that wait on disk. */
  waitingBytes(): Promise<number>;
  /** Waits until everything taken is safe. Stop taking requests first. */
  close(): Promise<void>;
}

const bodyAtMost = 64 * 1024;
const agentAtMost = 1000;
const headerAtMost = 200;
const cookieSeconds = 365 * 24 * 3600;

/** The tracking address: pixels, links and opt-outs. Each hit is answered once it is safe. */
export function createHits(options: HitsOptions): Hits {
  const spool = openSpool(options.spoolFolder);
  const writer = startHitWriter({
    databaseUrl: options.db.url, spool, log: options.log,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }), ...(options.connections === undefined ? {} : { connections: options.connections }),
  });
  if (options.metrics) showCounts(options.metrics, writer.counts, () => spool.waitingBytes());
  const nextId = hitIds();
  const addressOf = clientAddress(options.trustedProxies);

  const take = (request: IncomingMessage, kind: HitKind, message: MessageClaim, link: number | null, done: (kept: Kept) => void) => {
    const headers = keptHeaders(request);
    const hit: Hit = {
      id: nextId(), workspaceId: message.workspaceId, messageId: message.messageId, at: options.clock.now().getTime(), kind, link,
      method: request.method ?? 'GET', agent: keptText(request.headers['user-agent'], agentAtMost), address: addressOf(request), headers,
      ownMember: ownMember(request, options.keys, message.workspaceId), robot: false,
    };
    hit.robot = isMachineAlone(hit);
    writer.write(hit, done);
  };
  const recipientOf = (message: MessageClaim) => writer.ask((on) => findRecipient(on, message.workspaceId, message.messageId));

  const showUnsubscribe = (request: IncomingMessage, response: ServerResponse, message: MessageClaim) => {
    take(request, 'unsubscribe-view', message, null, () => void recipientOf(message).then((recipient) => answerPage(response, 200, inTheirWords(request, recipient, () => confirmPage(recipient, preferencesPath(request))))));
  };
  const unsubscribe = (request: IncomingMessage, response: ServerResponse, message: MessageClaim) => {
    take(request, 'unsubscribe', message, null, (kept) => {
      if (kept === 'lost') return answerPage(response, 503, inTheirWords(request, null, tryAgainPage), ['retry-after', '60']);
      void recipientOf(message).then((recipient) => answerPage(response, 200, inTheirWords(request, recipient, () => unsubscribedPage(recipient, preferencesPath(request)))));
    });
  };
  const look = (request: IncomingMessage, response: ServerResponse, asked: Exclude<Asked, { what: 'member' }>) => {
    if (request.method === 'OPTIONS') {
      const kind = asked.what === 'unsubscribe' ? 'unsubscribe-view' : asked.what;
      return take(request, kind, asked.message, asked.what === 'click' ? asked.link : null, () => answerWith(response, 204, ['allow', methodsOf(asked)]));
    }
    if (asked.what === 'open') return take(request, 'open', asked.message, null, () => answerPixel(response));
    if (asked.what === 'click') return take(request, 'click', asked.message, asked.link, () => answerRedirect(response, asked.target));
    return showUnsubscribe(request, response, asked.message);
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const asked = readRequest(request.url ?? '', options.keys);
    const isLook = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (request.method === 'POST') {
      return readBody(request, response, () => {
        if (asked?.what === 'unsubscribe') unsubscribe(request, response, asked.message);
        else if (asked) answerPage(response, 405, inTheirWords(request, null, wrongMethodPage), ['allow', methodsOf(asked)]);
        else answerPage(response, 404, inTheirWords(request, null, unknownLinkPage));
      });
    }
    if (!asked) return answerPage(response, 404, inTheirWords(request, null, unknownLinkPage));
    if (!isLook) return answerPage(response, 405, inTheirWords(request, null, wrongMethodPage), ['allow', methodsOf(asked), 'connection', 'close']);
    if (asked.what === 'member') return answerPixel(response, ['set-cookie', cookieOf(request, asked.token)]);
    return look(request, response, asked);
  };

  return {
    counts: writer.counts,
    waitingBytes: () => spool.waitingBytes(),
    close: () => writer.close(),
    handle(request, response) {
      // A reader who leaves early breaks nothing: the hit is taken all the same.
      response.on('error', () => {});
      try {
        answer(request, response);
      } catch (error) {
        options.log.error({ err: error }, 'a request to the tracking address failed');
        if (!response.headersSent) answerWith(response, 500);
      }
    },
  };
}

function showCounts(metrics: Pick<MetricsRegistry, 'gauge'>, counts: HitWriter['counts'], waitingBytes: () => Promise<number>): void {
  metrics.gauge('kindred_hits_stored', 'Hits written to the database since the start.', () => counts.stored);
  metrics.gauge('kindred_hits_spooled', 'Hits that had to wait on disk, since the start.', () => counts.spooled);
  metrics.gauge('kindred_hits_replayed', 'Hits brought from disk into the database since the start.', () => counts.replayed);
  metrics.gauge('kindred_hits_lost', 'Hits that neither the database nor the disk took, since the start.', () => counts.lost);
  metrics.gauge('kindred_spool_bytes', 'Bytes of hits that wait on disk.', waitingBytes);
}

/** The same token opens the page of choices: `/t/u/<token>` -> `/p/<token>`. */
const preferencesPath = (request: IncomingMessage): string => `/p/${/^\/t\/u\/([\w-]+)/.exec(request.url ?? '')?.[1] ?? ''}`;

const methodsOf = (asked: Asked): string => (asked.what === 'unsubscribe' ? 'GET, HEAD, POST, OPTIONS' : 'GET, HEAD, OPTIONS');

/** Reads a body to its end without keeping it: the address says everything, as RFC 8058 wants. Cuts off what is too large. */
function readBody(request: IncomingMessage, response: ServerResponse, done: () => void): void {
  let bytes = 0;
  request.on('error', () => {});
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= bodyAtMost || response.headersSent) return;
    answerWith(response, 413, ['connection', 'close']);
    request.destroy();
  });
  request.on('end', () => { if (bytes <= bodyAtMost) done(); });
}

function keptHeaders(request: IncomingMessage): Record<string, string> | null {
  let kept: Record<string, string> | null = null;
  for (const name of judgedHeaders) {
    const value = keptText(request.headers[name], headerAtMost);
    if (value !== null) (kept ??= {})[name] = value;
  }
  return kept;
}

const keptText = (value: string | string[] | undefined, most: number): string | null =>
  value === undefined ? null : (typeof value === 'string' ? value : value.join(', ')).slice(0, most);

/** Webmail shows our pixel inside its own page, so over https the cookie is to travel there, too. */
function cookieOf(request: IncomingMessage, token: string): string {
  const isSecure = 'encrypted' in request.socket || /^https\b/i.test(String(request.headers['x-forwarded-proto'] ?? ''));
  return `${memberCookie}=${token}; Path=/t; Max-Age=${cookieSeconds}; HttpOnly; ${isSecure ? 'SameSite=None; Secure' : 'SameSite=Lax'}`;
}

/** In the reader's own language as we know it, else in that of their program. */
function inTheirWords(request: IncomingMessage, recipient: Recipient | null, page: () => string): string {
  return speakIn([recipient?.language, request.headers['accept-language']].filter(Boolean).join(','), page);
}
