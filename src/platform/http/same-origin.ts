import { t } from '../words/contract.ts';
import { HttpProblem } from './problem-details.ts';

/**
 * Refuses writes that another site's page made a browser send (cross-site request forgery).
 * Sec-Fetch-Site cannot be set by a page, so it decides where it is there; older browsers send
 * Origin. A request with neither comes from a program, which has no cookie jar to misuse.
 */
export function requireSameOrigin(headers: { [name: string]: string | string[] | undefined }, baseUrl: string): void {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const origin = headers['origin'];
  if (site === undefined && (origin === undefined || isOurs(origin, headers['host'], baseUrl))) return;
  throw new HttpProblem('forbidden', 403, 'cross_site', t('This came from another site, so nothing was changed. Programs use an API key instead of a session.'));
}

function isOurs(origin: string | string[], host: string | string[] | undefined, baseUrl: string): boolean {
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  return origin === new URL(baseUrl).origin || new URL(origin).host === host;
}
