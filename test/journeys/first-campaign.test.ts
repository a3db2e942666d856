// The main job, from an empty house to a moment on the screen: set up, import a sheet, write, look
// over, launch over real SMTP, open the mail, follow its link, and see both arrive.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage, ordinaryAgent } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { importSheet } from './support/import-sheet.ts';
import { callAs, mailFor, owner, setUpThroughTheDoor, type LocalMail } from './support/people-of-the-house.ts';
import { faultsIn, lookAt } from './support/screenshots.ts';

const skip = noBrowser();
const sheet = 'Vorname;Nachname;E-Mail;Firma;Zeitzone\nInês;Carvalho;ines@lusitra.example;Lusitra Freight;Europe/Lisbon\nMarek;Dvořan;marek@ostravan.example;Ostravan Glas;Europe/Prague\n;;not an address;;\n';
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };
let campaignId: number;
let mail: LocalMail;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

test('a first visitor sets up the company and is shown one next step', { skip }, async () => {
  await setUpThroughTheDoor(page, house.url);
  await page.getByRole('heading', { name: 'To your first campaign' }).waitFor();
  assert.equal(await page.locator('[aria-current="step"]').count(), 1);
  // Each step leads somewhere; the one that begins a campaign would leave one behind.
  const steps = await page.getByRole('main').locator('ol a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  assert.equal(steps.length, 5);
  for (const step of new Set(steps.filter((href) => href !== '/campaigns/new'))) {
    await page.goto(house.url + step);
    assert.notEqual(await page.getByRole('heading', { level: 1 }).innerText(), 'Nothing here', step);
  }
});

test('a sheet with umlauts, semicolons and one bad row comes in through the wizard', { skip, timeout: 60_000 }, async () => {
  await importSheet(page, house.url, { name: 'gäste.csv', text: sheet, list: 'Guests', rows: 3 });
  await page.getByRole('button', { name: /refused row/ }).waitFor();
  const { items } = await callAs<{ items: { email: string; firstName: string; lastName: string }[] }>(page, 'GET', '/contacts');
  assert.deepEqual(items.map((contact) => `${contact.firstName} ${contact.lastName} ${contact.email}`).toSorted(), ['Inês Carvalho ines@lusitra.example', 'Marek Dvořan marek@ostravan.example']);
});

test('a campaign is written, saved by itself, and sends a test', { skip, timeout: 60_000 }, async () => {
  await callAs(page, 'PATCH', '/settings', { postalAddress: '1 Quay Street, 20457 Hamburg' });
  await page.goto(`${house.url}/campaigns`);
  await page.getByRole('button', { name: 'Write the first' }).click();
  await page.getByRole('button', { name: 'Begin blank' }).click();
  await page.waitForURL(/\/campaigns\/\d+\/edit$/);
  campaignId = Number(/campaigns\/(\d+)/.exec(page.url())![1]);
  await page.frameLocator('.mail iframe').getByText('One thing worth your minute').first().waitFor();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Autumn letter');
  await page.getByRole('textbox', { name: 'From', exact: true }).fill('Olga Ferrow');
  assert.equal(await page.getByRole('textbox', { name: 'Sender address' }).inputValue(), owner.email);
  await page.getByRole('combobox', { name: 'Goes to' }).click();
  await page.getByRole('option', { name: /Guests/ }).click();
  await page.getByText('2 will be mailed').waitFor();
  await page.getByRole('textbox', { name: 'Subject', exact: true }).fill('A larger hall, {{ contact.first_name | default: "dear reader" }}');
  await page.getByRole('button', { name: 'Markdown' }).click();
  const body = page.getByRole('textbox', { name: 'Body' });
  await body.waitFor();
  await body.fill('# We moved\n\nHello {{ contact.first_name | default: "there" }}, [see the hall](https://ferrow.example/hall).\n\n{{ workspace.name }}, {{ workspace.postal_address }}, [Unsubscribe]({{ unsubscribe_url }})\n');
  await page.frameLocator('.mail iframe').getByRole('heading', { name: 'We moved' }).waitFor();
  await page.getByText(/^saved \d\d:\d\d/).waitFor();
  await page.getByRole('button', { name: 'Send a test' }).first().click();
  await page.getByRole('button', { name: 'Send the test' }).click();
  await mailFor(page, owner.email);
  // What was saved is there after a reload, to the letter.
  await page.reload();
  await page.getByRole('textbox', { name: 'Body' }).getByText('see the hall').waitFor();
});

test('preflight says how many it reaches, and the button carries the number', { skip, timeout: 60_000 }, async () => {
  await page.getByRole('button', { name: 'Look over' }).click();
  await page.getByText('2 will be mailed').waitFor();
  await page.getByRole('button', { name: 'Launch to 2' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send to 2' }).click();
  await heading('Autumn letter');
  await page.waitForURL(`${house.url}/campaigns/${campaignId}`);
  mail = await mailFor(page, 'ines@lusitra.example');
  assert.match(mail.subject, /A larger hall, Inês/);
  await page.getByText('Finished', { exact: false }).first().waitFor();
});

test('an open is pushed onto the live screen, to the second, and stands in the results once judged', { skip, timeout: 60_000 }, async (t) => {
  const live = await openPage(browser);
  await live.context().addCookies((await page.context().storageState()).cookies);
  await live.goto(`${house.url}/live`);
  await live.getByRole('img', { name: 'Receiving' }).waitFor();
  await live.getByText('Nothing has come back yet').waitFor();
  // The reader's program shows the mail: pictures load.
  const reader = await openPage(browser, { userAgent: ordinaryAgent });
  await reader.setContent(mail.html!);
  const openedAt = performance.now();
  const row = live.getByRole('listitem').filter({ hasText: 'Inês Carvalho' }).filter({ hasText: 'opened' });
  await row.waitFor();
  const tookMs = performance.now() - openedAt;
  t.diagnostic(`on screen ${Math.round(tookMs)} ms after the mail was shown`);
  // Pushed, not asked for: left to itself the page looks again every 15 s. On an idle machine it is well under one.
  assert.ok(tookMs < 5000, `on screen after ${Math.round(tookMs)} ms, the picture’s way included`);
  assert.match(await row.innerText(), /\d\d:\d\d:\d\d\s+\d\d:\d\d in Lisbon/, 'the viewer’s time to the second, the reader’s beside it');
  assert.match(await row.innerText(), /Checking/);

  house.passSeconds(20);
  const link = /href="([^"]*\/t\/c\/[^"]+)"/.exec(mail.html!)![1]!;
  const answer = await reader.request.get(link.replaceAll('&amp;', '&'), { maxRedirects: 0 });
  assert.equal(answer.status(), 302);
  assert.equal(answer.headers()['location'], 'https://ferrow.example/hall');
  await live.getByRole('listitem').filter({ hasText: 'followed' }).first().waitFor();

  house.passSeconds(61);
  for (const what of ['opened', 'followed']) await live.getByRole('listitem').filter({ hasText: what }).filter({ hasText: 'Person' }).first().waitFor();
  assert.deepEqual(live.errors, []);
  await page.goto(`${house.url}/campaigns/${campaignId}?did=clicked`);
  const person = page.getByRole('row').filter({ hasText: 'Inês Carvalho' });
  await person.waitFor();
  assert.match(await person.innerText(), /\d\d:\d\d:\d\d/);
  await page.getByRole('definition').filter({ hasText: '1 of 2' }).first().waitFor();
});

test('her whole time stands on one line, and her message tells its life', { skip, timeout: 60_000 }, async () => {
  await page.getByRole('button', { name: 'Inês Carvalho' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('accepted by the mail server').waitFor();
  await drawer.getByText('Hand-overs').waitFor();
  await drawer.getByText('ferrow.example/hall').first().waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${house.url}/live`);
  await page.keyboard.press('j');
  await page.getByRole('complementary', { name: 'Contact' }).getByText(/followed ferrow\.example\/hall, \d\d:\d\d:\d\d/).waitFor();
  assert.deepEqual(page.errors, []);
});

test('all of these screens are clean in both themes and on a phone', { skip, timeout: 180_000 }, async () => {
  const { cookies } = await page.context().storageState();
  const second = await callAs<{ id: number }>(page, 'POST', `/campaigns/${campaignId}/duplicate`);
  const look = (name: string, path: string, ready: string) => lookAt(browser, name, async (fresh) => {
    await fresh.context().addCookies(cookies);
    await fresh.goto(house.url + path);
    await fresh.getByText(ready).first().waitFor();
  });
  const seen = [
    ...await look('live', '/live', 'Inês Carvalho'),
    ...await look('compose', `/campaigns/${second.id}/edit`, 'In the list of mails'),
    ...await look('preflight', `/campaigns/${second.id}/preflight`, 'Whom it reaches'),
    ...await look('results', `/campaigns/${campaignId}`, 'ferrow.example/hall'),
  ];
  assert.deepEqual(faultsIn(seen), []);
  assert.deepEqual(house.failures, []);
});
