// What is brought along stays as it is: pasted, kept as a template, sent on to a campaign, byte for byte.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { png, quarters } from '../../src/craft/brand/testing/sample-pictures.ts';
import { seriousFindings, sidewaysPixels } from './support/accessibility.ts';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { callAs, setUpCompany } from './support/people-of-the-house.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };

/** As another program wrote it: CRLF, tabs, blanks at line ends, signs of several languages, Outlook's comments. */
const brought = '<!DOCTYPE html>\r\n<html><body>\r\n\t<!--[if mso]><table><tr><td><![endif]-->  \r\n<h1>Autumn&nbsp;letter – Zürich</h1>\r\n<p>Olá {{ contact.first_name | default: "amigo" }} 😀</p>\r\n<p>{{ workspace.postal_address }} <a href="{{ unsubscribe_url }}">Leave</a></p>\r\n</body></html>\r\n';

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const emailOf = async (campaignId: number) => {
  const { email } = await callAs<{ email: { id: number } }>(page, 'GET', `/campaigns/${campaignId}`);
  return (await callAs<{ current: { body: string; bodyKind: string } }>(page, 'GET', `/emails/${email.id}`)).current;
};
const campaignHere = async () => {
  await page.waitForURL(/\/campaigns\/\d+\/edit$/);
  return Number(/campaigns\/(\d+)/.exec(page.url())![1]);
};
/** As the clipboard of a desktop gives it. */
const paste = (text: string) => page.getByRole('textbox', { name: 'HTML or MJML' }).evaluate((field, words) => {
  (field as HTMLTextAreaElement).focus();
  const clipboard = new DataTransfer();
  clipboard.setData('text/plain', words);
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
}, text);

test('HTML that was pasted becomes a template and, from it, a campaign: the same bytes each time', { skip, timeout: 60_000 }, async () => {
  await page.goto(`${house.url}/templates`);
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Autumn letter');
  await page.getByRole('radio', { name: /HTML or MJML/ }).check();
  await paste(brought);
  await page.getByText(/^HTML, \d/).waitFor();
  await page.getByRole('button', { name: 'Make the template' }).click();
  await page.waitForURL(/\/templates\/\d+$/);
  await page.frameLocator('.mail iframe').getByText('Olá').waitFor();
  const templateId = Number(/templates\/(\d+)/.exec(page.url())![1]);
  assert.equal((await callAs<{ draft: { body: string } }>(page, 'GET', `/templates/${templateId}`)).draft.body, brought);
  await page.getByRole('link', { name: 'Start an email from it' }).click();
  const { body, bodyKind } = await emailOf(await campaignHere());
  assert.deepEqual([body, bodyKind], [brought, 'html']);
  // Looking at it in the editor has not changed it either.
  await page.frameLocator('.mail iframe').getByText('Olá').waitFor();
  assert.equal((await emailOf(await campaignHere())).body, brought);
});

test('a campaign begins from a card, from what is pasted, and from nothing', { skip, timeout: 60_000 }, async () => {
  await page.goto(`${house.url}/campaigns/new`);
  await page.getByRole('list', { name: 'Your templates' }).getByRole('button', { name: 'Autumn letter' }).click();
  assert.equal((await emailOf(await campaignHere())).body, brought);
  await page.goto(`${house.url}/campaigns/new`);
  await page.getByRole('button', { name: 'Newsletter', exact: true }).click();
  assert.equal((await emailOf(await campaignHere())).bodyKind, 'visual');
  await page.goto(`${house.url}/campaigns/new?from=pasted`);
  await paste('<mjml><mj-body></mj-body></mjml>\r\n');
  await page.getByRole('button', { name: 'Begin with this' }).click();
  assert.deepEqual(await emailOf(await campaignHere()), { ...await emailOf(await campaignHere()), body: '<mjml><mj-body></mj-body></mjml>\r\n', bodyKind: 'mjml' });
});

test('a logo is dropped in, colours that cannot be read are said, and the next mail wears the new look', { skip, timeout: 60_000 }, async () => {
  await page.goto(`${house.url}/settings/brand`);
  const drop = page.locator('input[type="file"]');
  await drop.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  await page.getByText(/This is an SVG/).waitFor();
  await drop.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png(quarters(120, 40)) });
  await page.frameLocator('.mail iframe').locator('img[src*="/i/"]').waitFor();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('#bbbbbb');
  await page.getByText(/text is hard to read/).waitFor();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('#123123');
  await page.getByText(/text is hard to read/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Brand saved').waitFor();
  const { brand } = await callAs<{ brand: { logoUrl: string; colors: { text: string } } }>(page, 'GET', '/brand');
  assert.equal(brand.colors.text, '#123123');
  const picture = await page.request.get(brand.logoUrl);
  assert.deepEqual([picture.status(), picture.headers()['content-type']], [200, 'image/png']);
  const { items } = await callAs<{ items: { key: string; draft: object }[] }>(page, 'GET', '/templates/starters');
  const { html } = await callAs<{ html: string }>(page, 'POST', '/emails/preview', items[0]!.draft);
  assert.ok(html.includes(brand.logoUrl) && html.includes('#123123'));
});

test('its pages have nothing serious for axe, and fit a phone', { skip, timeout: 90_000 }, async () => {
  for (const path of ['/settings/brand', '/templates', '/templates/1', '/campaigns/new', '/campaigns/new?from=campaign', '/campaigns/new?from=pasted']) {
    await page.goto(house.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await seriousFindings(page), [], path);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.equal(await sidewaysPixels(page), 0, path);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  assert.deepEqual([...page.errors, ...house.failures], []);
});
