import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { createHitsServer, type Hits } from '../../delivery/tracking/index.ts';
import { defaultBrand, fontStacks } from './contract.ts';
import { brandRoutes, readBrand, serveImages } from './index.ts';
import { uploadImage } from './images/upload-image.ts';
import { gif, jpeg, png, quarters } from './testing/sample-pictures.ts';

// Hooks run in the order they are registered in: the door's connections end before their database does.
const open: { close(): Promise<void> }[] = [];
after(async () => { for (const one of open) await one.close(); });
const { db, url } = await freshDatabase();
const app = await testApp({ db, routes: brandRoutes({ db, trackingUrl: 'http://mail.northwind.example' }) });
const company = await addCompany(db);
const rival = await addCompany(db, 'Rival');
const member = app.as(company.member);
const errors: unknown[] = [];
const door = serveImages({ databaseUrl: url, onError: (error) => errors.push(error) });
// As the role `hits` alone serves them.
const noHits: Pick<Hits, 'handle'> = { handle: () => assert.fail('a picture is no hit') };
const server = createHitsServer(noHits as Hits, [], [door]);
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
open.push({ async close() { server.closeAllConnections(); server.close(); } }, door);
const fetchPath = (path: string, init?: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
const upload = (bytes: Buffer, filename: string, contentType = 'image/png', who = member) => who.call('POST', '/images', { upload: { bytes, filename, contentType } });
const drawing = png(quarters(24, 12));

test('a workspace that set nothing has the default look; what is set is kept, and the rest stays', async () => {
  assert.deepEqual(await readBrand(db, company.workspaceId), defaultBrand);
  const manager = app.as(company.manager);
  const colors = { ...defaultBrand.colors, accent: '#AA0011' };
  const { body } = await manager.patch('/brand', { colors, footerText: 'You get this as a customer.', social: [{ network: 'mastodon', href: 'https://social.example/@northwind' }] });
  assert.equal(body.brand.colors.accent, '#aa0011');
  await manager.patch('/brand', { fonts: { heading: fontStacks.Georgia, body: fontStacks.Verdana }, logoUrl: 'https://northwind.example/logo.png' });
  const brand = await readBrand(db, company.workspaceId);
  assert.deepEqual(brand, {
    ...defaultBrand, colors: { ...colors, accent: '#aa0011' }, footerText: 'You get this as a customer.', logoUrl: 'https://northwind.example/logo.png',
    fonts: { heading: fontStacks.Georgia, body: fontStacks.Verdana }, social: [{ network: 'mastodon', href: 'https://social.example/@northwind' }],
  });
  assert.deepEqual(await readBrand(db, rival.workspaceId), defaultBrand);
});

test('two who change different things at once both keep theirs', async () => {
  const manager = app.as(company.manager);
  await Promise.all([manager.patch('/brand', { logoWidth: 200 }), manager.patch('/brand', { cornerRadius: 0 }), manager.patch('/brand', { logoAlt: 'Northwind' })]);
  const { logoWidth, cornerRadius, logoAlt } = await readBrand(db, company.workspaceId);
  assert.deepEqual([logoWidth, cornerRadius, logoAlt], [200, 0, 'Northwind']);
});

test('managers and owners change the look, everybody sees it, and the log says from what to what', async () => {
  for (const actor of [company.member, company.seller, company.viewer]) {
    assert.equal((await app.as(actor).patch('/brand', { logoWidth: 90 })).status, 403);
    assert.equal((await app.as(actor).get('/brand')).status, 200);
  }
  await app.as(company.owner).patch('/brand', { cornerRadius: 9 });
  const { rows } = await db.pool.query("select detail from audit_entries where workspace_id = $1 and action = 'brand.changed' and outcome = 'done' order by id desc limit 1", [company.workspaceId]);
  assert.deepEqual(rows[0].detail, { cornerRadius: { from: 0, to: 9 } });
});

test('colours that are hard to read are said in words', async () => {
  const { body } = await app.as(rival.owner).patch('/brand', { colors: { ...defaultBrand.colors, text: '#999999', accent: '#fafafa' } });
  assert.deepEqual(body.warnings.map(({ pair }: { pair: string }) => pair), ['button-on-surface', 'text-on-surface']);
  assert.match(body.warnings[1].message, /contrast of 2\.8 where readers need 4\.5/);
});

test('what would break mails, or the mails of others, is refused by its field', async () => {
  for (const [field, change] of [
    ['body.footerText', { footerText: 'Dear {{ contact.first_name' }], ['body.logoAlt', { logoAlt: '{% if %}' }], ['body.logoUrl', { logoUrl: 'javascript:alert(1)' }],
    ['body.logoUrl', { logoUrl: 'https://a.example/"onload="x' }], ['body.colors.text', { colors: { ...defaultBrand.colors, text: 'red;background:url(//x)' } }],
    ['body.fonts.body', { fonts: { heading: fontStacks.Arial, body: 'Comic Sans, "x' } }], ['body.logoWidth', { logoWidth: 5000 }],
    ['body.social.0.href', { social: [{ network: 'x', href: 'data:text/html,hi' }] }], ['body.social.0.network', { social: [{ network: 'orkut', href: 'https://a.example' }] }],
  ] as const) {
    const answer = await app.as(company.owner).patch('/brand', change);
    assert.deepEqual([answer.status, answer.body.fields?.[0].path], [400, field], JSON.stringify(change));
  }
});

test('an upload becomes an image with an address, and its bytes are there for whoever holds that', async () => {
  const { body: image } = await upload(drawing, 'logo.png');
  assert.deepEqual([image.width, image.height, image.type, image.name, image.createdBy.name], [24, 12, 'image/png', 'logo.png', company.member.name]);
  assert.match(image.url, /^http:\/\/mail\.northwind\.example\/i\/\w+-[\w-]{22}\.png$/);
  const answer = await fetchPath(new URL(image.url).pathname);
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(bytes.length, image.bytes);
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual(['content-type', 'cache-control', 'x-content-type-options', 'content-security-policy', 'cross-origin-resource-policy'].map((name) => answer.headers.get(name)),
    ['image/png', 'public, max-age=31536000, immutable', 'nosniff', "default-src 'none'; sandbox", 'cross-origin']);
  const again = await fetchPath(new URL(image.url).pathname, { headers: { 'if-none-match': answer.headers.get('etag')! } });
  assert.deepEqual([again.status, await again.text()], [304, '']);
  const head = await fetchPath(new URL(image.url).pathname, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(image.bytes)]);
});

test('a form with the part "file" is taken as browsers send it', async () => {
  const boundary = 'xyz';
  const payload = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="C:\\\\fakepath\\\\team.gif"\r\nContent-Type: image/gif\r\n\r\n`), gif([0, 1]), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const { status, body } = await upload(payload, '', `multipart/form-data; boundary=${boundary}`);
  assert.deepEqual([status, body.type, body.name], [200, 'image/gif', 'team.gif']);
});

test('the same file again is the same image, also when two send it at once; to another workspace it is another', async () => {
  const photo = await jpeg(quarters(40, 30), 6);
  const twice = await Promise.all([upload(photo, 'a.jpg'), upload(photo, 'b.jpg')]);
  assert.equal(twice[0].body.id, twice[1].body.id);
  const theirs = await upload(photo, 'c.jpg', 'image/jpeg', app.as(rival.owner));
  assert.notEqual(theirs.body.url, twice[0].body.url);
  assert.deepEqual([theirs.body.width, theirs.body.height], [30, 40]);
});

test("images are listed page by page, newest first, never another workspace's", async () => {
  const first = await member.get('/images', { limit: 2 });
  assert.equal(first.body.items.length, 2);
  const rest = await member.get('/images', { limit: 2, after: first.body.next });
  const ids = [...first.body.items, ...rest.body.items].map(({ id }: { id: number }) => id);
  assert.deepEqual(ids, ids.toSorted((a, b) => b - a));
  assert.deepEqual((await app.as(rival.viewer).get('/images')).body.items.map(({ name }: { name: string }) => name), ['c.jpg']);
});

test('what is no image is refused in words, whatever it is called, and nothing is kept', async () => {
  const count = async () => (await db.pool.query('select count(*)::int as n from images')).rows[0].n;
  const before = await count();
  for (const [bytes, code] of [
    [Buffer.from('<html><script>alert(1)</script></html>'), 'not_an_image'], [Buffer.from('<svg onload="alert(1)"/>'), 'image_svg'],
    [drawing.subarray(0, 40), 'image_damaged'], [png(quarters(2, 2), { claims: { width: 60_000, height: 60_000 } }), 'image_too_large'], [Buffer.alloc(0), 'not_an_image'],
  ] as const) {
    const answer = await upload(Buffer.from(bytes), 'innocent.png');
    assert.deepEqual([answer.status, answer.body.code], [400, code]);
  }
  const large = await upload(Buffer.concat([drawing, Buffer.alloc(10 * 1024 * 1024)]), 'large.png');
  assert.deepEqual([large.status, large.body.code], [413, 'upload_too_large']);
  assert.match(large.body.detail, /10 MiB/);
  assert.equal(await count(), before);
});

test('past its quota a workspace is told what is taken and keeps nothing more; what is here already still is; others have their own room', async () => {
  const { body } = await member.get('/images', { limit: 1 });
  assert.ok(body.usedBytes > 0 && body.usedBytes < body.quotaBytes);
  const keep = (workspaceId: typeof company.member.workspaceId, bytes: Buffer, quotaBytes: number) => uploadImage(db, async () => ({ type: 'image/png', width: 1, height: 1, bytes: Buffer.alloc(100) }), { workspaceId, name: 'x.png', bytes, by: null, now: new Date(), quotaBytes });
  const [first, second, third] = [png(quarters(3, 1)), png(quarters(3, 2)), png(quarters(3, 3))];
  // Two at once for the last room: one gets it.
  const answers = await Promise.allSettled([first, second].map((bytes) => keep(company.member.workspaceId, bytes, body.usedBytes + 150)));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const kept = answers[0]!.status === 'fulfilled' ? first : second;
  assert.equal((await keep(company.member.workspaceId, kept, 1)).name, 'x.png', 'the same file takes no room');
  await assert.rejects(keep(company.member.workspaceId, third, body.usedBytes + 150), (problem: { code: string; message: string }) => problem.code === 'image_quota');
  assert.equal((await member.get('/images', { limit: 1 })).body.usedBytes, body.usedBytes + 100);
  await keep(rival.member.workspaceId, third, 1_000_000);
});

test('a viewer uploads nothing, a stranger neither', async () => {
  assert.equal((await upload(drawing, 'x.png', 'image/png', app.as(company.viewer))).status, 403);
  assert.equal((await upload(drawing, 'x.png', 'image/png', app.anonymous)).status, 401);
});

test('an address that was guessed, or is none, finds nothing; only reading is answered', async () => {
  const { body: { items: [image] } } = await member.get('/images', { limit: 1 });
  const path = new URL(image.url).pathname;
  const guessed = path.replace(/-.{22}/, `-${'A'.repeat(22)}`);
  for (const bad of [guessed, '/i/', '/i/1.png', path.replace('/i/', '/i/9'), `${path}/..`, '/i/zzzzzz-AAAAAAAAAAAAAAAAAAAAAA.png', '/i/%00-AAAAAAAAAAAAAAAAAAAAAA.png']) {
    const answer = await fetchPath(bad);
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [404, 'no-store'], bad);
  }
  for (const method of ['POST', 'DELETE', 'PUT']) assert.equal((await fetchPath(path, { method })).status, 405);
  assert.deepEqual(errors, []);
});

test('without its database a picture is to be asked for again, what was served lately is served on, and the log is told once', async () => {
  const told: unknown[] = [];
  const down = serveImages({ databaseUrl: 'postgres://nobody@127.0.0.1:9/nothing', onError: (error) => told.push(error) });
  const host = createHitsServer(noHits as Hits, [], [down]);
  await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve));
  const { body: { items: [image] } } = await member.get('/images', { limit: 1 });
  const path = new URL(image.url).pathname;
  for (let times = 0; times < 3; times += 1) {
    const answer = await fetch(`http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`);
    assert.deepEqual([answer.status, answer.headers.get('cache-control'), answer.headers.get('retry-after')], [503, 'no-store', '30']);
  }
  assert.equal(told.length, 1);
  host.closeAllConnections();
  host.close();
  await down.close();
  // Rows gone from under it stand for a database that is.
  await fetchPath(path);
  await db.pool.query('delete from images where id = $1', [image.id]);
  assert.equal((await fetchPath(path)).status, 200);
});
