import { z } from 'zod';
import type { AnyEndpoint } from '../../src/platform/http/contract.ts';
import type { Route } from '../../src/platform/http/index.ts';
import { sampleOf, type IdOf } from './sample-input.ts';

// Calls every route of the program, as whoever, with inputs that its contract accepts.

export interface Walked {
  route: Route;
  /** `GET /contacts/{contactId}` */
  name: string;
  status: number;
  text: string;
}

const patienceMs = 5_000;

export const nameOf = ({ method, path }: AnyEndpoint): string => `${method} ${path}`;

/** Calls `routes` at `origin` one after the other; of an endless stream only the head is read. */
export async function walkRoutes(origin: string, routes: readonly Route[], headers: Record<string, string>, idOf: IdOf): Promise<Walked[]> {
  const walked: Walked[] = [];
  for (const route of routes) {
    const { status, text } = await callRoute(origin, route, headers, idOf);
    walked.push({ route, name: nameOf(route.endpoint), status, text });
  }
  return walked;
}

async function callRoute(origin: string, route: Route, headers: Record<string, string>, idOf: IdOf): Promise<{ status: number; text: string }> {
  const { endpoint } = route;
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(idOf(name) ?? sampleParam(endpoint, name)));
  const input = inputOf(route, idOf);
  const gone = AbortSignal.timeout(patienceMs);
  const response = await fetch(`${origin}/api/v1${path}${queryOf(endpoint, idOf)}`, { method: endpoint.method, signal: gone, headers: { ...headers, ...input.headers }, ...(input.body === undefined ? {} : { body: input.body }) });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

function inputOf(route: Route, idOf: IdOf): { headers: Record<string, string>; body?: string } {
  if (route.upload) return { headers: { 'content-type': 'text/csv', 'x-filename': 'sample.csv' }, body: 'email\nsample@sample.example\n' };
  if (route.endpoint.method === 'GET') return { headers: {} };
  const schema = z.toJSONSchema(route.endpoint.body, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sampleOf(schema, idOf)) };
}

function sampleParam(endpoint: AnyEndpoint, name: string): unknown {
  const shape = (endpoint.params as z.ZodObject).shape as Record<string, z.ZodType>;
  return sampleOf(z.toJSONSchema(shape[name]!, { io: 'output', unrepresentable: 'any' }) as Record<string, unknown>, () => undefined, name);
}

/** Only what must be there: filters are for other tests. */
function queryOf(endpoint: AnyEndpoint, idOf: IdOf): string {
  if (!(endpoint.query instanceof z.ZodObject)) return '';
  const query = new URLSearchParams();
  for (const [name, field] of Object.entries(endpoint.query.shape as Record<string, z.ZodType>)) {
    if (field.safeParse(undefined).success) continue;
    query.set(name, String(sampleOf(z.toJSONSchema(field, { io: 'output', unrepresentable: 'any' }) as Record<string, unknown>, idOf, name)));
  }
  return query.size > 0 ? `?${query}` : '';
}
