import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMailing, type Mailing } from '../../../../test/support/mailing.ts';
import { trackedDatabase } from '../../../../test/support/tracking-host.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import { checkCounts, readCounts } from '../../events/index.ts';
import { speakIn, tell } from '../../../platform/words/index.ts';
import { judgeNow } from '../index.ts';
import { maskAddress } from './recipient.ts';

const clock = movableClock('2026-11-23T10:00:00Z');
const { db, host } = await trackedDatabase({ clock });
const suppressed = async (mailing: Mailing) => (await db.pool.query('select address, reason, message_id from suppressions where workspace_id = $1 and lifted_at is null order by 1', [mailing.workspaceId])).rows;
const unsubscribed = async (mailing: Mailing) => (await readCounts(db, mailing.workspaceId, 'campaign', 1)).unsubscribed;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

test('a GET shows a page with one button, names the sender and masks the address, and unsubscribes nobody', async () => {
  const mailing = await addMailing(db);
  await db.pool.query(`update workspaces set name = 'North & <Wind>' where workspace_id = $1`, [mailing.workspaceId]);
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await host.fetch(host.mail(mailing).unsubscribe, { method });
  const page = await host.fetch(host.mail(mailing).unsubscribe);
  assert.equal(page.status, 200);
  const html = page.body.toString();
  assert.match(html, /North &amp; &lt;Wind&gt;/);
  assert.match(html, /r•••@example\.com/);
  assert.equal(html.match(/<button/g)?.length, 1);
  assert.doesNotMatch(html, /<script|reader1/);
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'/);
  assert.deepEqual(await suppressed(mailing), []);
  assert.equal((await db.pool.query(`select count(*)::int as n from hits where workspace_id = $1 and kind = 'unsubscribe-view'`, [mailing.workspaceId])).rows[0].n, 4);
});

for (const [name, body, headers] of [
  ['the page\'s button', 'confirm=yes', form],
  ['a mail provider\'s one click', 'List-Unsubscribe=One-Click', form],
  ['a mail provider\'s one click as multipart', '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['a POST without a body', '', {}],
] as const) {
  test(`${name} acts at once, answers 200 without cookie or redirect, and once however often`, async () => {
    const mailing = await addMailing(db);
    for (let tries = 0; tries < 3; tries += 1) {
      const answer = await host.fetch(host.mail(mailing).unsubscribe, { method: 'POST', body, headers, agent: null });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.equal(answer.headers['location'], undefined);
      assert.match(answer.body.toString(), /You are unsubscribed[\s\S]*<form method="post" action="\/p\/[\w-]+">[\s\S]*That was a mistake, keep me/);
    }
    assert.deepEqual(await suppressed(mailing), [{ address: `reader${mailing.compiledId}-1@example.com`, reason: 'unsubscribed', message_id: mailing.messageIds[0] }]);
    assert.equal(await unsubscribed(mailing), 1);
    assert.match((await host.fetch(host.mail(mailing).unsubscribe)).body.toString(), /nothing left to do/);
    await judgeNow(db, movableClock('2026-11-24T00:00:00Z'));
    assert.deepEqual((await checkCounts(db, mailing.workspaceId)).differences, []);
  });
}

test('the page is in the language of the contact, else in that of their program', async () => {
  const mailing = await addMailing(db);
  const title = async (method: string, accept?: string) => {
    const page = (await host.fetch(host.mail(mailing).unsubscribe, { method, headers: { ...form, ...(accept ? { 'accept-language': accept } : {}) } })).body.toString();
    return `${/<html lang="(\w+)"/.exec(page)?.[1]} ${/<h1[^>]*>([^<]*)/.exec(page)?.[1]}`;
  };
  assert.equal(await title('GET'), 'en Unsubscribe');
  assert.equal(await title('GET', 'de-AT,de;q=0.9'), 'de Abbestellen');
  await db.pool.query(`update contacts set language = 'de-AT' where id = $1`, [mailing.contactIds[0]]);
  assert.equal(await title('GET', 'en'), 'de Abbestellen');
  assert.equal(await title('POST', 'en'), 'de Sie sind abgemeldet');
  await db.pool.query(`update contacts set language = 'tlh' where id = $1`, [mailing.contactIds[0]]);
  assert.equal(await title('GET', 'de'), 'de Sie sind abgemeldet', 'a language that no page speaks counts as none');
  const note = (await db.pool.query('select note from suppressions where workspace_id = $1', [mailing.workspaceId])).rows[0].note;
  assert.equal(speakIn('de', () => tell(note)), 'über den Abmeldelink einer E-Mail');
});

test('the address the mail went to is suppressed, and the one its reader has now', async () => {
  const mailing = await addMailing(db);
  await db.pool.query(`update contacts set email = 'New@Example.com', email_key = 'new@example.com' where id = $1`, [mailing.contactIds[0]]);
  await host.fetch(host.mail(mailing).unsubscribe, { method: 'POST' });
  assert.deepEqual((await suppressed(mailing)).map((row) => row.address), ['new@example.com', `reader${mailing.compiledId}-1@example.com`]);
});

test('who refused tracking can opt out all the same, and leaves no agent or address', async () => {
  const mailing = await addMailing(db);
  await db.pool.query(`update contacts set tracking = 'refused' where id = $1`, [mailing.contactIds[0]]);
  await host.fetch(host.mail(mailing).unsubscribe, { method: 'POST' });
  assert.equal((await suppressed(mailing)).length, 1);
  assert.equal(await unsubscribed(mailing), 1);
  assert.deepEqual((await db.pool.query('select agent, address from hits where workspace_id = $1', [mailing.workspaceId])).rows, [{ agent: null, address: null }]);
});

test('two at the same moment are one', async () => {
  const mailing = await addMailing(db);
  const answers = await Promise.all(Array.from({ length: 8 }, () => host.fetch(host.mail(mailing).unsubscribe, { method: 'POST' })));
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]));
  assert.equal(await unsubscribed(mailing), 1);
  assert.equal((await suppressed(mailing)).length, 1);
});

test('a forged opt-out is a page in plain words; an endless body is cut off', async () => {
  const mailing = await addMailing(db);
  assert.equal((await host.fetch(`${host.mail(mailing).unsubscribe}x`, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: form })).status, 404);
  const outcome = await host.fetch(host.mail(mailing).unsubscribe, { method: 'POST', body: 'x'.repeat(3_000_000) }).then((answer) => answer.status, () => 413);
  assert.equal(outcome, 413);
  assert.deepEqual(await suppressed(mailing), []);
});

test('an address is masked so that only its owner knows it', () => {
  assert.equal(maskAddress('ann@example.com'), 'a•••@example.com');
  assert.equal(maskAddress('@'), '•••');
  assert.equal(maskAddress('😀x@example.com'), '😀•••@example.com');
});
