import assert from 'node:assert/strict';
import { connect, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMailing } from '../../../test/support/mailing.ts';
import { trackedDatabase } from '../../../test/support/tracking-host.ts';
import { createHitsServer } from './hits-server.ts';

const { db, host } = await trackedDatabase();
const mailing = await addMailing(db);

/** Writes bytes as they are; answers what came back until the other side closed or answered. Who `waits` does not hang up behind them. */
function raw(bytes: string | Buffer, { server = host.server, waits = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    const finish = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
    if (waits) socket.write(bytes);
    else socket.end(bytes);
  });
}
const stillAnswers = async () => assert.equal((await host.fetch(host.mail(mailing).pixel)).status, 200);

test('heads that are too large, broken or not HTTP are refused, and others are still answered', async () => {
  for (const [bytes, wanted] of [
    [`GET /t/ HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(40_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [`GET /t/${'x'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, /^HTTP\/1\.1 431/],
    ['\0\x01\x02 nonsense\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET /t/o/AAAA.gif HTTP/1.1\r\nhost: x\r\nbroken header\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET /t/o/AAAA.gif HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 404/],
    ['', /^$/],
  ] as const) assert.match(await raw(bytes), wanted);
  await stillAnswers();
});

test('a post that names no body is answered, here and by the doors beside', async () => {
  assert.match(await raw(`POST ${new URL(host.mail(mailing).unsubscribe).pathname} HTTP/1.1\r\nhost: x\r\n\r\n`, { waits: true }), /^HTTP\/1\.1 200/);
  const door = createHitsServer(host.hits, [], [{ prefix: '/door', handle: (request, response) => void request.on('end', () => response.end('heard')).resume() }]);
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  assert.match(await raw('POST /door HTTP/1.1\r\nhost: x\r\n\r\n', { server: door, waits: true }), /^HTTP\/1\.1 200/);
  door.close();
});

test('a path of any bytes is answered, and with 404', async () => {
  const prefix = fc.constantFrom('/t/', '/t/o/', '/t/c/', '/t/u/', '/t/m/', `/t/c/${host.mail(mailing).token}/`);
  await fc.assert(fc.asyncProperty(prefix, fc.string({ unit: 'binary-ascii', maxLength: 60 }), async (start, rest) => {
    const path = `${start}${rest.replace(/[\0-\x20\x7f]/g, '%')}`;
    assert.match(await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`), /^HTTP\/1\.1 404/, path);
  }), { numRuns: 150 });
  await stillAnswers();
});

test('readers who leave in the middle break nothing, and their hits count', async () => {
  const { pathname } = new URL(host.mail(mailing).click(1));
  const before = host.hits.counts.stored;
  for (let n = 0; n < 20; n += 1) {
    const socket = connect((host.server.address() as AddressInfo).port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.write(`GET ${pathname} HTTP/1.1\r\nhost: x\r\n\r\n`, () => resolve()));
    socket.resetAndDestroy();
  }
  await stillAnswers();
  await host.hits.close();
  assert.ok(host.hits.counts.stored > before);
  assert.equal(host.hits.counts.lost, 0);
});
