import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { checkServer, where } from './check-server.ts';

test('a server that will do is no matter', async () => {
  const { url } = await freshDatabase({ migrated: false });
  await checkServer(url);
});

test('nobody there: host and port are named, the password is not', async () => {
  await assert.rejects(checkServer('postgres://me:hush@127.0.0.1:1/kindred'), (error: Error & { code: string }) => {
    assert.equal(error.code, 'database_unreachable');
    assert.match(error.message, /127\.0\.0\.1:1\/kindred cannot be reached.*Check that it runs/s);
    assert.doesNotMatch(error.message, /hush/);
    return true;
  });
});

test('somebody there who never answers: it does not wait for ever', async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  try {
    await assert.rejects(checkServer(`postgres://me@127.0.0.1:${(mute.address() as AddressInfo).port}/kindred`, 100), { code: 'database_unreachable' });
  } finally {
    for (const socket of sockets) socket.destroy();
    mute.close();
  }
});

test('a wrong password and a missing database are told apart', async (t) => {
  const { url } = await freshDatabase({ migrated: false });
  const wrong = new URL(url);
  wrong.password = 'wrong';
  // A server of one's own may let anybody in from this machine, whatever they say.
  if (await checkServer(wrong.href).then(() => true, () => false)) t.diagnostic('this server asks for no password');
  else await assert.rejects(checkServer(wrong.href), /Check the user and the password/);
  const missing = new URL(url);
  missing.pathname = '/no_such_database';
  await assert.rejects(checkServer(missing.href), /create database kindred/);
});

test('a database that only reads is refused', async () => {
  const { url } = await freshDatabase({ migrated: false });
  const readOnly = new URL(url);
  readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
  await assert.rejects(checkServer(readOnly.href), { code: 'database_read_only' });
});

test('a server that is too old is refused with its version', async () => {
  const { url, db } = await freshDatabase({ migrated: false });
  const old = new URL(url);
  // A view of the same name that comes first in the search path stands in for an old server.
  await db.query({ text: `create schema old` });
  await db.query({ text: `create function old.current_setting(name text) returns text language sql as $$ select case name when 'server_version_num' then '140012' when 'server_version' then '14.12' else pg_catalog.current_setting(name) end $$` });
  old.searchParams.set('options', '-c search_path=old,pg_catalog');
  await assert.rejects(checkServer(old.href), /is 14\.12; Kindred needs 15 or later/);
});

test('an address is told without its password', () => {
  assert.equal(where('postgres://me:hush@db.example.com/kindred'), 'db.example.com:5432/kindred');
});
