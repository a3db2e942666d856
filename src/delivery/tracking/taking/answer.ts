import type { ServerResponse } from 'node:http';
import { answerPublic } from '../../../platform/public-pages/index.ts';
import { locationOf } from './location.ts';

/** One transparent pixel, as text: node sends text in one piece with the headers, bytes in a piece of their own. */
export const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64').toString('latin1');

// Nothing may be kept on the way: each look is to come to us.
const never = ['cache-control', 'no-store, max-age=0', 'x-robots-tag', 'noindex'];

export function answerPixel(response: ServerResponse, headers: string[] = []): void {
  response.writeHead(200, [...never, 'content-type', 'image/gif', 'content-length', String(pixel.length), ...headers]).end(pixel, 'latin1');
}

export function answerRedirect(response: ServerResponse, target: string): void {
  response.writeHead(302, [...never, 'referrer-policy', 'no-referrer', 'location', locationOf(target), 'content-length', '0']).end();
}

export const answerPage = (response: ServerResponse, status: number, page: string, headers: readonly string[] = []): void => answerPublic(response, status, page, { headers });

/** An answer without a body. */
export function answerWith(response: ServerResponse, status: number, headers: string[] = []): void {
  response.writeHead(status, [...never, ...(status === 204 ? [] : ['content-length', '0']), ...headers]).end();
}
