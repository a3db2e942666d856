import type { FastifyReply, FastifyRequest } from 'fastify';
import { forbidden, notFound, Problem } from '../errors/index.ts';
import { t } from '../words/contract.ts';
import { clientAddressOf, networkOf } from './client-address.ts';
import type { Identity } from './identify.ts';
import { requireSameOrigin } from './same-origin.ts';
import type { Route } from './route.ts';
import type { Serving } from './server.ts';
import { countTry } from './tries.ts';

// Identify and allow, before the body is read: strangers learn nothing from validation and cannot
// make us hold their bodies.

const maxWorkspaceId = 2 ** 31 - 1;

/** Whom a request is from, once it is known that they may do what the route does. */
export async function admit(serving: Serving, route: Route, request: FastifyRequest): Promise<Identity | undefined> {
  const writes = route.endpoint.method !== 'GET';
  // A browser never adds a bearer key by itself, but it does add cookies, and Basic passwords of a proxy.
  if (writes && !/^Bearer\b/i.test(request.headers.authorization ?? '')) requireSameOrigin(request.headers, serving.baseUrl);
  if (route.limit) await countTry(serving.db, ['route', route.endpoint.path, networkOf(clientAddressOf(request))], route.limit, serving.clock.now());
  const identity = await serving.identify({
    headers: asHeaders(request), clientAddress: clientAddressOf(request), workspaceId: workspaceOf(request), now: serving.clock.now(),
  }).catch((error: unknown) => {
    // Stale credentials do not keep anybody from a public door such as sign-in.
    if (route.public && error instanceof Problem) return undefined;
    throw error;
  });
  if (route.public) return identity;
  const actor = identity?.actor;
  if (!actor) {
    if (identity?.elsewhere) throw notFound(t('workspace'));
    if (identity) throw new Problem('forbidden', 'no_workspace', t('You are signed in but belong to no company here. Ask a colleague for an invitation.'));
    throw new Problem('unauthenticated', 'unauthenticated', t('Sign in, or send an API key as "Authorization: Bearer ...".'));
  }
  if (actor.scopes) {
    if (route.scope === null) throw new Problem('forbidden', 'not_for_keys', t('This can be done in person only, not with an API key.'));
    if (!actor.scopes.includes(route.scope)) throw new Problem('forbidden', 'missing_scope', t('This API key lacks the scope {scope}.', { scope: route.scope }));
  }
  if (!route.allow(actor)) throw forbidden(t('Your role ({role}) does not allow this. An owner of the workspace can change it.', { role: actor.role }));
  return identity;
}

function workspaceOf(request: FastifyRequest): number | undefined {
  const named = request.headers['kindred-workspace'] ?? (request.query as Record<string, unknown> | undefined)?.['workspace'];
  if (named === undefined) return undefined;
  const id = typeof named === 'string' && /^[1-9]\d{0,9}$/.test(named) ? Number(named) : NaN;
  if (!(id <= maxWorkspaceId)) throw notFound(t('workspace'));
  return id;
}

/** The request's headers as the web platform has them. */
export function asHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

/** Aborts when the reader has gone, or when the server stops. */
export function goneSignal(reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  if (reply.raw.destroyed) gone.abort();
  else reply.raw.once('close', () => { if (!reply.raw.writableFinished) gone.abort(); });
  return AbortSignal.any([gone.signal, stopping]);
}

/** Aborts when whoever listens to a stream of events may no longer: signed out, let go, or the key revoked. */
export function stillAdmitted(serving: Serving, route: Route, request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const over = new AbortController();
  // Who left while we looked says no second goodbye: a timer set now would ask for ever.
  if (reply.raw.destroyed) {
    over.abort();
    return over.signal;
  }
  const timer = setInterval(() => {
    // Only a refusal ends it; a database that is away for a moment does not.
    admit(serving, route, request).catch((error: unknown) => { if (error instanceof Problem) over.abort(); });
  }, serving.recheckMs);
  reply.raw.once('close', () => clearInterval(timer));
  return over.signal;
}
