import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { endpoint, idParam, pageOf, pageQuery } from './contract.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi.ts';
import { implement, implementPublic } from './route.ts';
import { schemaText } from './schema-text.ts';

const thing = z.object({ id: z.number().int(), name: z.string(), next: z.string().nullable() });
const document = openApiDocument([
  implement(endpoint({ method: 'GET', path: '/things', summary: 'List <things>', tag: 'Things', query: pageQuery.extend({ kind: z.enum(['a', 'b']) }), response: pageOf(thing) }), { allow: () => true, scope: 'things:read', handle: async () => ({ items: [], next: null }) }),
  implement(endpoint({ method: 'PATCH', path: '/things/{thingId}', summary: 'Change one', tag: 'Things', params: z.object({ thingId: idParam }), body: z.object({ name: z.string().trim().min(1).max(9) }).partial(), response: thing }), { allow: () => true, scope: null, handle: async () => ({ id: 1, name: '', next: null }) }),
  implement(endpoint({ method: 'POST', path: '/files', summary: 'Send a file', tag: 'Files', response: z.any() }), { allow: () => true, scope: 'files:write', upload: true, handle: async () => ({}) }),
  implementPublic(endpoint({ method: 'POST', path: '/door', summary: 'Knock', tag: 'Doors', response: z.object({}) }), { handle: async () => ({}) }),
], '1.2.3');

test('parameters say where they stand, what they are and whether they must be there', () => {
  const { parameters } = document.paths['/things']!['get']!;
  const limit = parameters.find((one) => one.name === 'limit')!;
  assert.equal(limit.required, false);
  assert.equal(limit.schema['type'], 'integer');
  assert.equal(limit.schema['default'], 50);
  assert.equal(parameters.find((one) => one.name === 'kind')!.required, true);
  assert.deepEqual(document.paths['/things/{thingId}']!['patch']!.parameters[0], { name: 'thingId', in: 'path', required: true, schema: { type: 'integer', exclusiveMinimum: 0, maximum: 9007199254740991 } });
});

test('it says who may call: by key with a scope, in person, or anybody', () => {
  assert.deepEqual(document.paths['/things']!['get']!.security, [{ key: [] }, { session: [] }]);
  assert.equal(document.paths['/things']!['get']!['x-scope'], 'things:read');
  assert.deepEqual(document.paths['/things/{thingId}']!['patch']!.security, [{ session: [] }]);
  assert.deepEqual(document.paths['/door']!['post']!.security, []);
});

test('an upload is offered as a body and as a form', () => {
  assert.deepEqual(Object.keys(document.paths['/files']!['post']!.requestBody!.content), ['application/octet-stream', 'multipart/form-data']);
});

test('every operation has a name of its own, and every reference leads somewhere', () => {
  const names = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((operation) => operation.operationId));
  assert.equal(new Set(names).size, 4);
  for (const [, path] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = path!.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
    assert.ok(found, `nothing at ${path}`);
  }
});

test('a type reads as one would write it', () => {
  assert.equal(schemaText(z.toJSONSchema(z.object({ a: z.string().nullable(), b: z.array(z.enum(['x', 'y'])).optional(), c: z.int().min(1).max(9) })) as Record<string, unknown>),
    '{\n  a: string | null\n  b?: ("x" | "y")[]\n  c: integer  // 1 to 9\n}');
});

test('the page for people names every call, and nothing in it can run', () => {
  const page = docsPage(document);
  assert.match(page, /List &lt;things&gt;/);
  assert.doesNotMatch(page, /<script/);
  for (const { operationId } of Object.values(document.paths).flatMap((methods) => Object.values(methods))) assert.ok(page.includes(`id="${operationId}"`));
});
