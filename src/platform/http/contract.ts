import { z } from 'zod';

// One description of a call, shared by the server, the OpenAPI document and the web app's client.

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Response extends z.ZodType> {
  method: Method;
  /** With parameters in braces, below /api/v1: `/contacts/{contactId}`. */
  path: string;
  /** One line for the API's readers. */
  summary: string;
  tag: string;
  params: Params;
  query: Query;
  body: Body;
  response: Response;
}

type EndpointInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> =
  Pick<Endpoint<P, Q, B, R>, 'method' | 'path' | 'summary' | 'tag' | 'response'> & { params?: P; query?: Q; body?: B };

const nothing = z.object({});
type Nothing = typeof nothing;

/** Declares an endpoint. What is left out takes nothing. */
export function endpoint<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing, R extends z.ZodType = Nothing>(
  input: EndpointInput<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return { params: nothing as unknown as P, query: nothing as unknown as Q, body: nothing as unknown as B, ...input } as Endpoint<P, Q, B, R>;
}

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** An integer id in a path or a query, where everything is text. */
export const idParam = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const id = z.number().int().positive();
/** Times travel as RFC 3339 with milliseconds, in UTC. */
export const instant = z.iso.datetime();

/** Cursor paging: `limit` and an opaque `after`; answers `items` and `next` (null at the end). */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).optional(),
});
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** A count that a screen can turn into a rate: both parts, never the quotient alone. */
export const fraction = z.object({ numerator: z.number().int(), denominator: z.number().int() });
