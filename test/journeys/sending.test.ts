// A manager connects a mail server and a domain, is told step by step what works, and decides about mail whose answer was lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { startForgetfulServer, type ForgetfulServer } from './support/forgetful-server.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, owner, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';
import { faultsIn, lookAt } from './support/screenshots.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };
let server: ForgetfulServer;
let campaign: Campaign;

before(async () => {
  if (skip) return;
  [house, browser, server] = await Promise.all([openHouse(), openBrowser(), startForgetfulServer({ username: 'ferrow', password: 'right' })]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
});
after(async () => {
  await browser?.close();
  await house?.close();
  await server?.close();
});

const dialog = () => page.getByRole('dialog');
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const linesOf = async (list: Locator) => (await list.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0]);
const banner = () => page.getByText('Nothing has left this machine', { exact: false });

test('until a server is added, it says where mail goes', { skip }, async () => {
  await page.goto(`${house.url}/settings/sending`);
  await row('Built-in mailbox').getByRole('link', { name: 'Look into it' }).waitFor();
  await banner().waitFor();
});

test('a server that refuses the password is named as such, step by step', { skip }, async () => {
  await page.getByRole('button', { name: 'Add a server' }).click();
  await dialog().getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await dialog().getByLabel('Port').fill('0');
  await dialog().getByLabel('Encryption').selectOption('none');
  await dialog().getByLabel('User name').fill('ferrow');
  await dialog().getByRole('button', { name: 'Save and test' }).click();
  // What is wrong is said at its field, and nothing is lost.
  await dialog().locator('.error').first().waitFor();
  assert.equal(await dialog().getByLabel('Server', { exact: true }).inputValue(), '127.0.0.1');
  await dialog().getByLabel('Port').fill(String(server.port));
  await dialog().getByLabel('Password').fill('wrong');
  await dialog().getByRole('button', { name: 'Save and test' }).click();
  await dialog().getByText('This server cannot be used yet', { exact: false }).waitFor();
  assert.deepEqual(await linesOf(dialog().getByRole('list', { name: 'Steps' })), ['Find the server: done', 'Connect: done', 'Be greeted: done', 'Introduce ourselves: done', 'Sign in: failed', 'Be accepted as sender: not reached']);
  await dialog().getByText('wrong user name or password', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await row('127.0.0.1').getByText('Failed: Sign in').waitFor();
});

test('mended, it works; the stored password is never shown; nothing claims any longer that mail stays here', { skip }, async () => {
  await row('127.0.0.1').getByRole('button', { name: 'More about 127.0.0.1' }).click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  assert.equal(await dialog().getByLabel('Password').inputValue(), '');
  await dialog().getByLabel('Password').fill('right');
  await dialog().getByLabel('Name', { exact: false }).last().fill('Newsletter');
  await dialog().getByRole('button', { name: 'Save and test' }).click();
  await dialog().getByText('This server works.').waitFor();
  await page.keyboard.press('Escape');
  await row('Newsletter').getByText('Worked', { exact: false }).waitFor();
  assert.equal(await banner().count(), 0);
  assert.deepEqual(server.taken, [], 'a test sends nothing');
});

test('a domain gets its key, three records to copy, and a verdict on each', { skip, timeout: 60_000 }, async () => {
  await page.getByRole('button', { name: 'Add a domain' }).click();
  await dialog().getByLabel('Domain').fill('mail.invalid');
  await dialog().getByRole('button', { name: 'Add the domain' }).click();
  const card = page.getByRole('region', { name: 'mail.invalid' });
  await card.getByText(/v=DKIM1; k=rsa; p=\S{300,}/).waitFor();
  await card.getByText('v=spf1 ip4:127.0.0.1 ~all').waitFor();
  await card.getByText('_dmarc.mail.invalid', { exact: true }).waitFor();
  // Whatever DNS is reached from here: nobody has this domain, or nobody answers.
  for (const record of ['DKIM', 'SPF', 'DMARC']) await card.getByText(new RegExp(`^${record}: (missing|DNS did not answer)\\.$`)).waitFor({ timeout: 30_000 });
  await card.getByText(/DNS was asked \d\d:\d\d:\d\d/).waitFor();
  await card.getByRole('button', { name: 'Ask DNS now' }).waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await card.getByRole('button', { name: 'Copy value of the SPF record of mail.invalid' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'v=spf1 ip4:127.0.0.1 ~all');
});

const sendTests = async (to: string[]) => callAs(page, 'POST', `/campaigns/${campaign.id}/test`, { to });
const unknown = async () => (await callAs<{ items: unknown[] }>(page, 'GET', '/messages/unknown')).items.length;

test('mail whose answer was lost is listed by name; taken as accepted, it is settled', { skip, timeout: 60_000 }, async () => {
  await page.goto(`${house.url}/unknown`);
  await page.getByRole('heading', { name: 'The fate of every mail is known' }).waitFor();
  campaign = await writeCampaign(page, await addReaders(page, 'Quay', [{ email: 'ada@quay.example', firstName: 'Ada', lastName: 'Quay' }, { email: 'ben@quay.example', firstName: 'Ben' }]));
  server.forgets = true;
  await sendTests([owner.email]);
  await until('the answer to be lost', async () => (await unknown()) === 1);
  await row(owner.name).getByRole('button', { name: 'Take as accepted' }).click();
  const confirm = page.getByRole('alertdialog', { name: `Take the mail to ${owner.name} as accepted?` });
  await confirm.getByText('nothing sends it again', { exact: false }).waitFor();
  await confirm.getByText('Handed to Newsletter at', { exact: false }).waitFor();
  await confirm.getByRole('button', { name: 'Leave it open' }).click();
  assert.equal(await unknown(), 1);
  await row(owner.name).getByRole('button', { name: 'Take as accepted' }).click();
  await confirm.getByRole('button', { name: 'Take 1 as accepted' }).click();
  await page.getByText('1 mail taken as accepted').waitFor();
  await page.getByRole('heading', { name: 'The fate of every mail is known' }).waitFor();
  assert.deepEqual(server.taken, []);
});

test('sent again on purpose, several at once, they go out once each', { skip, timeout: 60_000 }, async () => {
  server.forgets = true;
  await sendTests(['ada@quay.example', 'ben@quay.example']);
  await until('both answers to be lost', async () => (await unknown()) === 2);
  server.forgets = false;
  await row('Ada Quay').waitFor();
  await row('ben@quay.example').waitFor();
  const seen = await lookAt(browser, 'unknown', async (fresh) => {
    await fresh.context().addCookies((await page.context().storageState()).cookies);
    await fresh.goto(`${house.url}/unknown`);
    await fresh.getByText('Ada Quay').waitFor();
  });
  assert.deepEqual(faultsIn(seen), []);
  await page.getByRole('checkbox', { name: 'Choose all rows shown' }).check();
  await page.getByRole('button', { name: 'Send 2 again' }).click();
  const confirm = page.getByRole('alertdialog');
  await confirm.getByText('may get it twice', { exact: false }).waitFor();
  await confirm.getByRole('button', { name: 'Send again to 2' }).click();
  await page.getByText('2 mails go out again').waitFor();
  await until('both to be taken', async () => server.taken.length === 2);
  assert.deepEqual(server.taken.toSorted(), ['ada@quay.example', 'ben@quay.example']);
  await page.getByRole('heading', { name: 'The fate of every mail is known' }).waitFor();
});

test('who may only look is offered nothing to change', { skip }, async () => {
  const viewer = await openPage(browser);
  await viewer.context().addCookies((await page.context().storageState()).cookies);
  await viewer.route('**/api/v1/me', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json() as object), permissions: ['canView'] } });
  });
  await viewer.goto(`${house.url}/settings/sending`);
  await viewer.getByRole('cell', { name: 'Newsletter' }).waitFor();
  await viewer.getByRole('region', { name: 'mail.invalid' }).waitFor();
  assert.equal(await viewer.getByRole('button', { name: /^(Add|Test|Ask|Remove|More about)/ }).count(), 0);
  assert.deepEqual(viewer.errors, []);
  await viewer.context().close();
});

test('it is clean in both themes and on a phone', { skip, timeout: 120_000 }, async () => {
  const { cookies } = await page.context().storageState();
  const at = (ready: (fresh: Page) => Promise<unknown>) => async (fresh: Page) => {
    await fresh.context().addCookies(cookies);
    await fresh.goto(`${house.url}/settings/sending`);
    await fresh.getByRole('region', { name: 'mail.invalid' }).waitFor();
    await ready(fresh);
  };
  const seen = [
    ...await lookAt(browser, 'sending', at(async () => {})),
    ...await lookAt(browser, 'sending-server', at((fresh) => fresh.keyboard.press('n').then(() => fresh.getByRole('dialog').waitFor()))),
    ...await lookAt(browser, 'sending-test', at(async (fresh) => {
      await fresh.getByRole('button', { name: 'Test', exact: true }).click();
      await fresh.getByRole('dialog').getByRole('button', { name: 'Test', exact: true }).click();
      await fresh.getByText('This server works.').waitFor();
    })),
  ];
  assert.deepEqual(faultsIn(seen), []);
});

test('removing asks first, and says what ends', { skip }, async () => {
  await page.goto(`${house.url}/settings/sending`);
  await page.getByRole('region', { name: 'mail.invalid' }).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByText('goes out unsigned', { exact: false }).waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove with its key' }).click();
  await page.getByRole('heading', { name: 'No sending domain yet' }).waitFor();
  await row('Newsletter').getByRole('button', { name: 'More about Newsletter' }).click();
  await page.getByRole('menuitem', { name: 'Put away' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Put away' }).click();
  await row('Newsletter').waitFor({ state: 'detached' });
  await banner().waitFor();
  assert.deepEqual(page.errors, []);
  assert.deepEqual(house.failures, []);
});
