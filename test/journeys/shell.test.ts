// The shell alone: who may come in and how, and what the keyboard does everywhere. The API is played.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { ana, playApi, serveBuiltApp, signedOut, type BuiltApp, type Played } from './support/built-app.ts';
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

const empty = (): Played => ({ body: { state: 'empty', demo: false, companySignIn: null } });
const ready = (): Played => ({ body: { state: 'ready', demo: true, companySignIn: null } });
const signedIn = (): Played => ({ body: ana });

/** A house in which nobody is signed in until `come` is called. */
function doorkeeper(setup: () => Played): { answers: Record<string, (body: unknown) => Played>; come: () => void; leave: () => void } {
  let inside = false;
  return { answers: { 'GET /me': () => (inside ? signedIn() : signedOut()), 'GET /setup': setup }, come: () => { inside = true; }, leave: () => { inside = false; } };
}

const seen = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name, level: 1 }).waitFor();

test('every page before the door is free of serious findings, in both themes and on a phone', { skip }, async () => {
  const all = [
    ...await lookAt(browser, 'doors', async (page) => { await playApi(page, doorkeeper(empty).answers); await page.goto(app.url); await seen(page, 'One engine for Sales and Marketing'); }),
    ...await lookAt(browser, 'sign-in', async (page) => { await playApi(page, doorkeeper(ready).answers); await page.goto(app.url); await seen(page, 'Sign in'); }),
    ...await lookAt(browser, 'set-up', async (page) => { await playApi(page, doorkeeper(empty).answers); await page.goto(`${app.url}/set-up`); await seen(page, 'Set up your company'); }),
    ...await lookAt(browser, 'invitation', async (page) => {
      await playApi(page, { ...doorkeeper(ready).answers, 'POST /invitations/read': () => ({ body: { companyName: 'Ferrow', email: 'dana@ferrow.example', name: 'Dana Okoye', invitedBy: 'Ana Ferreira', hasAccount: false } }) });
      await page.goto(`${app.url}/invitation#token=abc`);
      await seen(page, 'Join Ferrow');
    }),
    ...await lookAt(browser, 'lost', async (page) => { await playApi(page, { 'GET /me': signedIn }); await page.goto(`${app.url}/nowhere/at/all`); await seen(page, 'Nothing here'); }),
  ];
  assert.deepEqual(faultsIn(all), []);
});

test('a first visitor opens the demo company with one press', { skip }, async () => {
  const page = await openPage(browser);
  const house = doorkeeper(empty);
  const api = await playApi(page, { ...house.answers, 'POST /setup/demo': () => { house.come(); return { body: { workspaceId: 1, memberId: 1 } }; } });
  await page.goto(`${app.url}/_pieces`);
  await page.getByRole('button', { name: 'Open the demo company' }).click();
  await seen(page, 'Pieces');
  const write = api.asked.find(({ call }) => call === 'POST /setup/demo')!;
  assert.match(write.headers['idempotency-key'] ?? '', /^[0-9a-f]{32}$/);
  assert.equal(api.asked.at(-1)!.headers['kindred-workspace'], '1');
});

test('setting up a company shows what is wrong beside its field, and keeps what was written', { skip }, async () => {
  const page = await openPage(browser);
  const house = doorkeeper(empty);
  let tries = 0;
  const api = await playApi(page, { ...house.answers, 'POST /setup': () => {
    tries += 1;
    if (tries === 1) return { status: 400, body: { code: 'invalid', title: 'That cannot be taken', detail: 'Mend what is marked.', fields: [{ path: 'body.password', message: 'must have at least 10 characters' }] } };
    house.come();
    return { body: { workspaceId: 1, memberId: 1 } };
  } });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Set up your own' }).click();
  await page.getByLabel('Company').fill('Ferrow');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.click();
  await zone.fill('lisb');
  await page.keyboard.press('Enter');
  assert.equal(await zone.inputValue(), 'Europe/Lisbon');
  await page.getByLabel('Your name').fill('Ana Ferreira');
  await page.getByLabel('Email address').fill('ana@ferrow.example');
  await page.getByLabel('Password').fill('short');
  await page.getByLabel('Marketing').check();
  await page.keyboard.press('Enter');
  await page.getByText('must have at least 10 characters').waitFor();
  await shoot(page, 'set-up-error-desktop');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'password');
  assert.equal(await page.getByLabel('Company').inputValue(), 'Ferrow');
  await page.keyboard.type('er than that');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Ana Ferreira' }).waitFor();
  assert.deepEqual(api.asked.findLast(({ call }) => call === 'POST /setup')!.body, { companyName: 'Ferrow', timeZone: 'Europe/Lisbon', name: 'Ana Ferreira', email: 'ana@ferrow.example', password: 'shorter than that', team: 'marketing' });
});

test('who signs in is where they wanted to be; who is signed out is asked again', { skip }, async () => {
  const page = await openPage(browser);
  const house = doorkeeper(ready);
  await playApi(page, { ...house.answers, 'POST /sign-in': () => { house.come(); return { body: { needsSecondFactor: false } }; }, 'POST /sign-out': () => { house.leave(); return { body: {} }; } });
  await page.goto(`${app.url}/_pieces`);
  await page.getByLabel('Email address').fill('ana@ferrow.example');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.keyboard.press('Enter');
  await seen(page, 'Pieces');
  await page.locator('#side').getByRole('button', { name: 'Ana Ferreira' }).click();
  await shoot(page, 'member-menu-desktop', { fullPage: false });
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await seen(page, 'Sign in');
});

test('a wrong password says so above the button, in the API’s words', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { ...doorkeeper(ready).answers, 'POST /sign-in': () => ({ status: 401, body: { code: 'wrong_password', title: 'That did not fit', detail: 'Address and password do not belong together.' } }) });
  await page.goto(app.url);
  await page.getByLabel('Email address').fill('ana@ferrow.example');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('do not belong together').waitFor();
  assert.equal(await page.getByLabel('Email address').inputValue(), 'ana@ferrow.example');
});

test('an invitation lets in with a password of one’s own; a cut link says what to do', { skip }, async () => {
  const page = await openPage(browser);
  const house = doorkeeper(ready);
  const api = await playApi(page, {
    ...house.answers,
    'POST /invitations/read': () => ({ body: { companyName: 'Ferrow', email: 'dana@ferrow.example', name: 'Dana', invitedBy: 'Ana Ferreira', hasAccount: false } }),
    'POST /invitations/accept': () => { house.come(); return { body: { workspaceId: 1, memberId: 2 } }; },
  });
  await page.goto(`${app.url}/invitation#token=tok-1`);
  await page.getByText('Ana Ferreira invites you to Ferrow.').waitFor();
  await page.getByLabel('Password').fill('a password of my own');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('button', { name: 'Ana Ferreira' }).waitFor();
  assert.deepEqual(api.asked.find(({ call }) => call === 'POST /invitations/accept')!.body, { token: 'tok-1', name: 'Dana', password: 'a password of my own' });
  await page.goto('about:blank');
  await page.goto(`${app.url}/invitation`);
  await seen(page, 'This link is not whole');
});

test('a forgotten password: the same answer for any address, and a link that sets a new one', { skip }, async () => {
  const page = await openPage(browser);
  const api = await playApi(page, { ...doorkeeper(ready).answers, 'POST /password/forgot': () => ({ body: {} }), 'POST /password/reset': () => ({ body: {} }) });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('Email address').fill('nobody@ferrow.example');
  await page.keyboard.press('Enter');
  await seen(page, 'Look into your mail');
  await page.goto(`${app.url}/reset-password#token=tok-2`);
  await page.getByLabel('New password').fill('another long one');
  await page.keyboard.press('Enter');
  await seen(page, 'Your new password is set');
  assert.deepEqual(api.asked.find(({ call }) => call === 'POST /password/reset')!.body, { token: 'tok-2', password: 'another long one' });
});

test('by keyboard alone: the palette finds and goes, G goes, question mark tells, Escape leaves', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { 'GET /me': signedIn });
  await page.goto(`${app.url}/nowhere`);
  await seen(page, 'Nothing here');
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Search or do' });
  await input.waitFor();
  await shoot(page, 'palette-desktop', { fullPage: false });
  await page.keyboard.type('piec');
  await page.keyboard.press('Enter');
  await seen(page, 'Pieces');
  await page.goBack();
  await seen(page, 'Nothing here');
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  await seen(page, 'Pieces');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByText('Approve').waitFor();
  await shoot(page, 'keys-desktop', { fullPage: false });
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
});

test('letters typed into a field are letters', { skip }, async () => {
  const page = await openPage(browser);
  await playApi(page, { 'GET /me': signedIn });
  await page.goto(`${app.url}/_pieces`);
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('');
  await name.pressSequentially('gx a?jk');
  assert.equal(await name.inputValue(), 'gx a?jk');
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await page.getByText('Approved').count(), 0);
});

test('the chosen theme is there after a reload, before the first paint', { skip }, async () => {
  const page = await openPage(browser, { theme: 'light' });
  await playApi(page, { 'GET /me': signedIn });
  await page.goto(`${app.url}/_pieces`);
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), 'rgb(12, 13, 15)');
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  await seen(page, 'Pieces');
  assert.equal(await ground(), 'rgb(12, 13, 15)');
});

test('on a phone the sidebar slides in from the tab bar and goes when a place is chosen', { skip }, async () => {
  const page = await openPage(browser, { width: 'phone' });
  await playApi(page, { 'GET /me': signedIn });
  await page.goto(`${app.url}/nowhere`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Pieces' }).waitFor();
  await shoot(page, 'sidebar-phone', { fullPage: false });
  await page.getByRole('link', { name: 'Pieces' }).click();
  await seen(page, 'Pieces');
  assert.equal(await page.locator('#side').isVisible(), false);
});

test('a server that does not answer is told apart from nobody being signed in', { skip }, async () => {
  const page = await openPage(browser);
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.goto(app.url);
  await page.getByText('Kindred did not answer').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Try again' }).waitFor();
});
