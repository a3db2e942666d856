// Every piece of the design system: both themes, a desktop and a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { ana, playApi, serveBuiltApp, type BuiltApp } from './support/built-app.ts';
import { faultsIn, lookAt, shoot } from './support/screenshots.ts';

const skip = noBrowser();
let app: BuiltApp;
let browser: Browser;
before(async () => {
  if (skip) return;
  [app, browser] = await Promise.all([serveBuiltApp(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await app?.close();
});

test('every piece is free of serious findings in both themes, and nothing scrolls sideways', { skip }, async () => {
  const seen = await lookAt(browser, 'pieces', async (page) => {
    await playApi(page, { 'GET /me': () => ({ body: ana }) });
    await page.goto(`${app.url}/_pieces`);
    await page.getByRole('heading', { name: 'Writing code' }).waitFor();
    await page.getByRole('textbox', { name: 'Body' }).waitFor();
  });
  assert.deepEqual(faultsIn(seen), []);
});

test('a tip opens on focus and by Escape closes; it lies inside the window on a phone', { skip }, async () => {
  const page = await openPage(browser, { width: 'phone' });
  await playApi(page, { 'GET /me': () => ({ body: ana }) });
  await page.goto(`${app.url}/_pieces`);
  const name = page.getByRole('button', { name: 'Open-to-click rate' });
  await name.focus();
  const tip = page.getByRole('tooltip');
  await tip.waitFor();
  const box = (await tip.boundingBox())!;
  assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
  assert.equal(await name.getAttribute('aria-describedby'), await tip.getAttribute('id'));
  await shoot(page, 'tip-phone', { fullPage: false });
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
});

test('J and K move through a table, and a list of two thousand draws only what is seen', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { 'GET /me': () => ({ body: ana }) });
  await page.goto(`${app.url}/_pieces`);
  const more = page.getByRole('button', { name: 'Load more' });
  await page.getByRole('table', { name: 'People' }).scrollIntoViewIfNeeded();
  await page.getByText('2,000 of 2,000 people').waitFor();
  assert.equal(await more.count(), 0);
  const table = page.getByRole('table', { name: 'People' });
  assert.ok(await table.locator('tbody tr').count() < 120);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.querySelector('table[aria-rowcount] tr[aria-current]')?.getAttribute('data-index') === '0');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-index')), '0');
});

test('a confirmation gives the way back the focus, and Escape takes it', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { 'GET /me': () => ({ body: ana }) });
  await page.goto(`${app.url}/_pieces`);
  const opener = page.getByRole('button', { name: 'Stop the campaign' });
  await opener.click();
  await page.getByRole('alertdialog').waitFor();
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Keep sending/);
  await shoot(page, 'confirm-desktop', { fullPage: false });
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  assert.equal(await opener.evaluate((element) => element === document.activeElement), true);
});

test('nothing in a previewed mail runs', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { 'GET /me': () => ({ body: ana }) });
  await page.goto(`${app.url}/_pieces`);
  const frame = page.frameLocator('iframe[title="Plan a week in an hour"]');
  await frame.getByText('plans a week of docks').waitFor();
  assert.equal(await page.title(), 'Pieces · Kindred');
  assert.equal(await page.locator('iframe').getAttribute('sandbox'), '');
});

test('what is undone can be undone with the keyboard', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { 'GET /me': () => ({ body: ana }) });
  await page.goto(`${app.url}/_pieces`);
  await page.getByRole('button', { name: 'Take off' }).click();
  await page.getByText('3 people taken off Dock planners').waitFor();
  await page.keyboard.press('z');
  await page.getByText('Put back').waitFor();
});
