import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { createListener, notify } from '../../platform/listen/index.ts';
import { createLiveHub, feedRoutes } from './index.ts';

// The whole way: a notice in PostgreSQL, the one listening connection, HTTP, a reader's stream.

const { db, url } = await freshDatabase();
const company = await addCompany(db);
const listener = createListener(url);
const hub = createLiveHub(listener);
const app = await testApp({ db, routes: feedRoutes({ db, hub }), identify: async () => ({ actor: company.viewer, through: 'session', userId: 'vera' }) });
const { port } = await app.web.listen({ port: 0 });

/** Reads a stream event by event. */
async function open(signal: AbortSignal) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/live`, { signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    async until(wanted: RegExp): Promise<void> {
      while (!wanted.test(text)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended after ${text}`);
        text += value;
      }
    },
  };
}

async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 200) assert.fail('it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('what happens is on a watching screen within a second, and a screen that closes is forgotten', async () => {
  const gone = new AbortController();
  const stream = await open(gone.signal);
  assert.match(stream.response.headers.get('content-type')!, /^text\/event-stream/);
  await stream.until(/event: hello/);
  // The line may have come up after the greeting; then it greets once more, which the screen takes for "look again".
  const before = performance.now();
  await notify(db, 'kindred_live', { w: company.workspaceId, t: 'hits' });
  await stream.until(/event: changed\ndata: {"topics":\["hits"\]|event: hello[\s\S]*event: hello/);
  assert.ok(performance.now() - before < 1000);
  assert.equal(hub.watchersOf(company.workspaceId), 1);
  gone.abort();
  await eventually(() => hub.watchersOf(company.workspaceId) === 0);
});

test('when the server stops, open streams end', async () => {
  const stream = await open(new AbortController().signal);
  await stream.until(/hello/);
  await app.close();
  await assert.rejects(stream.until(/never/), /ended|terminated/);
  hub.close();
  await listener.close();
  assert.deepEqual(app.failures, []);
});
