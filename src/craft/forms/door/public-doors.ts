import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress, type ClientAddress } from '../../../delivery/tracking/index.ts';
import type { OpenDoor } from '../../../platform/http/index.ts';
import { isStorable } from '../../../platform/http/index.ts';
import type { Log } from '../../../platform/log/index.ts';
import type { PublicDeps } from '../house.ts';
import { noticePage } from '../pages/notice-pages.ts';
import type { PageText } from '../pages/page-words.ts';
import { readToken } from '../tokens.ts';
import { startToken } from '../sign-up/start-token.ts';
import { answerConfirmation } from './confirm-door.ts';
import { embedScript } from './embed-script.ts';
import { readBody, readLanguages, send, sendJson, wordsFor, type Exchange } from './exchange.ts';
import { answerForm } from './form-door.ts';
import { answerPerson } from './preferences-door.ts';

export interface DoorDeps extends PublicDeps {
  trustedProxies: readonly string[];
  log: Pick<Log, 'error'>;
}

/** Pages for people who are not signed in, on the tracking address: `/f/` sign-up forms, `/p/` pages of choices. Nothing acts on GET. */
export function createPublicDoors(deps: DoorDeps): OpenDoor[] {
  const addressOf = clientAddress(deps.trustedProxies);
  const door = (prefix: string, answer: AnswerDoor): OpenDoor => ({
    prefix,
    handle(request, response) {
      response.on('error', () => {});
      request.on('error', () => {});
      serve(deps, addressOf, prefix, request, response, answer).catch((error: unknown) => {
        deps.log.error({ err: error }, 'a public page could not be answered');
        fail(response, { languages: readLanguages(request, new URLSearchParams()) }, 503, 'trouble_title', 'trouble');
      });
    },
  });
  return [door('/f/', answerSignUp), door('/p/', answerChoices)];
}

type AnswerDoor = (deps: DoorDeps, exchange: Exchange, response: ServerResponse) => Promise<boolean>;

async function serve(deps: DoorDeps, addressOf: ClientAddress, prefix: string, request: IncomingMessage, response: ServerResponse, answer: AnswerDoor): Promise<void> {
  const [path = '', search = ''] = (request.url ?? '').slice(prefix.length).split('#', 1)[0]!.split(/\?(.*)/s);
  const query = new URLSearchParams(search.slice(0, 2000));
  const method = request.method ?? 'GET';
  const exchange: Exchange = {
    isPost: method === 'POST', path, query, sent: new URLSearchParams(), languages: readLanguages(request, query), address: addressOf(request),
    wantsJson: /^application\/json\b/.test(request.headers.accept ?? ''), now: deps.clock.now(),
  };
  if (method === 'OPTIONS') return void response.writeHead(204, { allow: 'GET, HEAD, POST, OPTIONS', 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST', 'content-length': 0 }).end();
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return fail(response, exchange, 405, 'method_title', 'method', ['allow', 'GET, HEAD, POST, OPTIONS', 'connection', 'close']);
  if (exchange.isPost) {
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return fail(response, exchange, 415, 'method_title', 'method', ['connection', 'close']);
    const body = await readBody(request);
    if (body === 'too-large') {
      fail(response, exchange, 413, 'too_large_title', 'too_large', ['connection', 'close']);
      // What still comes is read by nobody: a moment, so that the answer arrives, then the line is cut.
      response.once('finish', () => setTimeout(() => request.destroy(), 500).unref());
      return undefined;
    }
    if (body === 'too-slow') return void request.destroy();
    exchange.sent = new URLSearchParams(body);
  }
  if (!isStorable(path) || !(await answer(deps, exchange, response))) fail(response, exchange, 404, 'bad_link_title', 'bad_link');
  return undefined;
}

async function answerSignUp(deps: DoorDeps, exchange: Exchange, response: ServerResponse): Promise<boolean> {
  const [token = '', part, ...rest] = exchange.path.split('/');
  if (rest.length > 0) return false;
  if (token === 'embed.js' && part === undefined && !exchange.isPost) {
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'x-content-type-options': 'nosniff' }).end(embedScript);
    return true;
  }
  if (part === 'start' && !exchange.isPost) {
    const claim = readToken(deps.keys, 'form', token);
    if (!claim) return false;
    sendJson(response, 200, { start: startToken(deps.keys, { workspaceId: claim[0]!, id: claim[1]! }, exchange.now) });
    return true;
  }
  if (part !== undefined && part !== '') return false;
  if (await answerForm(deps, token, exchange, response)) return true;
  const answer = await answerConfirmation(deps, token, exchange);
  if (answer) send(response, answer);
  return answer !== null;
}

async function answerChoices(deps: DoorDeps, exchange: Exchange, response: ServerResponse): Promise<boolean> {
  const answer = await answerPerson(deps, exchange.path, exchange, response);
  if (answer !== null && answer !== 'sent') send(response, answer);
  return answer !== null;
}

function fail(response: ServerResponse, exchange: Pick<Exchange, 'languages'>, status: number, title: PageText, text: PageText, headers: readonly string[] = []): void {
  send(response, { status, page: noticePage(wordsFor(exchange), null, title, text), headers: status === 503 ? ['retry-after', '60', ...headers] : headers });
}
