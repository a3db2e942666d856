import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { startSink, type SunkMail } from '../../../bench/smtp-sink.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addCompiled, addContacts, addLane, makeWorld, plan, senderFor, statesOf, until } from '../testing/sending-world.ts';

test('a planned mail is judged, journalled, handed over by SMTP and accepted, with its touch, event and count', async () => {
  const { db } = await freshDatabase();
  const mails: SunkMail[] = [];
  const sink = await startSink({ keep: true, onMail: (mail) => mails.push(mail) });
  const world = await makeWorld(db, sink.port);
  const contacts = await addContacts(world, 50);
  const lane = await addLane(world);
  assert.equal(await plan(world, lane, await addCompiled(world), contacts), 50);
  assert.equal(await plan(world, lane, await addCompiled(world), contacts), 0, 'each contact once a source and step');

  const sender = senderFor(db);
  await until(async () => (await statesOf(world)).accepted === 50);
  await sender.stop();
  await sink.close();

  assert.equal(new Set(mails.map((mail) => mail.to)).size, 50);
  assert.equal(new Set(mails.map((mail) => mail.messageId)).size, 50);
  const mail = await simpleParser(mails.find(({ to }) => to === 'p7@people.example')!.raw);
  assert.equal(mail.subject, 'Hello Person 7');
  assert.equal(mail.text?.split('\n')[0], 'Hello Person 7');
  assert.match(mails[0]!.from, /^bounces\+[0-9a-v]+@sender\.example$/);

  const count = async (sql: string) => (await db.query<{ n: number }>({ text: `select count(*)::int as n from ${sql}` })).rows[0]!.n;
  assert.equal(await count(`attempts where outcome = 'accepted' and code = 250`), 50);
  assert.equal(await count(`touches where team = 'marketing' and kind = 'message'`), 50);
  assert.equal(await count(`events where kind = 'message.accepted'`), 50);
  const { rows } = await db.query<{ metric: string; sum: number }>({ text: 'select metric, sum(change)::int as sum from rollup_changes group by metric order by metric' });
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.metric, row.sum])), { accepted: 50, accepted_tracked: 50, planned: 50 });
  assert.equal(await count('sender_instances'), 0, 'a sender that stops signs off');
});
