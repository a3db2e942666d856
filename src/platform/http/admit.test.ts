import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { goneSignal, stillAdmitted } from './admit.ts';
import type { Route } from './route.ts';
import type { Serving } from './server.ts';

const replyTo = (reader: 'gone' | 'there') => ({ raw: Object.assign(new EventEmitter(), { destroyed: reader === 'gone', writableFinished: false }) }) as unknown as FastifyReply;
const serving = { recheckMs: 3_600_000 } as unknown as Serving;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const watch = (reply: FastifyReply) => stillAdmitted(serving, {} as Route, {} as FastifyRequest, reply);

test('a reader who left before the stream began ends it, and leaves no timer behind', () => {
  const before = timers();
  assert.equal(goneSignal(replyTo('gone'), new AbortController().signal).aborted, true);
  assert.equal(watch(replyTo('gone')).aborted, true);
  assert.equal(timers(), before);
});

test('a reader who leaves later ends the watch', () => {
  const before = timers();
  const reply = replyTo('there');
  const gone = goneSignal(reply, new AbortController().signal);
  assert.equal(watch(reply).aborted, false);
  assert.equal(timers(), before + 1);
  (reply.raw as unknown as EventEmitter).emit('close');
  assert.deepEqual([gone.aborted, timers()], [true, before]);
});
