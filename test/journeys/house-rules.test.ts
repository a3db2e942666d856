// An owner keeps house: the company's rules, who belongs to it, keys for programs, one's own account.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { authenticatorCode } from '../support/authenticator.ts';
import { noBrowser, openBrowser, openPage, type Theme, type Width } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { callAs, owner, setUpCompany } from './support/people-of-the-house.ts';
import { lookAt } from './support/screenshots.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };

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

const row = (text: string) => page.getByRole('row').filter({ hasText: text });

test('settings are kept, and what is wrong is said at its field', { skip }, async () => {
  await page.goto(`${house.url}/settings`);
  await page.getByLabel('Company', { exact: true }).fill('Ferrow & Sons');
  await page.getByLabel('Quiet hours').check();
  await page.getByLabel('Held mail is dropped after').fill('500');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('must be at most 90').waitFor();
  await page.getByLabel('Held mail is dropped after').fill('5');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Settings saved').waitFor();
  const kept = await callAs<{ name: string; holdExpiryDays: number; quietHours: unknown }>(page, 'GET', '/settings');
  assert.deepEqual([kept.name, kept.holdExpiryDays, kept.quietHours], ['Ferrow & Sons', 5, { fromMinute: 1200, untilMinute: 480 }]);
});

test('somebody is invited by a link, comes in, and is let go', { skip }, async () => {
  await page.goto(`${house.url}/settings/members`);
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email address').fill('mia@ferrow.example');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = await dialog.locator('code').textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await row('mia@ferrow.example').getByRole('button', { name: 'Take back' }).waitFor();

  const guest = await openPage(browser);
  await guest.goto(link!);
  await guest.getByLabel('Your name').fill('Mia Marten');
  await guest.getByLabel('Password').fill('a pass phrase of mine');
  await guest.getByRole('button', { name: 'Join' }).click();
  await guest.getByRole('heading', { name: 'Home', level: 1 }).waitFor();

  await page.reload();
  await row('Mia Marten').getByRole('button', { name: 'More about Mia Marten' }).click();
  await page.getByRole('menuitem', { name: 'Change role or team' }).click();
  await page.getByLabel('Manager').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await row('Mia Marten').getByText('Manager').waitFor();

  await row('Mia Marten').getByRole('button', { name: 'More about Mia Marten' }).click();
  await page.getByRole('menuitem', { name: 'Let go' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Let go' }).click();
  await page.getByText('Mia Marten was let go').waitFor();
  await guest.goto(`${house.url}/settings`);
  await guest.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await guest.context().close();
});

test('a key is shown once, opens what its scopes say, and nothing once revoked', { skip }, async () => {
  await page.goto(`${house.url}/settings/api-keys`);
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What it is for').fill('Robot');
  await dialog.getByText('me:read').click();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = await dialog.locator('code', { hasText: 'kindred_' }).textContent();
  const ask = async (path: string) => (await fetch(`${house.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
  assert.deepEqual([await ask('/me'), await ask('/contacts')], [200, 403]);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await row('Robot').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await row('Robot').getByText('Revoked').waitFor();
  assert.equal(await ask('/me'), 401);
  assert.equal((await page.content()).includes(key!), false);
});

test('the log tells all of it', { skip }, async () => {
  await page.goto(`${house.url}/settings/audit`);
  await page.getByLabel('What', { exact: true }).selectOption('key.revoked');
  await row('Key: revoked').getByText('name: Robot').waitFor();
  await row('Member: removed').waitFor({ state: 'detached' });
});

test('a second factor is set up by scanning, and asked for from then on', { skip }, async () => {
  await page.goto(`${house.url}/account`);
  await page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password').fill(owner.password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('img', { name: 'The key for your authenticator' }).waitFor();
  const key = await dialog.locator('code').textContent();
  await dialog.getByLabel('Six digits').fill(authenticatorCode(key!));
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByText('Keep these codes').waitFor();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('button', { name: 'Turn off' }).waitFor();

  const again = await openPage(browser);
  await again.goto(`${house.url}/account`);
  await again.getByLabel('Email address').fill(owner.email);
  await again.getByLabel('Password').fill(owner.password);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await again.getByLabel('Code').fill(authenticatorCode(key!));
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await again.getByRole('button', { name: 'Turn off' }).waitFor();
  await again.context().close();
});

// Each page once, as it is most likely to break; the pieces they are made of are looked at in all four ways elsewhere.
const looks: [path: string, width: Width, theme: Theme][] = [
  ['/settings', 'phone', 'dark'], ['/settings/members', 'desktop', 'light'], ['/settings/members', 'phone', 'light'],
  ['/settings/api-keys', 'phone', 'dark'], ['/settings/audit', 'phone', 'light'], ['/account', 'phone', 'dark'], ['/api/docs', 'phone', 'light'],
];

test('every page of it works for everybody, on a desk and on a phone', { skip }, async () => {
  const { cookies } = await page.context().storageState();
  for (const [path, width, theme] of looks) {
    const [seen] = await lookAt(browser, `house-rules${path.replaceAll('/', '-')}`, async (one) => {
      one.setDefaultTimeout(20_000);
      await one.context().addCookies(cookies);
      await one.goto(`${house.url}${path}`);
      await one.locator('form, tbody, article').first().waitFor();
    }, { widths: [width], themes: [theme] });
    const { findings, sideways, errors } = seen!;
    assert.deepEqual({ path, findings, sideways, errors }, { path, findings: [], sideways: 0, errors: [] });
  }
  assert.deepEqual(page.errors, []);
  assert.deepEqual(house.failures, []);
});
