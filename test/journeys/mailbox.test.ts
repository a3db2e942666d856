// Mail that has not left this machine is read as its reader would: in the browser, with links that lead on and are noticed.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage, ordinaryAgent } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, launchNow, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';
import { faultsIn, lookAt } from './support/screenshots.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };
let campaign: Campaign;
/** Where the mail's links lead: somebody else's site, at another origin. */
const elsewhere = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<h1>The hall itself</h1>'));
let site: string;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser, { userAgent: ordinaryAgent });
  await setUpCompany(page, house.url);
  const readers = ['ada', 'ben', 'cleo'].map((name) => ({ email: `${name}@quay.example`, firstName: name }));
  await new Promise<void>((resolve) => { elsewhere.listen(0, '127.0.0.1', resolve); });
  site = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
  campaign = await writeCampaign(page, await addReaders(page, 'Quay', readers), undefined, site);
});
after(async () => {
  await browser?.close();
  await house?.close();
  elsewhere.close();
  elsewhere.closeAllConnections();
});

const mailTo = (address: string) => page.getByRole('list', { name: 'Mails, newest first' }).getByRole('link', { name: address });
const paneOf = (on: Page = page) => on.getByRole('complementary', { name: /^Mail to/ });
const frame = () => page.frameLocator('iframe[title="A larger hall"]');
const count = async (sql: string) => (await house.db.pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`)).rows[0]!.count;

test('while there is none, it says what will stand here and where to go', { skip }, async () => {
  await page.goto(`${house.url}/`);
  await page.getByRole('link', { name: 'Look into it' }).click();
  await page.getByRole('heading', { name: 'No mail yet' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Go to the campaigns' }).getAttribute('href'), '/campaigns');
});

test('mail comes in by itself, and nothing is opened unasked', { skip, timeout: 60_000 }, async () => {
  await launchNow(page, campaign);
  for (const name of ['ada', 'ben', 'cleo']) await mailTo(`${name}@quay.example`).waitFor();
  assert.equal(await page.locator('iframe').count(), 0);
  assert.equal(await count('hits'), 0);
});

test('a mail is found, read, and its link followed; both arrive as the reader’s', { skip, timeout: 60_000 }, async () => {
  await page.getByRole('searchbox').fill('cleo');
  await mailTo('ben@quay.example').waitFor({ state: 'detached' });
  await mailTo('cleo@quay.example').click();
  await frame().getByText('Hello cleo').waitFor();
  await paneOf().getByRole('link', { name: 'this campaign' }).waitFor();
  await until('the open to arrive', async () => (await count("hits where kind = 'open'")) > 0);

  const [tab] = await Promise.all([page.context().waitForEvent('page'), frame().getByRole('link', { name: 'See the hall' }).click()]);
  await tab.getByRole('heading', { name: 'The hall itself' }).waitFor();
  assert.equal(tab.url(), `${site}/hall`);
  // A site that can write must not find itself in our locks, nor us at its mercy.
  assert.deepEqual(await tab.evaluate(() => [origin, opener === null, document.referrer]), [site, true, '']);
  await tab.close();

  await page.goto(`${house.url}/live`);
  const followed = page.getByRole('listitem').filter({ hasText: 'cleo' }).filter({ hasText: 'followed' });
  await followed.waitFor();
  house.passSeconds(61);
  await followed.filter({ hasText: 'Person' }).waitFor();
});

test('nothing in a mail can run or reach the page around it', { skip }, async () => {
  await page.goto(`${house.url}/mailbox`);
  await mailTo('ada@quay.example').click();
  await frame().getByText('Hello ada').waitFor();
  const locks = (await page.locator('iframe').getAttribute('sandbox'))!.split(' ');
  assert.deepEqual(locks.toSorted(), ['allow-popups', 'allow-popups-to-escape-sandbox']);
});

test('it is looked at as text, on a phone, in the dark and as it was sent', { skip }, async () => {
  await page.getByRole('button', { name: 'Phone' }).click();
  assert.ok((await page.locator('iframe').boundingBox())!.width <= 375);
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await frame().getByText('Hello ada').waitFor();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  const link = paneOf().getByRole('link', { name: /\/t\/c\// }).first();
  assert.equal(await link.getAttribute('target'), '_blank');
  await page.getByText(/^\d+ headers$/).click();
  await paneOf().getByText('List-Unsubscribe-Post', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Source' }).click();
  await paneOf().getByText('Content-Transfer-Encoding: quoted-printable').first().waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save' }).click()]);
  assert.match(saved.suggestedFilename(), /^mail-\d+\.eml$/);
  assert.match((await buffer(await saved.createReadStream())).toString('latin1'), /\r\nSubject: A larger hall\r\n/);
});

test('all of it by keyboard alone: choose, read, follow', { skip }, async () => {
  await page.goto(`${house.url}/mailbox`);
  await mailTo('ada@quay.example').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = page.getByRole('list', { name: 'Mails, newest first' }).getByRole('listitem').nth(1);
  await second.and(page.locator('[aria-current="true"]')).waitFor();
  const reader = (await second.getByRole('link').innerText()).split('@')[0]!;
  await frame().getByText(`Hello ${reader}`).waitFor();
  const inMail = () => page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
  for (let steps = 0; steps < 30 && !(await inMail()); steps += 1) await page.keyboard.press('Tab');
  assert.ok(await inMail(), 'Tab leads into the mail');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  await tab.waitForURL(`${site}/**`);
  await tab.close();
});

test('on a phone the mail takes the list’s place, and one goes back to where one was', { skip }, async () => {
  const phone = await openPage(browser, { width: 'phone' });
  await phone.context().addCookies((await page.context().storageState()).cookies);
  await phone.goto(`${house.url}/mailbox`);
  const row = phone.getByRole('link', { name: 'ben@quay.example' });
  await row.click();
  await paneOf(phone).waitFor();
  assert.equal(await row.isVisible(), false);
  await phone.getByRole('link', { name: 'All mails' }).click();
  await row.waitFor();
  assert.equal(await phone.locator('iframe').count(), 0);
  await row.click();
  await paneOf(phone).waitFor();
  await phone.goBack();
  await row.waitFor();
  assert.deepEqual(phone.errors, []);
  await phone.context().close();
});

test('in a long list the place is kept: beside the mail on a desk, and after it on a phone', { skip }, async () => {
  const { rows } = await house.db.pool.query<{ id: number }>(`
    insert into local_mails (workspace_id, received_at, envelope_from, envelope_to, sender, subject, raw)
    select workspace_id, received_at, envelope_from, 'many' || n || '@quay.example', sender, subject, raw
    from (select * from local_mails order by id limit 1) one, generate_series(1, 60) n returning id`);
  assert.equal(rows.length, 60);
  for (const width of ['desktop', 'phone'] as const) {
    const fresh = await openPage(browser, { width });
    await fresh.context().addCookies((await page.context().storageState()).cookies);
    await fresh.goto(`${house.url}/mailbox`);
    const far = fresh.getByRole('link', { name: 'many25@quay.example' });
    await far.scrollIntoViewIfNeeded();
    await fresh.evaluate(() => scrollBy(0, 200));
    const place = await fresh.evaluate(() => scrollY);
    assert.ok(place > 400, 'scrolled down');
    await far.click();
    await paneOf(fresh).waitFor();
    if (width === 'phone') {
      await until('the mail to begin at its top', () => fresh.evaluate(() => scrollY === 0));
      await fresh.getByRole('link', { name: 'All mails' }).click();
      await far.waitFor();
    }
    await until('the list to stand where it stood', () => fresh.evaluate((y) => Math.abs(scrollY - y) < 80, place));
    assert.deepEqual(fresh.errors, []);
    await fresh.context().close();
  }
  await house.db.pool.query("delete from local_mails where envelope_to like 'many%'");
});

test('it is clean in both themes and on a phone', { skip, timeout: 120_000 }, async () => {
  const { cookies } = await page.context().storageState();
  const [mail] = (await callAs<{ items: { id: number }[] }>(page, 'GET', '/mailbox?search=ben')).items;
  const seen = [];
  for (const [name, path, ready] of [['mailbox', '/mailbox', 'ben@quay.example'], ['mail', `/mailbox?mail=${mail!.id}`, 'See the hall']] as const) {
    seen.push(...await lookAt(browser, name, async (fresh) => {
      await fresh.context().addCookies(cookies);
      await fresh.goto(house.url + path);
      await (name === 'mail' ? fresh.frameLocator('iframe') : fresh).getByText(ready).first().waitFor();
    }));
  }
  assert.deepEqual(faultsIn(seen), []);
});

test('who may not manage servers is not offered to empty it; who may is asked first', { skip }, async () => {
  const viewer = await openPage(browser);
  const { url } = await callAs<{ url: string }>(page, 'POST', '/invitations', { email: 'vera@ferrow.example', name: 'Vera Viewer', team: 'sales', role: 'viewer' });
  await viewer.goto(url);
  await viewer.getByLabel('Password').fill('another long pass phrase');
  await viewer.getByRole('button', { name: /Join|Accept|Set/ }).click();
  await viewer.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await viewer.goto(`${house.url}/mailbox`);
  await viewer.getByRole('link', { name: 'ben@quay.example' }).waitFor();
  assert.equal(await viewer.getByRole('button', { name: 'Empty' }).count(), 0);
  await viewer.context().close();

  await page.goto(`${house.url}/mailbox`);
  await page.getByRole('button', { name: 'Empty' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep them' }).click();
  assert.equal(await count('local_mails'), 4, 'three readers’ and the invitation');
  await page.getByRole('button', { name: 'Empty' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove all mails' }).click();
  await page.getByText('4 mails removed').waitFor();
  await page.getByRole('heading', { name: 'No mail yet' }).waitFor();
  assert.deepEqual(page.errors, []);
  assert.deepEqual(house.failures, []);
});
