import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerPublic } from '../../../platform/public-pages/index.ts';
import { pageWords, pickLanguage, pageLanguages, readAcceptLanguage, type PageWords } from '../pages/page-words.ts';

/** One request of a stranger and how it is answered. */
export interface Exchange {
  isPost: boolean;
  /** Behind the prefix, without the query: `<token>` or `<token>/data.json`. */
  path: string;
  query: URLSearchParams;
  /** Fields of a POST; empty otherwise. */
  sent: URLSearchParams;
  /** What the reader's program wants to read, most wanted first. */
  languages: readonly string[];
  /** The network address it came from. */
  address: string | null;
  /** A script of ours asked, not a person's browser by itself. */
  wantsJson: boolean;
  now: Date;
}

export interface Answer {
  status: number;
  page: string;
  /** Where the answer's form may lead on to. */
  thenTo?: string | null;
  headers?: readonly string[];
}

export const ok = (page: string, more: Partial<Answer> = {}): Answer => ({ status: 200, page, ...more });

/** The reader's language among those that pages speak. */
export const wordsFor = (exchange: Pick<Exchange, 'languages'>): PageWords => pageWords(pickLanguage(exchange.languages, pageLanguages().map(({ language }) => language), 'en'));

export const readLanguages = (request: IncomingMessage, query: URLSearchParams): string[] => {
  const asked = query.get('lang');
  return [...(asked && asked.length < 36 ? [asked] : []), ...readAcceptLanguage(request.headers['accept-language'])];
};

export const bodyAtMost = 64 * 1024;
const patienceMs = 10_000;

/** A POST's body as text; `too-large` and `too-slow` are cut off by whoever asked. Never throws. */
export function readBody(request: IncomingMessage): Promise<string | 'too-large' | 'too-slow'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const late = setTimeout(() => resolve('too-slow'), patienceMs);
    const end = (what: string) => {
      clearTimeout(late);
      resolve(what);
    };
    request.on('error', () => end('too-slow'));
    request.on('close', () => end('too-slow'));
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyAtMost) end('too-large');
      else chunks.push(chunk);
    });
    request.on('end', () => end(Buffer.concat(chunks).toString('utf8')));
  });
}

export function send(response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  answerPublic(response, answer.status, answer.page, { thenTo: answer.thenTo ?? null, headers: answer.headers ?? [] });
}

/** For scripts on other people's sites: nothing secret is ever answered here, so any site may read it. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex', 'content-security-policy': "default-src 'none'",
  }).end(text);
}
