// A reader leaves: by the page, by their mail program's button (RFC 8058), and never because a program fetched a link.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, headerOf, launchNow, mailFor, setUpCompany, until, writeCampaign } from './support/people-of-the-house.ts';

const skip = noBrowser();
const readers = [
  { email: 'page@reader.example', firstName: 'Paula' },
  { email: 'button@reader.example', firstName: 'Bruno' },
  { email: 'fetched@reader.example', firstName: 'Fatima' },
];
let house: House;
let browser: Browser;
let page: Page;
let campaignId: number;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  const campaign = await writeCampaign(page, await addReaders(page, 'Readers', readers));
  campaignId = campaign.id;
  await launchNow(page, campaign);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const left = async () => {
  const { items } = await callAs<{ items: { contact: { email: string } | null; unsubscribedAt: string | null }[] }>(page, 'GET', `/campaigns/${campaignId}/people?did=unsubscribed`);
  return items.map((item) => item.contact?.email);
};
const oneClickAddress = async (email: string) => /<(http[^>]+)>/.exec(headerOf(await mailFor(page, email), 'List-Unsubscribe'))![1]!;

test('a GET shows a page and unsubscribes nobody, however often a program fetches it', { skip }, async () => {
  const address = await oneClickAddress('fetched@reader.example');
  for (let times = 0; times < 3; times += 1) assert.equal((await fetch(address)).status, 200);
  assert.equal((await fetch(address, { method: 'HEAD' })).status, 200);
  house.passSeconds(61);
  const { items } = await callAs<{ items: { suppressed: string | null }[] }>(page, 'GET', '/contacts?search=fetched');
  assert.deepEqual(items.map((contact) => contact.suppressed), [null]);
  assert.deepEqual((await left()).includes('fetched@reader.example'), false);
});

test('a reader leaves by the page the link in the mail leads to', { skip }, async () => {
  const mail = await mailFor(page, 'page@reader.example');
  assert.match(mail.html ?? '', /No more of these/);
  const reader = await openPage(browser);
  await reader.goto(await oneClickAddress('page@reader.example'));
  await reader.getByRole('button').first().click();
  await until('Paula to be gone', async () => (await left()).includes('page@reader.example'));
  assert.deepEqual(reader.errors, []);
  const { items } = await callAs<{ items: { suppressed: string | null }[] }>(page, 'GET', '/contacts?search=page%40');
  assert.equal(items[0]!.suppressed, 'unsubscribed');
});

test('a mail program’s one-click button works without cookie or login, twice over, and the screen says when', { skip }, async () => {
  const mail = await mailFor(page, 'button@reader.example');
  assert.equal(headerOf(mail, 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
  const address = await oneClickAddress('button@reader.example');
  for (const time of ['first', 'second']) {
    const answer = await fetch(address, { method: 'POST', body: 'List-Unsubscribe=One-Click', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    assert.equal(answer.status, 200, `the ${time} POST`);
  }
  await until('Bruno to be gone', async () => (await left()).includes('button@reader.example'));
  await page.goto(`${house.url}/campaigns/${campaignId}?did=unsubscribed`);
  const row = page.getByRole('row').filter({ hasText: 'Bruno' });
  await row.waitFor();
  assert.match(await row.innerText(), /\d\d:\d\d:\d\d/, 'to the second');
  assert.match(await page.getByRole('group', { name: 'People by what they did' }).innerText(), /Left\s*2/);
  assert.deepEqual(house.failures, []);
});
