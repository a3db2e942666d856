import type { z } from 'zod';
import type { Actor } from '../identity/index.ts';
import type { AnyEndpoint, Endpoint } from './contract.ts';

// A route is data: the endpoint it serves, the permission that guards it, the scope a key
// needs, and what it does. platform/http/server.ts mounts it (parse, identify, allow, do, present).

/** What a public endpoint's handler is given: nobody is known yet. */
export interface PublicCall<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  now: Date;
  /** Aborted when the reader has gone. */
  signal: AbortSignal;
  /** The request's raw stream, for uploads (endpoints with `upload: true`). */
  upload?: AsyncIterable<Uint8Array> & { filename?: string; mimeType?: string };
  /** The request and answer beneath, for what has to do with sign-in itself. */
  http: HttpExchange;
}

/** What an endpoint's handler is given. */
export interface Call<Params, Query, Body> extends PublicCall<Params, Query, Body> {
  actor: Actor;
  /** Adds what an audit entry should tell beyond who, what and when: never secrets. */
  note: (detail: Record<string, unknown>) => void;
}

export interface HttpExchange {
  headers: Headers;
  /** Where the reader is, as far as the trusted proxies tell. */
  clientAddress: string;
  /** Who is signed in, if anybody, whatever the workspace. */
  userId?: string;
  /** Adds a header to the answer; `set-cookie` may be added several times. */
  addHeader: (name: string, value: string) => void;
}

/** Something other than JSON: a CSV, a picture, a stream. */
export interface FileAnswer {
  contentType: string;
  filename?: string;
  body: AsyncIterable<Uint8Array | string> | Uint8Array | string;
  /** A page to show inside ours: scripts never run, and only our own pages may frame it. */
  sandboxed?: boolean;
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
  /** Open to anybody; `allow` and `scope` are not asked. */
  public?: boolean;
  /** Changes nothing but the caller's own account, so viewers may. */
  personal?: boolean;
  /** The answer shows a secret once: it is never kept for a repeated Idempotency-Key. */
  answersSecret?: boolean;
  /** How often one address may call it. */
  limit?: { times: number; perMinutes: number };
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

/** Binds an endpoint that anybody may call, signed in or not. */
export function implementPublic<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  route: Pick<Route, 'limit' | 'answersSecret'> & {
    handle: (call: PublicCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | FileAnswer>;
  },
): Route {
  return { ...route, endpoint: endpoint as unknown as AnyEndpoint, public: true, allow: () => true, scope: null };
}
