// The web app's client: it calls the same contracts that the server implements, so a screen
// cannot ask for what the API does not say. Types only; the server alone validates.
import type { z } from 'zod';
import type { Endpoint } from '../http/contract.ts';
import { ApiProblem, problemOf, unreachable } from './api-problem.ts';
import { language, t } from './words.ts';

type AnyCall = { params?: unknown; query?: unknown; body?: unknown };

// Which keys may be left out is the schema's input; what a value is, its output:
// a coerced number reads `unknown` on the way in.
type Given<Schema extends z.ZodType> = {
  [K in keyof z.input<Schema>]: (K extends keyof z.output<Schema> ? z.output<Schema>[K] : z.input<Schema>[K]) | undefined;
};
type Part<Key extends string, Value> = keyof Value extends never ? { [K in Key]?: undefined } : {} extends Value ? { [K in Key]?: Value | undefined } : { [K in Key]: Value };

/** What an endpoint needs from the caller; parts that take nothing are left out. */
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', z.output<P>> & Part<'query', Given<Q>> & Part<'body', z.input<B>>;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Say the same key again to try the same write again; made afresh for each call otherwise. */
  idempotencyKey?: string;
}

let workspaceId: number | null = null;
let whenSignedOut: () => void = () => {};

/** Which workspace the calls are about, for members of several. Set by the session gate. */
export function setWorkspaceForCalls(id: number | null): void {
  workspaceId = id;
}

/** Called when an answer says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

/** The headers every request carries, also those that do not go through `call`. */
export function callHeaders(): Record<string, string> {
  // What the server says of its own is in the screen's language, whatever the browser's is.
  return { 'Accept-Language': language(), ...(workspaceId === null ? {} : { 'Kindred-Workspace': String(workspaceId) }) };
}

/** `crypto.randomUUID` is missing on plain http, where a first installation often stands. */
export function newIdempotencyKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The address of an endpoint with its path and query filled in. */
export function urlOf(endpoint: { path: string }, input: AnyCall = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && one !== '') query.append(key, String(one));
  }
  const asked = query.toString();
  return `/api/v1${path}${asked ? `?${asked}` : ''}`;
}

async function request(endpoint: { method: string; path: string }, input: AnyCall, options: CallOptions): Promise<Response> {
  const writes = endpoint.method !== 'GET';
  const headers: Record<string, string> = { Accept: 'application/json', ...callHeaders() };
  if (writes) headers['Idempotency-Key'] = options.idempotencyKey ?? newIdempotencyKey();
  if (input.body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(urlOf(endpoint, input), {
      method: endpoint.method,
      headers,
      body: input.body === undefined ? null : JSON.stringify(input.body),
      signal: options.signal ?? null,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw unreachable(writes);
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401) whenSignedOut();
    throw problem;
  }
  return response;
}

/**
 * Calls an endpoint and answers its typed response.
 * @throws ApiProblem with code, title, detail and fields
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B> = {} as CallInput<P, Q, B>,
  options: CallOptions = {},
): Promise<z.output<R>> {
  const response = await request(endpoint, input as AnyCall, options);
  const text = await response.text();
  if (text === '') return undefined as z.output<R>;
  try {
    return JSON.parse(text) as z.output<R>;
  } catch {
    throw new ApiProblem({ code: 'not_json', status: response.status, title: t('Something else answered'), detail: t('Instead of Kindred a page of another program answered, perhaps a proxy or a sign-in wall. Reload the page.') });
  }
}

/** Fetches a file an endpoint answers (a CSV, a picture) and lets the browser save it. */
export async function download<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B> = {} as CallInput<P, Q, B>,
  fallbackName = 'kindred.csv',
): Promise<void> {
  const response = await request(endpoint, input as AnyCall, {});
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = filenameOf(response.headers.get('content-disposition')) ?? fallbackName;
  link.click();
  // Safari reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name in a Content-Disposition header, RFC 6266: the encoded form wins. */
export function filenameOf(header: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header ?? '')?.[1] ?? null;
}

/**
 * Sends one file as the request's body, with progress; XMLHttpRequest because fetch cannot say
 * how much of a 100 MB sheet has left.
 */
export function upload<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Omit<CallInput<P, Q, B>, 'body'> & { file: File },
  options: { onProgress?: (sentBytes: number, totalBytes: number) => void; signal?: AbortSignal } = {},
): Promise<z.output<R>> {
  const { file } = input;
  const xhr = new XMLHttpRequest();
  xhr.open(endpoint.method, urlOf(endpoint, input as AnyCall));
  const headers = { Accept: 'application/json', 'Content-Type': file.type || 'application/octet-stream', 'X-Filename': encodeURIComponent(file.name), 'Idempotency-Key': newIdempotencyKey(), ...callHeaders() };
  for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    xhr.upload.addEventListener('progress', (event) => options.onProgress?.(event.loaded, event.total));
    xhr.addEventListener('error', () => reject(unreachable(true)));
    xhr.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')));
    xhr.addEventListener('load', () => {
      const response = new Response(xhr.status === 204 ? null : xhr.responseText, { status: xhr.status });
      if (response.ok) resolve(response.json() as Promise<z.output<R>>);
      else void problemOf(response).then(reject);
    });
    options.signal?.addEventListener('abort', () => xhr.abort());
    xhr.send(file);
  });
}
