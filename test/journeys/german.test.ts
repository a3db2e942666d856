// A member chooses German: from then on the screens, the figures and the server's own sentences are German.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage, sizes } from './support/browser.ts';
import { seriousFindings, sidewaysPixels } from './support/accessibility.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, launchNow, owner, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page;
let draft: Campaign;
let sent: Campaign;

/** What is English in English and something else in German: none of it may stand on a German screen. */
function englishTexts(): Set<string> {
  const folder = join(import.meta.dirname, '../../src/web/locales/de');
  const entries = readdirSync(folder).flatMap((name) => Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string | { one?: string }>));
  // Short ones may be names of people, lists and campaigns; those with places are never shown as they are.
  const said = entries.filter(([english, german]) => typeof german === 'string' && german !== english && !/[{<]/.test(english)).map(([english]) => english.replace(/ \/\/ .*$/, ''));
  return new Set(said.filter((english) => english.length > 3));
}

/** Every text, name and hint of the page, piece by piece. */
const textsOf = (on: Page): Promise<string[]> => on.evaluate(() => {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
  return texts.map((text) => text.trim()).filter(Boolean);
});

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  const listId = await addReaders(page, 'Leserinnen', [{ email: 'one@reader.example', firstName: 'Jana', lastName: 'Weber' }]);
  draft = await writeCampaign(page, listId, 'Ein Entwurf');
  sent = await writeCampaign(page, listId, 'Neues vom Kai');
  await launchNow(page, sent);
  await until('it to be sent', async () => (await callAs<{ accepted: number }>(page, 'GET', `/campaigns/${sent.id}/progress`)).accepted === 1);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('a member switches to German in the account, and it stays', { skip }, async () => {
  await page.goto(`${house.url}/account`);
  await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Einstellungen', level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await page.reload();
  await page.getByRole('heading', { name: 'Einstellungen', level: 1 }).waitFor();
  const elsewhere = await openPage(browser);
  await elsewhere.goto(house.url);
  await elsewhere.getByLabel('Email address').fill(owner.email);
  await elsewhere.getByLabel('Password').fill(owner.password);
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.getByRole('heading', { name: 'Start', level: 1 }).waitFor();
  await elsewhere.context().close();
});

test('no page shows a sentence in English, scrolls sideways or hides from a screen reader', { skip }, async () => {
  const english = englishTexts();
  const pages = ['/', '/live', '/campaigns', `/campaigns/${draft.id}/edit`, `/campaigns/${draft.id}/preflight`, `/campaigns/${sent.id}`, '/contacts', '/contacts/new', '/companies', '/lists', '/imports', '/imports/new', '/suppressions', '/attributes', '/mailbox', '/unknown', '/settings', '/settings/members', '/settings/sending', '/settings/api-keys', '/settings/audit', '/account'];
  const faults: string[] = [];
  for (const path of pages) {
    await page.goto(`${house.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .skel-rows'));
    const left = (await textsOf(page)).filter((text) => english.has(text));
    faults.push(...new Set(left.map((text) => `${path}: "${text}"`)));
    for (const width of ['desktop', 'phone'] as const) {
      await page.setViewportSize(sizes[width]);
      const sideways = await sidewaysPixels(page);
      if (sideways > 0) faults.push(`${path}, ${width}: scrolls sideways by ${sideways} px`);
    }
    await page.setViewportSize(sizes.desktop);
    faults.push(...(await seriousFindings(page)).map((finding) => `${path}: ${finding.rule} at ${finding.at.join(' | ')}`));
  }
  assert.deepEqual(faults, []);
});

test('figures are spelled as Germans spell them, and what the server says is German, too', { skip }, async () => {
  await page.goto(`${house.url}/campaigns/${sent.id}`);
  await page.getByText('Öffnungsrate', { exact: true }).waitFor();
  await page.goto(`${house.url}/contacts/new`);
  await page.getByLabel('Adresse', { exact: true }).fill('one@reader.example');
  await page.getByRole('button', { name: 'Kontakt hinzufügen' }).click();
  await page.getByText(/Einen Kontakt mit der Adresse one@reader\.example gibt es schon/).waitFor();
  const refused = await page.request.get(`${house.url}/api/v1/contacts/999999`, { headers: { 'Accept-Language': 'en' } });
  assert.equal(((await refused.json()) as { title: string }).title, 'Not found');
});
