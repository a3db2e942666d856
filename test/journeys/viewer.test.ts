// A viewer sees everything and sends nothing: no button offers it, and the API refuses it all the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, launchNow, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let ownerPage: Page;
let viewer: Page & { errors: string[] };
let draft: Campaign;
let sent: Campaign;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  ownerPage = await openPage(browser);
  await setUpCompany(ownerPage, house.url);
  const listId = await addReaders(ownerPage, 'Readers', [{ email: 'one@reader.example', firstName: 'One' }]);
  draft = await writeCampaign(ownerPage, listId, 'A draft');
  sent = await writeCampaign(ownerPage, listId, 'A sent one');
  await launchNow(ownerPage, sent);
  await until('it to be sent', async () => (await callAs<{ accepted: number }>(ownerPage, 'GET', `/campaigns/${sent.id}/progress`)).accepted === 1);
  const invitation = await callAs<{ url: string }>(ownerPage, 'POST', '/invitations', { email: 'vera@ferrow.example', name: 'Vera Viewer', team: 'sales', role: 'viewer' });
  viewer = await openPage(browser);
  await viewer.goto(invitation.url);
  await viewer.getByLabel('Password').fill('another long pass phrase');
  await viewer.getByRole('button', { name: /Join|Accept|Set/ }).click();
  await viewer.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('no screen offers a viewer to write, launch, pause or cancel', { skip }, async () => {
  await viewer.goto(`${house.url}/campaigns`);
  await viewer.getByRole('link', { name: 'A sent one' }).waitFor();
  assert.equal(await viewer.getByRole('button', { name: 'New campaign' }).count(), 0);
  await viewer.goto(`${house.url}/campaigns/${draft.id}/edit`);
  await viewer.getByText('You may read this campaign').waitFor();
  assert.equal(await viewer.getByRole('button', { name: /Look over|Send a test/ }).count(), 0);
  assert.equal(await viewer.getByRole('textbox', { name: 'Subject' }).getAttribute('readonly'), '');
  await viewer.goto(`${house.url}/campaigns/${draft.id}/preflight`);
  await viewer.getByText('Launching is for members of its team').waitFor();
  assert.equal(await viewer.getByRole('button', { name: /^Launch/ }).count(), 0);
  await viewer.goto(`${house.url}/campaigns/${sent.id}`);
  await viewer.getByRole('heading', { name: 'People' }).waitFor();
  assert.equal(await viewer.getByRole('button', { name: /Pause|Cancel|Use again|CSV/ }).count(), 0);
  assert.deepEqual(viewer.errors, []);
});

test('the API refuses what the screens do not offer, and nothing changes', { skip }, async () => {
  const now = await callAs<Campaign>(viewer, 'GET', `/campaigns/${draft.id}`);
  const launch = { expectedRevision: now.revision, expectedEmailVersion: now.email.version, at: null };
  for (const [method, path, body] of [
    ['POST', `/campaigns/${draft.id}/launch`, launch], ['POST', `/campaigns/${draft.id}/test`, { to: [] }], ['PATCH', `/campaigns/${draft.id}`, { name: 'Mine', expectedRevision: now.revision }],
    ['POST', `/campaigns/${sent.id}/cancel`, {}], ['POST', '/campaigns', { name: 'Mine' }],
  ] as const) {
    await assert.rejects(callAs(viewer, method, path, body), /answered 403/, `${method} ${path}`);
  }
  const after = await callAs<{ name: string; status: string }>(ownerPage, 'GET', `/campaigns/${draft.id}`);
  assert.deepEqual([after.name, after.status], ['A draft', 'draft']);
  assert.deepEqual(house.failures, []);
});
