import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { statement, type Database } from '../../../platform/db/index.ts';
import type { OpenDoor } from '../../../platform/http/index.ts';
import type { Log } from '../../../platform/log/index.ts';
import { open } from '../../../platform/sealing/index.ts';
import type { InboundPorts } from '../taking/take-inbound-mail.ts';
import { findHook, hashOf } from './hook-settings.ts';
import { providers, type HookReading, type Provider } from './provider-report.ts';
import { readMailgun, readPostmark, readSendgrid } from './read-others.ts';
import { readSes, type FetchText } from './read-ses.ts';
import { takeReports } from './take-reports.ts';

export interface HooksDoorDeps extends InboundPorts {
  db: Database;
  /** What sealed keys are opened with. */
  secret: string;
  log: Pick<Log, 'error'>;
  fetchText?: FetchText;
}

const prefix = '/hooks/';
const bytesAtMost = 1024 * 1024;
const patienceMs = 10_000;

const heard = statement('inbound.hook-heard', 'update inbound_hooks set heard_at = $3, topic = coalesce(topic, $4) where workspace_id = $1 and provider = $2');
// Whoever knocks with wrong signatures costs one write a minute.
const refused = statement('inbound.hook-refused', `
  update inbound_hooks set refused_at = $3, refused_reason = $4 where workspace_id = $1 and provider = $2 and (refused_at is null or refused_at < $3::timestamptz - interval '1 minute')`);

/** `POST /hooks/<provider>/<workspace>-<secret>`: where mail providers tell of bounces and complaints. Whatever does not fit is answered alike. */
export function createHooksDoor(deps: HooksDoorDeps): OpenDoor {
  return {
    prefix,
    handle(request, response) {
      response.on('error', () => {});
      request.on('error', () => {});
      answer(deps, request).then((status) => end(request, response, status), (error: unknown) => {
        deps.log.error({ err: error }, 'a report of a mail provider could not be taken');
        end(request, response, 503);
      });
    },
  };
}

function end(request: IncomingMessage, response: ServerResponse, status: number): void {
  const closes = status >= 400;
  response.writeHead(status, { 'content-length': 0, ...(closes && { connection: 'close' }), ...(status === 405 && { allow: 'POST' }), ...(status === 503 && { 'retry-after': '60' }) }).end();
  // What still comes is read by nobody: a moment, so that the answer arrives, then the line is cut.
  if (closes && !request.complete) response.once('finish', () => setTimeout(() => request.destroy(), 500).unref());
}

async function answer(deps: HooksDoorDeps, request: IncomingMessage): Promise<number> {
  const [, provider, workspace, secret] = /^\/hooks\/([a-z]{1,20})\/(\d{1,9})-([\w-]{20,60})$/.exec((request.url ?? '').split('?', 1)[0]!) ?? [];
  if (!providers.includes(provider as Provider)) return 404;
  if (request.method !== 'POST') return 405;
  const place = { workspaceId: Number(workspace), provider: provider as Provider };
  const hook = await findHook.maybe(deps.db, [place.workspaceId, provider]);
  if (!hook || !timingSafeEqual(hook.secret_hash, hashOf(secret!))) return 404;
  const body = await readBody(request);
  if (typeof body === 'number') return body;
  const now = deps.clock.now();
  const key = hook.key_sealed && open(deps.secret, hook.key_sealed);
  const reading = await read(deps, place.provider, request, body, { key, topic: hook.topic }, now);
  if ('refused' in reading) {
    await refused.run(deps.db, [place.workspaceId, provider, now, reading.refused]);
    return 403;
  }
  if ('confirm' in reading) await (deps.fetchText ?? fetchAmazon)(reading.confirm);
  else await takeReports(deps.db, place, reading, deps);
  await heard.run(deps.db, [place.workspaceId, provider, now, reading.topic ?? null]);
  return 200;
}

async function read(deps: HooksDoorDeps, provider: Provider, { headers }: IncomingMessage, body: Buffer, { key, topic }: { key: string | null; topic: string | null }, now: Date): Promise<HookReading> {
  if (provider === 'ses') return readSes(body, topic, now, deps.fetchText ?? fetchAmazon);
  if (provider === 'sendgrid') return readSendgrid(body, { signature: String(headers['x-twilio-email-event-webhook-signature'] ?? ''), timestamp: String(headers['x-twilio-email-event-webhook-timestamp'] ?? '') }, key, now);
  let sent: unknown;
  try {
    sent = JSON.parse(body.toString('utf8'));
  } catch {
    return { refused: 'it is no JSON' };
  }
  return provider === 'postmark' ? readPostmark(sent, now) : readMailgun(sent, key, now);
}

/** A body within its bounds of size and time, or the status that says why not. */
function readBody(request: IncomingMessage): Promise<Buffer | 408 | 413> {
  if (Number(request.headers['content-length'] ?? 0) > bytesAtMost) return Promise.resolve(413);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (read: Buffer | 408 | 413) => {
      clearTimeout(timer);
      request.removeAllListeners('data').pause();
      resolve(read);
    };
    const timer = setTimeout(() => done(408), patienceMs);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytesAtMost) return done(413);
      chunks.push(chunk);
      return undefined;
    });
    request.once('end', () => done(Buffer.concat(chunks)));
    request.once('error', (error) => { clearTimeout(timer); reject(error); });
  });
}

/** Only ever called with an address of Amazon's: no redirect leads away from it. */
async function fetchAmazon(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`Amazon answered ${response.status}`);
  return (await response.text()).slice(0, 100_000);
}
