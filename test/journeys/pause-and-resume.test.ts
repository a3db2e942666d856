// A campaign is stopped halfway and goes on later; nobody gets it twice and nobody is forgotten.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, launchNow, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';
import { faultsIn, lookAt } from './support/screenshots.ts';

const skip = noBrowser();
const count = 40;
let house: House;
let browser: Browser;
let page: Page;
let campaign: Campaign;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  const readers = Array.from({ length: count }, (_, index) => ({ email: `reader${index}@quay.example`, firstName: `Reader ${index}` }));
  campaign = await writeCampaign(page, await addReaders(page, 'Quay', readers));
  // A slow server: halfway is a place one can stop at.
  await house.db.pool.query('update servers set per_minute = 60, tokens = 5');
});
after(async () => {
  await browser?.close();
  await house?.close();
});

interface Progress { status: string; accepted: number; waiting: number; inFlight: number; planned: number }
const progress = () => callAs<Progress>(page, 'GET', `/campaigns/${campaign.id}/progress`);

test('paused on its page, it stands; resumed, it goes on to everybody, once', { skip, timeout: 120_000 }, async () => {
  await launchNow(page, campaign);
  await page.goto(`${house.url}/campaigns/${campaign.id}`);
  await until('the first ones to leave', async () => (await progress()).accepted > 0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('is paused; nothing is lost').waitFor();
  const stopped = await until('what was under way to be answered', async () => {
    const now = await progress();
    return now.status === 'paused' && now.inFlight === 0 ? now : null;
  });
  assert.ok(stopped.accepted < count, 'it was stopped before its end');
  // An hour of the program's time: a paused campaign uses none of it.
  house.passSeconds(3600);
  await page.reload();
  await page.getByText('is paused; nothing is lost').waitFor();
  assert.equal((await progress()).accepted, stopped.accepted);

  await house.db.pool.query('update servers set per_minute = null');
  await page.getByRole('button', { name: 'Resume' }).click();
  await until('all of them to have it', async () => (await progress()).accepted === count, 60_000);
  await page.getByText('Finished', { exact: false }).first().waitFor();
  const { rows } = await house.db.pool.query<{ mails: number; readers: number }>('select count(*)::int as mails, count(distinct envelope_to)::int as readers from local_mails where member_id is null');
  assert.deepEqual(rows[0], { mails: count, readers: count });
  assert.deepEqual(house.failures, []);
});

test('cancelling asks with the number of people it keeps the mail from', { skip, timeout: 60_000 }, async () => {
  await house.db.pool.query('update servers set per_minute = 1, tokens = 0, tokens_at = now()');
  const { rows } = await house.db.pool.query<{ id: number }>('select id from lists limit 1');
  const second = await writeCampaign(page, rows[0]!.id, 'A second letter');
  await launchNow(page, second);
  await page.goto(`${house.url}/campaigns/${second.id}`);
  await until('everybody to be planned', async () => (await callAs<Progress>(page, 'GET', `/campaigns/${second.id}/progress`)).planned === count);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: /^Stop for \d+$/ }).click();
  await page.getByText('Cancelled', { exact: false }).first().waitFor();
  await until('no message to be waiting', async () => (await callAs<Progress>(page, 'GET', `/campaigns/${second.id}/progress`)).waiting === 0);
  assert.deepEqual(house.failures, []);
});

test('its page, the list and the home page are clean in both themes and on a phone', { skip, timeout: 120_000 }, async () => {
  const storage = await page.context().storageState();
  const seen = [];
  for (const [name, path, heading] of [['campaign', `/campaigns/${campaign.id}`, 'News from the quay'], ['campaigns', '/campaigns', 'Campaigns'], ['home', '/', 'Home']] as const) {
    seen.push(...await lookAt(browser, name, async (fresh) => {
      await fresh.context().addCookies(storage.cookies);
      await fresh.goto(house.url + path);
      await fresh.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await fresh.getByRole('table').first().waitFor();
    }));
  }
  assert.deepEqual(faultsIn(seen), []);
});
