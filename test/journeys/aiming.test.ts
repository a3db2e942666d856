// A segment, a campaign by everybody's own clock, and each mail at its hour and no sooner.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, setUpCompany, until, writeCampaign, type Campaign } from './support/people-of-the-house.ts';
import { faultsIn, lookAt } from './support/screenshots.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page;
let campaign: Campaign;

// Zones that never change their clocks: Lagos is six hours before Bogota and eight behind Tokyo.
const readers = [
  { email: 'ada@lagos.example', firstName: 'Ada', lastName: 'Aimed', timeZone: 'Africa/Lagos' },
  { email: 'bea@bogota.example', firstName: 'Bea', lastName: 'Aimed', timeZone: 'America/Bogota' },
  { email: 'chie@tokyo.example', firstName: 'Chie', lastName: 'Aimed', timeZone: 'Asia/Tokyo' },
  { email: 'dan@lagos.example', firstName: 'Dan', lastName: 'Other', timeZone: 'Africa/Lagos' },
];
const hour = 3600;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  campaign = await writeCampaign(page, await addReaders(page, 'Quay', readers));
  await callAs(page, 'POST', '/segments', { name: 'The aimed', condition: { rule: 'attribute', field: 'lastName', op: 'is', value: 'Aimed' } });
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** In half an hour by the clock in Lagos: `09:30`. */
const soonInLagos = (): string => Temporal.Now.zonedDateTimeISO('Africa/Lagos').add({ minutes: 30 }).toPlainTime().toString({ smallestUnit: 'minute' });
const arrived = async (): Promise<string[]> => (await house.db.pool.query<{ envelope_to: string }>('select envelope_to from local_mails where member_id is null order by id')).rows.map((row) => row.envelope_to);
const due = async (): Promise<number[]> => (await house.db.pool.query<{ due_at: Date }>(`select due_at from messages where source_kind = 'campaign' order by recipient_id`)).rows.map((row) => row.due_at.getTime());

test('from a segment to a mail at everybody’s own hour', { skip, timeout: 120_000 }, async () => {
  await page.goto(`${house.url}/campaigns/${campaign.id}/edit`);
  const audience = page.getByRole('region', { name: 'Audience' });
  await audience.getByRole('button', { name: 'Remove Quay' }).click();
  const goesTo = audience.getByRole('combobox', { name: 'Goes to' });
  await goesTo.fill('The aimed');
  await goesTo.press('Enter');
  await audience.getByText('3 will be mailed').waitFor();

  const asked = audience.getByRole('combobox', { name: 'Is somebody in it?' });
  await asked.fill('Dan');
  await page.getByRole('option', { name: /Dan/ }).click();
  await audience.getByText('Not in it: on none of its lists and in none of its segments.').waitFor();
  await asked.fill('Chie');
  await page.getByRole('option', { name: /Chie/ }).click();
  await audience.getByText('In it: in the segment “The aimed”.').waitFor();

  const time = page.getByRole('region', { name: 'When it goes' });
  await time.getByRole('button', { name: 'By their clock' }).click();
  const at = soonInLagos();
  await time.getByLabel('At', { exact: true }).fill(at);
  await page.getByRole('button', { name: 'Look over' }).click();

  await page.getByText(`${at} in Tokyo`).waitFor();
  await page.getByRole('button', { name: /Launch to 3/ }).click();
  await page.getByRole('button', { name: 'Send to 3' }).click();

  const timetable = page.getByRole('region', { name: 'Timetable' });
  for (const place of ['Lagos', 'Bogota', 'Tokyo']) await timetable.getByText(`${at} in ${place}`).waitFor();
  const [ada, bea, chie] = await due();
  assert.deepEqual([bea! - ada!, chie! - ada!], [6 * hour * 1000, 16 * hour * 1000]);
  assert.deepEqual(await arrived(), [], 'nobody before their hour');

  const expected: string[] = [];
  for (const [seconds, address] of [[0.6 * hour, 'ada@lagos.example'], [6 * hour, 'bea@bogota.example'], [10 * hour, 'chie@tokyo.example']] as const) {
    house.passSeconds(seconds);
    expected.push(address);
    await until(`the mail to ${address}`, async () => (await arrived()).includes(address));
    assert.deepEqual(await arrived(), expected);
  }
  await page.getByText('Finished', { exact: false }).first().waitFor();
  assert.deepEqual(house.failures, []);
});

test('composing, the last look and the timetable are clean in both themes and on a phone', { skip, timeout: 120_000 }, async () => {
  const storage = await page.context().storageState();
  const { items: [segment] } = await callAs<{ items: { id: number }[] }>(page, 'GET', '/segments');
  const window = { fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' };
  const draft = await callAs<Campaign>(page, 'POST', '/campaigns', {
    name: 'Second', team: 'marketing', fromName: 'Olga Ferrow', fromAddress: 'olga@ferrow.example', emailId: campaign.email.id, audience: { segments: [segment!.id] }, sendTime: { kind: 'spread', hours: 12, window },
  });
  const seen = [];
  for (const [name, path, region] of [['aiming-compose', `/campaigns/${draft.id}/edit`, 'When it goes'], ['aiming-preflight', `/campaigns/${draft.id}/preflight`, 'Whom it reaches'], ['aiming-timetable', `/campaigns/${campaign.id}`, 'Timetable']] as const) {
    seen.push(...await lookAt(browser, name, async (fresh) => {
      await fresh.context().addCookies(storage.cookies);
      await fresh.goto(house.url + path);
      await fresh.getByRole('region', { name: region }).waitFor();
      await fresh.getByText(name === 'aiming-compose' ? '3 will be mailed' : 'Mails').first().waitFor();
    }));
  }
  assert.deepEqual(faultsIn(seen), []);
});
