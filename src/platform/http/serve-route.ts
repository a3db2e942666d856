import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../errors/index.ts';
import { asHeaders, goneSignal, stillAdmitted } from './admit.ts';
import { clientAddressOf } from './client-address.ts';
import type { Identity } from './identify.ts';
import { claimCall, fingerprintOf, idempotencyKey, keepAnswer, releaseCall, type IdempotentCall, type KeptAnswer } from './idempotency.ts';
import { parseInput } from './parse-input.ts';
import { isFileAnswer, isLive, presentJson, sendFile } from './present.ts';
import { problemAnswer } from './problem-details.ts';
import type { Call, Route } from './route.ts';
import { apiPolicy } from './security-headers.ts';
import type { Serving } from './server.ts';
import { readUpload } from './uploads.ts';

export const defaultBodyLimit = 1024 * 1024;

/** Parse, do, present; identifying and allowing went before (admit.ts). */
export async function serveRoute(serving: Serving, route: Route, identity: Identity | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const signal = goneSignal(reply, serving.stopping);
  const detail: Record<string, unknown> = {};
  const call = await makeCall(serving, route, identity, request, reply, signal, detail);
  const kept = await claim(serving, route, identity, call, request);
  if (kept?.answer) return void sendKept(reply.header('idempotency-replayed', 'true'), kept.answer);
  try {
    const result = await audited(serving, route, identity, call, detail);
    if (isFileAnswer(route.endpoint, result)) {
      if (kept) await releaseCall(serving.db, kept.call);
      return await sendFile(reply, result, isLive(result) ? AbortSignal.any([signal, stillAdmitted(serving, route, request, reply)]) : signal);
    }
    const answer = { status: 200, contentType: 'application/json; charset=utf-8', body: presentJson(route.endpoint, result) };
    if (kept) await keepAnswer(serving.db, kept.call, answer, route.answersSecret ?? false);
    return void sendKept(reply, answer);
  } catch (error) {
    if (!kept) throw error;
    if (error instanceof Problem) await releaseCall(serving.db, kept.call);
    else {
      // It may have taken effect: a repeat hears of the same failure and does not do it again.
      const { status, body } = problemAnswer(error, serving.report);
      const answer = { status, contentType: 'application/problem+json', body: JSON.stringify(body) };
      await keepAnswer(serving.db, kept.call, answer, false);
      return void sendKept(reply, answer);
    }
    throw error;
  }
}

async function makeCall(serving: Serving, route: Route, identity: Identity | undefined, request: FastifyRequest, reply: FastifyReply, signal: AbortSignal, detail: Record<string, unknown>): Promise<Call<unknown, unknown, unknown>> {
  const { endpoint } = route;
  return {
    actor: identity?.actor as Call<unknown, unknown, unknown>['actor'],
    params: parseInput('params', endpoint.params, request.params),
    query: parseInput('query', endpoint.query, request.query),
    body: route.upload ? undefined : parseInput('body', endpoint.body, request.body),
    now: serving.clock.now(),
    signal,
    ...(route.upload ? { upload: await readUpload(request, route.bodyLimit ?? defaultBodyLimit) } : {}),
    http: {
      headers: asHeaders(request),
      clientAddress: clientAddressOf(request),
      ...(identity?.userId === undefined ? {} : { userId: identity.userId }),
      addHeader: (name, value) => void reply.header(name, value),
    },
    note: (more) => void Object.assign(detail, more),
  };
}

async function claim(serving: Serving, route: Route, identity: Identity | undefined, call: Call<unknown, unknown, unknown>, request: FastifyRequest): Promise<{ call: IdempotentCall; answer?: KeptAnswer } | undefined> {
  const key = route.endpoint.method === 'GET' || route.public ? undefined : idempotencyKey(request.headers['idempotency-key']);
  if (key === undefined) return undefined;
  const caller = `${call.actor.memberId}/${identity?.keyId ?? ''}`;
  // An upload is known by what announces it; its bytes are not read twice.
  const said = route.upload
    ? [request.headers['x-filename'], request.headers['content-type'], request.headers['content-length']].join('\n')
    : JSON.stringify(request.body ?? null);
  const idempotent: IdempotentCall = {
    workspaceId: call.actor.workspaceId, route: `${route.endpoint.method} ${route.endpoint.path}`, key,
    fingerprint: fingerprintOf(caller, request.method, request.url, said), now: call.now,
  };
  const answer = await claimCall(serving.db, idempotent);
  return answer ? { call: idempotent, answer } : { call: idempotent };
}

async function audited(serving: Serving, route: Route, identity: Identity | undefined, call: Call<unknown, unknown, unknown>, detail: Record<string, unknown>): Promise<unknown> {
  if (route.audit === undefined || !identity?.actor) return route.handle(call);
  const subjectId = lastId(call.params);
  const entry = await serving.audit.begin({
    actor: call.actor, keyId: identity.keyId ?? null, action: route.audit, now: call.now, address: call.http.clientAddress,
    subjectKind: route.audit.split('.')[0] ?? null, subjectId,
  });
  const end = (outcome: 'done' | 'refused' | 'failed', id: number | null) =>
    serving.audit.end(call.actor, entry, { outcome, subjectId: id, detail });
  try {
    const result = await route.handle(call);
    await end('done', subjectId ?? lastId(result));
    return result;
  } catch (error) {
    await end(error instanceof Problem ? 'refused' : 'failed', subjectId).catch((failure: unknown) => serving.report('audit', failure));
    throw error;
  }
}

/** The id that a path ends in, or that an answer carries as `id`. */
function lastId(value: unknown): number | null {
  if (typeof value !== 'object' || value === null) return null;
  const ids = 'id' in value ? [value.id] : Object.entries(value).filter(([key]) => key.endsWith('Id')).map(([, id]) => id);
  const last = ids.at(-1);
  return typeof last === 'number' && Number.isSafeInteger(last) ? last : null;
}

function sendKept(reply: FastifyReply, answer: KeptAnswer): FastifyReply {
  return reply.code(answer.status).headers({ 'content-type': answer.contentType, 'cache-control': 'no-store', 'content-security-policy': apiPolicy }).send(answer.body);
}
