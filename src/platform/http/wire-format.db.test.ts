import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { endpoint } from './contract.ts';
import { implement } from './route.ts';
import { readUpload } from './uploads.ts';

// Over a real socket: what only shows when bytes arrive and leave bit by bit.

const { db } = await freshDatabase();
const company = await addCompany(db);
const folder = await mkdtemp(join(tmpdir(), 'kindred-web-'));
after(() => rm(folder, { recursive: true }));
await mkdir(join(folder, 'assets'));
await writeFile(join(folder, 'index.html'), '<!doctype html><title>Kindred</title>');
await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'export {}');
await writeFile(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');

let letGo = false;
const uploads: { outcome: string; bytes: number }[] = [];
let firstPiece = Promise.withResolvers<void>();
let ended = Promise.withResolvers<void>();
const tells = Promise.withResolvers<void>();
const app = await testApp({
  db, webFolder: folder, trustedProxies: ['127.0.0.1'], recheckMs: 20,
  identify: async ({ clientAddress }) => (letGo ? undefined : { actor: { ...company.owner, name: clientAddress }, through: 'session', userId: 'u' }),
  hits: { handle: (request, response) => void response.end(`hit ${request.url}`) },
  routes: [
    implement(endpoint({ method: 'POST', path: '/files', summary: 's', tag: 't', response: z.object({ bytes: z.number(), name: z.string(), type: z.string() }) }), {
      allow: () => true, scope: null, upload: true, bodyLimit: 64 * 1024 * 1024,
      handle: async ({ upload }) => {
        let bytes = 0;
        try {
          for await (const chunk of upload!) {
            bytes += chunk.length;
            firstPiece.resolve();
          }
          uploads.push({ outcome: 'whole', bytes });
        } catch (error) {
          uploads.push({ outcome: (error as { code: string }).code, bytes });
          throw error;
        } finally {
          ended.resolve();
        }
        return { bytes, name: upload!.filename ?? '', type: upload!.mimeType ?? '' };
      },
    }),
    implement(endpoint({ method: 'GET', path: '/live', summary: 's', tag: 't', response: z.any() }), {
      allow: () => true, scope: null,
      handle: async ({ signal }) => ({
        contentType: 'text/event-stream',
        body: (async function* () {
          yield 'data: first\n\n';
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          tells.resolve();
        })(),
      }),
    }),
    implement(endpoint({ method: 'GET', path: '/long', summary: 's', tag: 't', response: z.any() }), {
      allow: () => true, scope: null,
      handle: async () => ({ contentType: 'text/csv', body: (async function* () { for (let row = 0; row < 50_000; row += 1) yield `${row},${'x'.repeat(200)}\n`; })() }),
    }),
    implement(endpoint({ method: 'GET', path: '/page', summary: 's', tag: 't', response: z.any() }), {
      allow: () => true, scope: null, handle: async () => ({ contentType: 'text/html', sandboxed: true, body: '<script>alert(1)</script>' }),
    }),
    implement(endpoint({ method: 'GET', path: '/where', summary: 's', tag: 't', response: z.object({ address: z.string() }) }), {
      allow: () => true, scope: null, handle: async ({ actor }) => ({ address: actor.name }),
    }),
  ],
});
const { port } = await app.web.listen({ port: 0 });
const origin = `http://127.0.0.1:${port}`;
const api = `${origin}/api/v1`;

test('a file is handed on while it arrives, never gathered first', async () => {
  firstPiece = Promise.withResolvers();
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(new Uint8Array(100_000));
      // The rest is sent only once the route has seen the beginning.
      await firstPiece.promise;
      for (let piece = 0; piece < 480; piece += 1) controller.enqueue(new Uint8Array(100_000));
      controller.close();
    },
  });
  const response = await fetch(`${api}/files`, { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'text/csv; charset=x', 'x-filename': 'a%20b.csv' } } as RequestInit);
  assert.deepEqual(await response.json(), { bytes: 48_100_000, name: 'a b.csv', type: 'text/csv' });
});

test('a form brings its file, under a name that is no path', async () => {
  const bytes = new Uint8Array(5_000_000).fill(120);
  const form = new FormData();
  form.append('note', 'ignored');
  form.append('file', new Blob([bytes], { type: 'text/csv' }), '../c:\\evil\\näme.csv');
  const answer = await (await fetch(`${api}/files`, { method: 'POST', body: form })).json() as { bytes: number; name: string; type: string };
  assert.deepEqual([answer.bytes, answer.name, answer.type], [bytes.length, 'näme.csv', 'text/csv']);
});

test('a file beyond its limit is refused in words, announced or not', async () => {
  const large = new Uint8Array(65 * 1024 * 1024);
  assert.equal((await fetch(`${api}/files`, { method: 'POST', body: large })).status, 413);
  let pieces = 0;
  const unannounced = new ReadableStream({
    async pull(controller) {
      await new Promise(setImmediate);
      pieces += 1;
      if (pieces > 100) controller.close();
      else controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  assert.equal((await fetch(`${api}/files`, { method: 'POST', body: unannounced, duplex: 'half' } as RequestInit)).status, 413);
  assert.equal(uploads.at(-1)!.outcome, 'upload_too_large');
});

test('an upload that is cut off fails as cut off', async () => {
  for (const type of ['text/csv', 'multipart/form-data; boundary=b']) {
    ended = Promise.withResolvers();
    firstPiece = Promise.withResolvers();
    const socket = connect(port, '127.0.0.1');
    const start = type.startsWith('multi') ? '--b\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\n' : '';
    socket.write(`POST /api/v1/files HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 1000000\r\n\r\n${start}${'only this '.repeat(20_000)}`);
    await firstPiece.promise;
    socket.destroy();
    await ended.promise;
    assert.equal(uploads.at(-1)!.outcome, 'upload_cut_off', type);
  }
});

test('a form whose sender has gone before it was looked at waits for nobody', async () => {
  const gone = Object.assign(new Readable({ read() {} }), { complete: false }).destroy() as unknown as IncomingMessage;
  const request = { raw: gone, headers: { 'content-type': 'multipart/form-data; boundary=b' }, file: () => new Promise(() => {}) } as unknown as FastifyRequest;
  await assert.rejects(readUpload(request, 100), (error: { code: string }) => error.code === 'upload_cut_off');
});

test('a form without a file, and one without its end, are refused', async () => {
  const form = new FormData();
  form.append('note', 'no file here');
  assert.equal((await (await fetch(`${api}/files`, { method: 'POST', body: form })).json() as { code: string }).code, 'no_file');
  const broken = await fetch(`${api}/files`, { method: 'POST', body: '--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\nabc', headers: { 'content-type': 'multipart/form-data; boundary=b' } });
  assert.equal(broken.status, 400);
});

test('events leave at once, and the source hears when the reader has gone', async () => {
  const reader = new AbortController();
  const response = await fetch(`${api}/live`, { signal: reader.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const first = await response.body!.getReader().read();
  assert.equal(new TextDecoder().decode(first.value), 'data: first\n\n');
  reader.abort();
  await tells.promise;
});

test('events end for whom the company let go', async () => {
  const response = await fetch(`${api}/live`);
  letGo = true;
  assert.equal(await response.text(), 'data: first\n\n');
  letGo = false;
});

test('a long file arrives whole, though its reader is slow', async () => {
  let bytes = 0;
  for await (const chunk of (await fetch(`${api}/long`)).body!) bytes += chunk.length;
  assert.equal(bytes, 50_000 * 202 + Array.from({ length: 50_000 }, (_, row) => String(row).length).reduce((a, b) => a + b));
});

test("a stranger's page is framed by us alone and runs nothing", async () => {
  const { headers } = await fetch(`${api}/page`);
  assert.match(headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'self'.*sandbox/);
  assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN');
});

test('tracking requests never reach the app', async () => {
  assert.equal(await (await fetch(`${origin}/t/o/abc.gif`)).text(), 'hit /t/o/abc.gif');
});

test('the address a trusted proxy names is believed, one of its own sender is not', async () => {
  const address = async (forwarded: string) => (await (await fetch(`${api}/where`, { headers: { 'x-forwarded-for': forwarded } })).json() as { address: string }).address;
  assert.equal(await address('198.51.100.7'), '198.51.100.7');
  assert.equal(await address('10.6.6.6, 198.51.100.7'), '198.51.100.7');
});

test('the app is one page, its hashed files last for good, what is missing is missing', async () => {
  for (const path of ['/', '/contacts/5', '/settings']) {
    const page = await fetch(`${origin}${path}`);
    assert.equal(page.status, 200, path);
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.match(page.headers.get('content-security-policy')!, /script-src 'self'(;|$)/);
    assert.match(page.headers.get('content-security-policy')!, /frame-ancestors 'none'/);
    assert.match(await page.text(), /<title>Kindred/);
  }
  const asset = await fetch(`${origin}/assets/app-1a2b.js`);
  assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal((await fetch(`${origin}/mark.svg`)).headers.get('cache-control'), 'no-cache');
  for (const path of ['/assets/app-old.js', '/assets/../index.htm', '/missing.png', '/api/', '/api/v2/me', '/..%2f..%2fpackage.json', '/%00', '/%ff', '/assets/%2e%2e/%2e%2e/package.json']) {
    const missing = await fetch(`${origin}${path}`);
    assert.ok([400, 403, 404].includes(missing.status), `${path} answers ${missing.status}`);
    assert.doesNotMatch(await missing.text(), /"dependencies"/);
  }
  assert.equal((await fetch(`${origin}/contacts/5`, { method: 'POST' })).status, 404);
});

test('nonsense on the socket is answered and closed', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nbroken header\r\n\r\n');
  const [answer] = await once(socket, 'data') as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 400/);
  socket.destroy();
});

test('closing ends event streams instead of waiting for them', async () => {
  const response = await fetch(`${api}/live`);
  const reading = response.text();
  await app.close();
  assert.equal(await reading, 'data: first\n\n');
});
