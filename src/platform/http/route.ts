import type { z } from 'zod';
import type { Actor } from '../identity/index.ts';
import type { AnyEndpoint, Endpoint } from './contract.ts';

// A route is data: the endpoint it serves, the permission that guards it, the scope a key
// needs, and what it does. platform/http/server.ts mounts it (parse, identify, allow, do, present).

/** What an endpoint's handler is given. */
export interface Call<Params, Query, Body> {
  actor: Actor;
  params: Params;
  query: Query;
  body: Body;
  now: Date;
  /** Aborted when the reader has gone. */
  signal: AbortSignal;
  /** The request's raw stream, for uploads (endpoints with `upload: true`). */
  upload?: AsyncIterable<Uint8Array> & { filename?: string; mimeType?: string };
}

/** Something other than JSON: a CSV, a picture, a stream. */
export interface FileAnswer {
  contentType: string;
  filename?: string;
  body: AsyncIterable<Uint8Array | string> | Uint8Array | string;
}

export interface Route {
  endpoint: AnyEndpoint;
  /** The permission predicate; the web app hides what it refuses. */
  allow: (actor: Actor) => boolean;
  /** The scope an API key needs, `contacts:read`; null: never with a key. */
  scope: string | null;
  /** Name for the audit log, `campaign.launched`; writes without one are not audited. */
  audit?: string;
  upload?: boolean;
  /** The most a body may hold, bytes. Default 1 MiB; uploads say their own. */
  bodyLimit?: number;
  handle: (call: Call<any, any, any>) => Promise<unknown>;
}

/** Binds an endpoint to its guard and its use case, with the types checked against the contract. */
export function implement<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  route: Omit<Route, 'endpoint' | 'handle'> & {
    handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | FileAnswer>;
  },
): Route {
  return { ...route, endpoint: endpoint as unknown as AnyEndpoint };
}
