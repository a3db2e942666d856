import { z } from 'zod';
import type { AnyEndpoint } from './contract.ts';
import type { Route } from './route.ts';

// OpenAPI 3.1 from the same contracts that validate: the document cannot say anything else.

export type JsonSchema = { [key: string]: unknown };

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, unknown>;
  /** The scope an API key needs; null: in person only; absent: open to anybody. */
  'x-scope'?: string | null;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema>; responses: Record<string, unknown> };
}

const description = [
  'Everything the screens do goes through this API; there is no other.',
  'Programs send an API key as "Authorization: Bearer kindred_...", made under Settings, API keys.',
  'A write may carry an Idempotency-Key: within a day it is done once, and a repeat gets the same answer.',
  'Lists come in pages: "next" of one page is "after" of the following; null ends it.',
  'Failures are problem documents (RFC 9457) with a stable "code" and, for wrong input, the "fields".',
  'Times are RFC 3339 in UTC. Another workspace\'s ids look as if they did not exist.',
].join('\n\n');

/** The OpenAPI document of these routes. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) (paths[route.endpoint.path] ??= {})[route.endpoint.method.toLowerCase()] = operationOf(route);
  return {
    openapi: '3.1.1',
    info: { title: 'Kindred', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map((route) => route.endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key' },
        session: { type: 'apiKey', in: 'cookie', name: 'kindred.session_token', description: 'A signed-in browser' },
      },
      responses: { Problem: { description: 'What happened, what was kept and what to do next', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  };
}

const problemSchema: JsonSchema = {
  type: 'object', required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
    code: { type: 'string', description: 'Stable; programs decide by it' },
    fields: { type: 'array', items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } } },
    reference: { type: 'string', description: 'Finds an unexpected failure in the log' },
  },
};

function operationOf(route: Route): Operation {
  const { endpoint } = route;
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    tags: [endpoint.tag],
    security: route.public ? [] : route.scope === null ? [{ session: [] }] : [{ key: [] }, { session: [] }],
    ...(route.public ? {} : { 'x-scope': route.scope }),
    parameters: [...fieldsOf(endpoint.params, 'path'), ...fieldsOf(endpoint.query, 'query'), ...headersOf(route)],
    ...bodyOf(route),
    responses: { 200: answerOf(endpoint), default: { $ref: '#/components/responses/Problem' } },
  };
}

/** `GET /contacts/{contactId}` is `getContactsByContactId`. */
export function operationId({ method, path }: AnyEndpoint): string {
  const words = path.split(/[/.-]/).filter(Boolean).map((part) => (part.startsWith('{') ? `by-${part.slice(1, -1)}` : part));
  return [method.toLowerCase(), ...words.flatMap((word) => word.split('-')).map((word) => word[0]!.toUpperCase() + word.slice(1))].join('');
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return rest;
}

function fieldsOf(schema: z.ZodType, place: 'path' | 'query'): Parameter[] {
  // What arrives is text that gets coerced: the shape after that is what a caller wants to know.
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  return Object.entries(shape).map(([name, field]) => {
    const { description: text, ...after } = schemaOf(field, 'output');
    const chosen = Object.keys(after).length > 0 ? after : schemaOf(field, 'input');
    return {
      name, in: place, required: place === 'path' || !field.safeParse(undefined).success,
      ...(typeof text === 'string' ? { description: text } : {}), schema: chosen,
    };
  });
}

function headersOf(route: Route): Parameter[] {
  if (route.public) return [];
  const header = (name: string, about: string): Parameter => ({ name, in: 'header', required: false, description: about, schema: { type: 'string' } });
  return [
    header('Kindred-Workspace', 'The id of the workspace meant, for a session of somebody in several'),
    ...(route.endpoint.method === 'GET' ? [] : [header('Idempotency-Key', 'Does a write once within a day')]),
    ...(route.upload ? [header('X-Filename', 'The name of a file sent as the body itself, percent-encoded')] : []),
  ];
}

function bodyOf(route: Route): Pick<Operation, 'requestBody'> {
  const { endpoint } = route;
  if (route.upload) {
    const file = { type: 'string', format: 'binary' };
    return { requestBody: { required: true, content: {
      'application/octet-stream': { schema: file },
      'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file } } },
    } } };
  }
  const empty = endpoint.body instanceof z.ZodObject && Object.keys(endpoint.body.shape).length === 0;
  if (endpoint.method === 'GET' || empty) return {};
  return { requestBody: { required: !endpoint.body.safeParse({}).success, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } };
}

function answerOf(endpoint: AnyEndpoint): unknown {
  const schema = schemaOf(endpoint.response, 'output');
  // A contract that names no shape answers a file or a stream of events.
  if (Object.keys(schema).length === 0) return { description: 'A file or a stream of events', content: { '*/*': {} } };
  return { description: 'Done', content: { 'application/json': { schema } } };
}
