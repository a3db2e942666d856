// Somebody signs up on a hosted page, confirms by mail, chooses, and leaves a topic: the campaign about it passes them over, and says so.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings, sidewaysPixels } from './support/accessibility.ts';
import { noBrowser, openBrowser, openPage } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, launchNow, mailFor, setUpCompany, until, writeCampaign } from './support/people-of-the-house.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page;
let listId: number;
let topicId: number;
let formUrl: string;
let choicesUrl: string;

interface Choices { topics: { name: string; choice: string | null }[]; preferencesUrl: string; history: { what: string; consent: { text: string } | null; address: string | null }[] }
const contactId = async () => (await callAs<{ items: { id: number }[] }>(page, 'GET', '/contacts?search=vera%40')).items[0]?.id;
const linkIn = (html: string) => /href="(http[^"]+)"/.exec(html)![1]!;

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  listId = await addReaders(page, 'Readers', [{ email: 'ana@reader.example', firstName: 'Ana' }]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('a colleague names a topic and makes a form with what people agree to', { skip }, async () => {
  await page.goto(`${house.url}/settings/topics`);
  await page.getByRole('button', { name: 'Name the first' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Events');
  await page.getByRole('button', { name: 'Add the topic' }).click();
  await page.getByRole('cell', { name: 'Events' }).waitFor();
  topicId = (await callAs<{ items: { id: number }[] }>(page, 'GET', '/topics')).items[0]!.id;
  await page.goto(`${house.url}/forms/new`);
  await page.getByLabel('Name', { exact: true }).fill('News on our site');
  await page.getByLabel('Events').check();
  await page.getByLabel('They join the list').selectOption({ label: 'Readers' });
  await page.frameLocator('iframe').getByText('What would you like to hear about?').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await page.getByRole('button', { name: 'Make the form' }).click();
  await page.getByRole('tab', { name: 'Publish' }).or(page.getByRole('link', { name: 'Publish' })).or(page.getByRole('button', { name: 'Publish' })).first().click();
  formUrl = (await page.locator('code').first().innerText()).trim();
  assert.match(formUrl, /\/f\/f-/);
});

test('the snippet works on somebody else’s page, under its strict policy, with no script but ours, and tells what came of it in place', { skip }, async () => {
  const form = (await callAs<{ items: { id: number }[] }>(page, 'GET', '/forms')).items[0]!;
  const { snippets } = await callAs<{ snippets: Record<string, { script: string }> }>(page, 'GET', `/forms/${form.id}`);
  const ours = new URL(formUrl).origin;
  const site = createServer((_request, response) => void response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8', 'content-security-policy': `default-src 'none'; script-src ${ours}; connect-src ${ours}; form-action ${ours}; style-src 'unsafe-inline'`,
  }).end(`<!doctype html><html lang="en"><head><title>Shop</title></head><body><h1>Shop</h1>${snippets['en']!.script}</body></html>`));
  await new Promise<void>((resolve) => { site.listen(0, '127.0.0.1', resolve); });
  const visitor = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const asked: string[] = [];
  visitor.on('request', (request) => void asked.push(new URL(request.url()).origin));
  try {
    const there = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
    await visitor.goto(there);
    // Ours is here once the form has its token.
    await visitor.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=start]')!.value !== '');
    await visitor.getByLabel('Email address').fill('Otto@Reader.example');
    await visitor.getByLabel('may write to me').check();
    house.passSeconds(5);
    await visitor.getByRole('button', { name: 'Sign up' }).click();
    await visitor.getByRole('status').getByText('One more step').waitFor();
    assert.equal(await visitor.getByRole('button', { name: 'Sign up' }).count(), 0);
    assert.equal(visitor.url(), there, 'they stay where they are');
    assert.deepEqual([...new Set(asked)].toSorted(), [new URL(there).origin, ours].toSorted());
    await mailFor(page, 'Otto@reader.example');
  } finally {
    await visitor.context().close();
    await new Promise((resolve) => { site.close(resolve); site.closeAllConnections(); });
  }
});

test('a visitor signs up on a phone, in the dark, without a script, and the page tells axe nothing', { skip }, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'en-GB' });
  const visitor = await context.newPage();
  await visitor.goto(formUrl);
  await visitor.getByLabel('Email address').fill('  Vera@Reader.example ');
  await visitor.getByLabel('First name').fill('Vera');
  await visitor.getByLabel('Events').check();
  await visitor.getByLabel('may write to me').check();
  house.passSeconds(5);
  await visitor.getByRole('button', { name: 'Sign up' }).click();
  await visitor.getByRole('heading', { name: 'One more step' }).waitFor();
  await context.close();
  assert.equal(await contactId(), undefined, 'nobody is a contact before they have confirmed');
  const looker = await openPage(browser, { width: 'phone', theme: 'dark' });
  await looker.goto(formUrl);
  assert.deepEqual(await seriousFindings(looker), []);
  assert.equal(await sidewaysPixels(looker), 0);
});

test('the mail’s button leads to a page whose button confirms; consent is kept with its words and where it came from', { skip }, async () => {
  const mail = await mailFor(page, 'Vera@reader.example');
  assert.match(mail.subject, /Please confirm your address for Ferrow Logistics/);
  const reader = await openPage(browser);
  const link = linkIn(mail.html!);
  for (let times = 0; times < 3; times += 1) assert.equal((await fetch(link)).status, 200);
  assert.equal(await contactId(), undefined, 'a scanner that follows links confirms nothing');
  await reader.goto(link);
  assert.deepEqual(await seriousFindings(reader), []);
  await reader.getByRole('button', { name: 'Yes, confirm' }).click();
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor();
  const id = await until('Vera to be a contact', contactId);
  const contact = await callAs<{ consent: string; consentSource: string; lists: { name: string }[] }>(page, 'GET', `/contacts/${id}`);
  assert.deepEqual([contact.consent, contact.consentSource, contact.lists.map(({ name }) => name)], ['given', 'Form: News on our site', ['Readers']]);
  const choices = await callAs<Choices>(page, 'GET', `/contacts/${id}/choices`);
  const given = choices.history.find(({ what }) => what === 'consent-given')!;
  assert.match(given.consent!.text, /may write to me/);
  assert.equal(given.address, '127.0.0.1');
  await page.goto(`${house.url}/contacts/${id}`);
  await page.getByText('Gave consent').waitFor();
  await reader.getByRole('link', { name: 'Choose what you get' }).click();
  choicesUrl = reader.url();
  assert.deepEqual(reader.errors, []);
});

test('on the page of choices they leave the topic; the campaign about it drops them with that reason and reaches the others', { skip }, async () => {
  const reader = await openPage(browser, { width: 'phone' });
  await reader.goto(choicesUrl);
  assert.deepEqual(await seriousFindings(reader), []);
  assert.equal(await sidewaysPixels(reader), 0);
  await reader.getByLabel('Events').uncheck();
  await reader.getByRole('button', { name: 'Save' }).click();
  await reader.getByText('Saved. It holds from now on.').waitFor();
  const campaign = await writeCampaign(page, listId, 'The open day');
  await callAs(page, 'PUT', `/campaigns/${campaign.id}/topic`, { topicId });
  await launchNow(page, campaign);
  await mailFor(page, 'ana@reader.example');
  const dropped = await until('Vera to be passed over', async () => {
    const { items } = await callAs<{ items: { recipient: { address: string }; state: string; reason: { code: string; words: string } | null }[] }>(page, 'GET', `/messages?sourceKind=campaign&sourceId=${campaign.id}&state=dropped`);
    return items[0];
  });
  assert.equal(dropped.recipient.address, 'Vera@reader.example');
  assert.deepEqual(dropped.reason, { code: 'topic_left', words: 'The contact does not want mail on this topic' });
});

test('they see what is known through a link to their own mailbox, and are erased for good by two presses', { skip }, async () => {
  const id = (await contactId())!;
  const reader = await openPage(browser);
  await reader.goto(choicesUrl);
  await reader.getByRole('button', { name: 'Send me the link' }).click();
  const mail = await until('the link', async () => {
    const { items } = await callAs<{ items: { id: number; subject: string }[] }>(page, 'GET', '/mailbox?search=knows');
    return items[0] && callAs<{ html: string }>(page, 'GET', `/mailbox/${items[0].id}`);
  });
  await reader.goto(linkIn(mail.html));
  await reader.getByRole('heading', { name: 'What Ferrow Logistics knows about you' }).waitFor();
  assert.deepEqual(await seriousFindings(reader), []);
  await reader.getByRole('button', { name: 'Erase me' }).click();
  await reader.getByRole('button', { name: 'Yes, erase me for good' }).click();
  await reader.getByRole('heading', { name: 'You are erased' }).waitFor();
  assert.equal(await contactId(), undefined);
  assert.equal((await callAs<{ erasedAt: string | null }>(page, 'GET', `/contacts/${id}`)).erasedAt === null, false);
  assert.deepEqual(house.failures, []);
});
