import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMailing, type Mailing } from '../../../test/support/mailing.ts';
import { trackedDatabase } from '../../../test/support/tracking-host.ts';
import { movableClock } from '../../platform/clock/index.ts';

const clock = movableClock('2026-11-23T10:00:00.123Z');
const { db, host } = await trackedDatabase({ clock, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
const rows = async (text: string, ...values: unknown[]) => (await db.pool.query(text, values)).rows;
const hitsOf = (mailing: Mailing, n = 0) => rows('select * from hits where workspace_id = $1 and message_id = $2 order by at, id', mailing.workspaceId, mailing.messageIds[n]);

test('a pixel is answered once its hit is stored', async () => {
  const mailing = await addMailing(db);
  const answer = await host.fetch(host.mail(mailing).pixel, { headers: { 'x-forwarded-for': '203.0.113.7, 198.51.100.2, 10.1.1.1', 'sec-purpose': 'prefetch', accept: '*/*' } });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'image/gif');
  assert.match(String(answer.headers['cache-control']), /no-store/);
  assert.equal(answer.body.length, 43);
  const [hit] = await hitsOf(mailing);
  assert.equal(hit.kind, 'open');
  assert.equal(hit.at.toISOString(), '2026-11-23T10:00:00.123Z');
  assert.equal(hit.address, '198.51.100.2', 'the first from the right that is not one of our proxies');
  assert.deepEqual(hit.headers, { 'sec-purpose': 'prefetch' }, 'only what rules read');
  assert.equal((await rows('select * from unsettled where message_id = $1', mailing.messageIds[0])).length, 1);
});

for (const target of [
  'https://example.com', 'http://example.com/', 'https://example.com/a%20b%2Fc?x=%E2%82%AC&y=1+2&z=#frag?x=/', 'https://example.com/?', 'https://example.com/?#', 'https://example.com/#',
  'HTTPS://Example.COM/Path', 'https://user:p%40ss@example.com:8443/x', 'https://example.com/a|b^c`d{e}"<f>', 'https://example.com/%zz%', 'https://[2001:db8::1]/x', 'https://example.com//a//../b/./c',
  `https://example.com/?q=${'0123456789'.repeat(810)}`,
]) {
  test(`a click leads to ${target.slice(0, 60)} byte for byte`, async () => {
    const mailing = await addMailing(db, { links: [{ index: 0, target, counts: true }] });
    const answer = await host.fetch(host.mail(mailing).click(0));
    assert.equal(answer.status, 302);
    assert.equal(answer.headers['location'], target);
    assert.equal((await hitsOf(mailing))[0].link, 0);
  });
}

test('what a Location header cannot carry is encoded, and nothing else is', async () => {
  const cases: [string, string][] = [
    ['https://example.com/käse und brot?q=€&r=%20#ü', 'https://example.com/k%C3%A4se%20und%20brot?q=%E2%82%AC&r=%20#%C3%BC'],
    ['https://münchen.example:8080/ü', 'https://xn--mnchen-3ya.example:8080/%C3%BC'],
    ['https://example.com/😀\tx', 'https://example.com/%F0%9F%98%80%09x'],
  ];
  for (const [target, location] of cases) {
    const mailing = await addMailing(db, { links: [{ index: 0, target, counts: true }] });
    assert.equal((await host.fetch(host.mail(mailing).click(0))).headers['location'], location);
  }
});

test('a link of one\'s own leads only who it was written for', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  const own = host.links.dynamicClickUrl(mailing.workspaceId, mailing.messageIds[0]!, host.mail(mailing).token, 7, 'https://example.com/ann?email=ann%40example.com');
  const answer = await host.fetch(own);
  assert.equal(answer.headers['location'], 'https://example.com/ann?email=ann%40example.com');
  assert.equal((await host.fetch(own.replace(host.mail(mailing).token, host.mail(mailing, 1).token))).status, 404);
});

test('forged, cut and swapped links get a page in plain words, and leave no hit', async () => {
  const [one, other] = [await addMailing(db), await addMailing(db)];
  const mail = host.mail(one);
  const linkOfOther = host.mail(other).click(0).split('/').at(-1)!;
  const swapped = mail.click(0).replace(/[^/]+$/, linkOfOther);
  const bad = [
    swapped, mail.click(0).slice(0, -1), `${mail.click(0)}A`, mail.click(0).replace(/\/c\/./, '/c/Z'), mail.pixel.replace('.gif', 'x.gif'), `${host.url}/t/c/${mail.token}`,
    `${host.url}/t/c/${mail.token}/https://evil.example/`, `${host.url}/t/c//`, `${host.url}/t/`, `${host.url}/t/u/AAAA`, `${host.url}/t/o/%00.gif`, `${host.url}/t/c/${'A'.repeat(15_000)}/${'B'.repeat(15_000)}`,
  ];
  for (const url of bad) {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) assert.equal((await host.fetch(url, { method })).status, 404, `${method} ${url.slice(0, 120)}`);
  }
  assert.match((await host.fetch(swapped)).body.toString(), /This link does not work/);
  assert.equal((await hitsOf(one)).length + (await hitsOf(other)).length, 0);
});

test('HEAD and OPTIONS are answered and kept as evidence; other methods are neither', async () => {
  const mailing = await addMailing(db);
  const { click } = host.mail(mailing);
  const head = await host.fetch(click(0), { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers['location'], head.body.length], [302, mailing.links[0]!.target, 0]);
  const options = await host.fetch(click(0), { method: 'OPTIONS' });
  assert.deepEqual([options.status, options.headers['allow']], [204, 'GET, HEAD, OPTIONS']);
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) assert.equal((await host.fetch(click(0), { method })).status, 405);
  assert.deepEqual((await hitsOf(mailing)).map((hit) => hit.method).toSorted(), ['HEAD', 'OPTIONS']);
});

test('who refused tracking, also after the mail left, leaves a count and no trace', async () => {
  const mailing = await addMailing(db, { contacts: 2 });
  await db.pool.query(`update contacts set tracking = 'refused' where id = $1`, [mailing.contactIds[0]]);
  for (const link of [host.mail(mailing).pixel, host.mail(mailing).click(0), host.mail(mailing, 1).pixel]) await host.fetch(link);
  await host.fetch(host.mail(mailing).pixel, { agent: 'curl/8.5.0' });
  assert.equal((await hitsOf(mailing)).length, 0);
  assert.equal((await hitsOf(mailing, 1)).length, 1);
  const counted = await rows(`select metric, sum(change)::int as n from rollup_changes where workspace_id = $1 and metric like '%anonymous' group by 1 order by 1`, mailing.workspaceId);
  assert.deepEqual(counted, [{ metric: 'click_anonymous', n: 1 }, { metric: 'open_anonymous', n: 1 }]);
});

test('a totals-only workspace keeps nobody', async () => {
  const mailing = await addMailing(db, { trackingMode: 'totals-only' });
  const answer = await host.fetch(host.mail(mailing).click(1));
  assert.equal(answer.headers['location'], mailing.links[1]!.target);
  assert.equal((await hitsOf(mailing)).length, 0);
  assert.equal((await rows('select * from unsettled where workspace_id = $1', mailing.workspaceId)).length, 0);
  assert.equal((await rows(`select * from rollup_changes where workspace_id = $1 and metric = 'click_anonymous'`, mailing.workspaceId)).length, 1);
});

test('a colleague is known by a cookie of the same workspace, but not in the built-in mailbox', async () => {
  const real = await addMailing(db);
  const local = await addMailing(db, { serverKind: 'local', workspaceId: real.workspaceId, sourceId: 2 });
  const elsewhere = await addMailing(db);
  const given = String((await host.fetch(host.links.memberUrl(real.workspaceId, 42))).headers['set-cookie']);
  assert.match(given, /^kindred_member=[\w-]+; Path=\/t; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  assert.match(String((await host.fetch(host.links.memberUrl(real.workspaceId, 42), { headers: { 'x-forwarded-proto': 'https' } })).headers['set-cookie']), /SameSite=None; Secure$/);
  const cookie = `a=b; ${given.split(';')[0]}; c=d`;
  for (const mailing of [real, local, elsewhere]) await host.fetch(host.mail(mailing).pixel, { headers: { cookie } });
  await host.fetch(host.mail(real).click(0), { headers: { cookie: `${cookie.slice(0, 30)}x` } });
  assert.deepEqual((await hitsOf(real)).map((hit) => hit.own_member).toSorted(), [42, null]);
  assert.deepEqual([(await hitsOf(local))[0].own_member, (await hitsOf(elsewhere))[0].own_member], [null, null]);
});

test('a hit of a message that is not there is redirected and passed over', async () => {
  const mailing = await addMailing(db);
  const gone = { ...mailing, messageIds: [999_999_999] };
  assert.equal((await host.fetch(host.mail(gone).click(0))).status, 302);
});

test('strange agents and headers are kept as they are', async () => {
  const mailing = await addMailing(db);
  for (const agent of ['', '{"a":\\"b\\"}', 'NULL', `${'x'.repeat(3000)}`, 'caf\u00e9 \\ "', null]) assert.equal((await host.fetch(host.mail(mailing).pixel, { agent })).status, 200);
  assert.deepEqual((await hitsOf(mailing)).map((hit) => hit.agent?.length ?? null), [0, 11, 4, 1000, 8, null]);
});

test('a thousand hits at once are all there, each once', async () => {
  const mailing = await addMailing(db, { contacts: 50 });
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => host.fetch(host.mail(mailing, n % 50).pixel)));
  assert.ok(answers.every((answer) => answer.status === 200));
  const [{ count }] = await rows('select count(*)::int from hits where workspace_id = $1', mailing.workspaceId);
  assert.equal(count, 1000);
});
