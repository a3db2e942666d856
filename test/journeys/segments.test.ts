// A segment is built by mouse and by keyboard alone, counted as it is written, saved, opened again, and its people are shown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings, sidewaysPixels } from './support/accessibility.ts';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, setUpCompany } from './support/people-of-the-house.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  await addReaders(page, 'Readers', [{ email: 'one@reader.example', firstName: 'One' }, { email: 'two@reader.example', firstName: 'Two' }]);
  await callAs(page, 'POST', '/contacts', { email: 'off@reader.example', firstName: 'Off' });
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const counted = async (count: number) => { await page.locator(`[data-count="${count}"]`).waitFor(); };

test('a condition is counted as it is written, reads as a sentence, and is saved', { skip }, async () => {
  await page.goto(`${house.url}/segments`);
  await page.getByRole('link', { name: 'New segment' }).click();
  await page.getByRole('combobox', { name: 'What they did', exact: true }).selectOption('did not open');
  await page.getByRole('combobox', { name: 'When', exact: true }).selectOption('ever');
  await counted(3);
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('menuitem', { name: 'Lists' }).click();
  await page.getByText('Finish the rules').waitFor();
  await page.getByRole('combobox', { name: 'Lists' }).click();
  await page.getByRole('option', { name: /Readers/ }).click();
  await counted(2);
  await page.getByText('Contacts who did not open any mail and who are on Readers.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Quiet readers');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Quiet readers', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'All the people in it' }).click();
  await page.getByRole('link', { name: /One/ }).waitFor();
  assert.equal(await page.getByText('off@reader.example').count(), 0);
});

test('by keyboard alone a rule is put in brackets, another is added, and what is saved says so', { skip }, async () => {
  await page.goto(`${house.url}/segments`);
  await page.getByRole('link', { name: 'Quiet readers' }).focus();
  await page.keyboard.press('Enter');
  await counted(2);
  await page.getByRole('group', { name: 'Lists' }).getByRole('button', { name: 'This rule' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Put it in brackets' }).waitFor();
  await page.keyboard.press('Enter');
  const inner = page.getByRole('group', { name: /^Of whom/ });
  await inner.getByLabel('How many must be true').focus();
  await page.keyboard.type('none');
  await counted(1);
  await inner.getByRole('button', { name: 'Add a rule' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Consent' }).waitFor();
  await page.keyboard.type('Cons');
  await page.locator('[role=menuitem]:focus', { hasText: 'Consent' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Consent' }).first().waitFor();
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Quiet readers saved').waitFor();
  const { items } = await callAs<{ items: { id: number }[] }>(page, 'GET', '/segments');
  const { condition } = await callAs<{ condition: { all: unknown[] } }>(page, 'GET', `/segments/${items[0]!.id}`);
  assert.deepEqual(condition.all[1], { not: { any: [{ rule: 'list', op: 'in', ids: [1] }, { rule: 'consent', op: 'in', states: ['given'] }] } });
});

test('the pages have nothing axe finds serious, and fit 390 pixels', { skip }, async () => {
  for (const path of ['/segments', '/segments/new', '/segments/1', '/segments/1/people']) {
    await page.goto(`${house.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (path === '/segments/1') await counted(1);
    assert.deepEqual(await seriousFindings(page), [], path);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.equal(await sidewaysPixels(page), 0, path);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  assert.deepEqual(page.errors, []);
});
