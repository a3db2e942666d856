import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AddressInfo } from 'node:net';
import { auditActions } from '../../src/people/workspaces/web/audit-actions.ts';
import type { Actor, Role } from '../../src/platform/identity/index.ts';
import { addCompany, testApp } from '../support/api.ts';
import { allRoutes } from '../support/all-routes.ts';
import { freshDatabase } from '../support/database.ts';
import { addFullCompany, changedTables, fingerprintOf, secretWord } from '../support/full-company.ts';
import { nameOf, walkRoutes } from '../support/walk-routes.ts';

// The list of routes is data: each that the program serves is called here as a stranger, in every role,
// with a key, and by another company. A new slice joins by being wired.

const { db, url } = await freshDatabase();
const program = await allRoutes(db, url);
const ours = await addFullCompany(db);
const rival = await addCompany(db, 'Rival');
const actors = new Map<string, Actor>();
const app = await testApp({
  db, routes: program.routes,
  identify: async ({ headers }) => {
    const actor = actors.get(headers.get('x-test-actor') ?? '');
    return actor && { actor, through: actor.scopes ? 'key' : 'session', ...(actor.scopes ? { keyId: ours.ids.get('apiKeyId')! } : { userId: `user-${actor.memberId}` }) };
  },
});
const { port } = await app.web.listen({ port: 0 }) as AddressInfo;
const origin = `http://127.0.0.1:${port}`;
const guarded = program.routes.filter((route) => !route.public);

function walk(name: string, actor: Actor | null, routes = guarded) {
  if (actor) actors.set(name, actor);
  return walkRoutes(origin, routes, actor ? { 'x-test-actor': name } : {}, (param) => ours.ids.get(param) ?? idByConvention(param));
}

/** `excludeLists` and `contactIds` hold ids, too. */
function idByConvention(name: string): number | undefined {
  const single = name.replace(/^exclude|^include/, '').replace(/Ids$|s$/, '');
  return ours.ids.get(`${single.charAt(0).toLowerCase()}${single.slice(1)}Id`);
}

test('there is something to walk, and no two routes stand at one address', () => {
  const names = program.routes.map((route) => nameOf(route.endpoint));
  assert.ok(names.length > 20);
  assert.deepEqual(names.filter((name, at) => names.indexOf(name) !== at), []);
});

test('each action in the audit log has a name that people read', () => {
  assert.deepEqual([...new Set(program.routes.flatMap(({ audit }) => (audit && !Object.hasOwn(auditActions, audit) ? [audit] : [])))], []);
});

test('scopes are words of one form', () => {
  for (const { scope, endpoint } of program.routes) assert.match(scope ?? 'none:none', /^[a-z-]+:[a-z-]+$/, nameOf(endpoint));
});

test('a stranger is asked to sign in, everywhere', async () => {
  for (const { name, status } of await walk('stranger', null)) assert.equal(status, 401, name);
});

test('a key without scopes opens nothing', async () => {
  for (const { name, status } of await walk('bare key', { ...ours.owner, scopes: [] })) assert.equal(status, 403, name);
});

test("a key never reaches what is for persons, with all scopes there are", async () => {
  const all = [...new Set(guarded.flatMap((route) => route.scope ?? []))];
  const inPerson = guarded.filter((route) => route.scope === null);
  for (const { name, status } of await walk('full key', { ...ours.owner, scopes: all }, inPerson)) assert.equal(status, 403, name);
});

for (const role of ['viewer', 'member', 'manager', 'owner'] as Role[]) {
  test(`what the predicate refuses to a ${role}, the server refuses`, async () => {
    const actor = { ...ours[role], role };
    const refused = guarded.filter((route) => !route.allow(actor));
    for (const { name, status } of await walk(role, actor, refused)) assert.equal(status, 403, name);
    if (role === 'owner') assert.deepEqual(refused.map((route) => nameOf(route.endpoint)), []);
  });
}

test('no role may do less than the one below', () => {
  const order = [ours.viewer, ours.member, ours.manager, ours.owner];
  for (const route of guarded) {
    const allowed = order.map((actor) => route.allow(actor));
    assert.deepEqual(allowed, allowed.toSorted((a, b) => Number(a) - Number(b)), nameOf(route.endpoint));
  }
});

test('a viewer changes nothing but the own account', async () => {
  const before = await fingerprintOf(db, ours.workspaceId);
  for (const { name, status, text } of await walk('viewer', ours.viewer, guarded.filter((route) => !route.personal))) {
    assert.ok(status < 500, `${name} answers ${status}: ${text}`);
  }
  assert.deepEqual(changedTables(before, await fingerprintOf(db, ours.workspaceId)), []);
});

test("another company's owner, with our ids in every path and body, sees and changes nothing of ours", async () => {
  const before = await fingerprintOf(db, ours.workspaceId);
  for (const { name, route, status, text } of await walk('rival', rival.owner)) {
    assert.ok(status < 500, `${name} answers ${status}: ${text}`);
    assert.equal(text.includes(secretWord), false, `${name} shows what is ours: ${text.slice(0, 300)}`);
    const addressed = [...route.endpoint.path.matchAll(/\{(\w+)\}/g)].some(([, param]) => ours.ids.has(param!));
    if (addressed) assert.ok([400, 404, 409].includes(status), `${name} answers ${status} to another company's id`);
  }
  assert.deepEqual(changedTables(before, await fingerprintOf(db, ours.workspaceId)), []);
});

test('nothing failed unexpectedly on the way', async () => {
  await program.close();
  assert.deepEqual(app.failures, []);
});
