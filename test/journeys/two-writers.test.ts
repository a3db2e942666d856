// Nobody's words are lost: not when two write at once, and not when the connection goes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';
import { seriousFindings } from './support/accessibility.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let first: Page & { errors: string[] };
let second: Page & { errors: string[] };
let campaign: Campaign;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  first = await openPage(browser);
  await setUpCompany(first, house.url);
  campaign = await writeCampaign(first, await addReaders(first, 'Readers', [{ email: 'one@reader.example', firstName: 'One' }]));
  second = await openPage(browser);
  await second.context().addCookies((await first.context().storageState()).cookies);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const newest = async () => (await callAs<{ current: { version: number; subject: string; body: string } }>(first, 'GET', `/emails/${campaign.email.id}`)).current;
const body = (page: Page) => page.getByRole('textbox', { name: 'Body' });
const compose = () => `${house.url}/campaigns/${campaign.id}/edit`;
async function write(page: Page): Promise<void> {
  await page.goto(compose());
  await body(page).getByText('we moved to a larger hall').waitFor();
}

test('two who change different fields both keep theirs', { skip, timeout: 60_000 }, async () => {
  await write(first);
  await write(second);
  await first.getByRole('textbox', { name: 'Subject', exact: true }).fill('A subject by the first');
  await until('the first to be saved', async () => (await newest()).subject === 'A subject by the first');
  await second.getByRole('textbox', { name: 'Preheader' }).fill('A preheader by the second');
  await second.getByText('A colleague changed other fields').waitFor();
  assert.equal(await second.getByRole('textbox', { name: 'Subject', exact: true }).inputValue(), 'A subject by the first');
});

test('two who change the same one see both, and the one not chosen stays a version', { skip, timeout: 60_000 }, async () => {
  await write(first);
  await write(second);
  await body(first).fill('Words by the first. [Unsubscribe]({{ unsubscribe_url }})');
  const theirs = await until('the first to be saved', async () => {
    const now = await newest();
    return now.body.startsWith('Words by the first') && now;
  });
  await body(second).fill('Words by the second. [Unsubscribe]({{ unsubscribe_url }})');
  const dialog = second.getByRole('dialog', { name: /saved while you wrote/ });
  await dialog.getByText('Words by the first').waitFor();
  await dialog.getByText('Words by the second').waitFor();
  assert.deepEqual(await seriousFindings(second), []);
  assert.equal((await newest()).version, theirs.version, 'nothing is saved before the writer has decided');
  await dialog.getByRole('button', { name: 'Go on with mine' }).click();
  const ours = await until('the second to be saved', async () => {
    const now = await newest();
    return now.body.startsWith('Words by the second') && now;
  });
  assert.equal(ours.version, theirs.version + 1);
  await second.getByRole('button', { name: `version ${ours.version}` }).click();
  await second.getByText(`Version ${theirs.version}`, { exact: true }).waitFor();
});

test('words written while Kindred cannot be reached are kept, said, and brought back on the next visit', { skip, timeout: 60_000 }, async () => {
  await first.goto(compose());
  await body(first).getByText('Words by the second').waitFor();
  await first.route('**/versions', (route) => route.abort());
  await first.getByRole('textbox', { name: 'Subject', exact: true }).fill('Written on a train');
  await first.getByText('Your words are kept in this browser').waitFor();
  first.once('dialog', (dialog) => void dialog.accept());
  await first.unroute('**/versions');
  // The page is left before it could save: its own copy is what remains.
  await first.evaluate(() => { window.fetch = () => Promise.reject(new TypeError('no network')); });
  await first.goto(`${house.url}/campaigns`);
  assert.notEqual((await newest()).subject, 'Written on a train');
  await first.goto(compose());
  await first.getByRole('button', { name: 'Bring them back' }).click();
  await until('it to be saved', async () => (await newest()).subject === 'Written on a train');
  assert.deepEqual([...first.errors, ...second.errors], []);
});
