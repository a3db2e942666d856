// What journeys do over and over: setting up, calling the API as whoever is signed in, preparing a campaign.
import type { Page } from 'playwright-core';
import { newIdempotencyKey } from '../../../src/platform/ui/call.ts';

export const owner = { company: 'Ferrow Logistics', name: 'Olga Ferrow', email: 'olga@ferrow.example', password: 'a long enough pass phrase' };

/** Sets up the company by the API, which costs a tenth of the way through the door; ends on the home page, signed in. */
export async function setUpCompany(page: Page, url: string): Promise<void> {
  const answer = await page.request.post(`${url}/api/v1/setup`, {
    headers: { Origin: url, 'Idempotency-Key': newIdempotencyKey() },
    data: { companyName: owner.company, timeZone: 'Europe/Berlin', name: owner.name, email: owner.email, password: owner.password, team: 'both' },
  });
  if (!answer.ok()) throw new Error(`Setting up answered ${answer.status()}: ${await answer.text()}`);
  await page.goto(url);
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
}

/** Through the second door, as a first visitor does; ends on the home page. */
export async function setUpThroughTheDoor(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('link', { name: 'Set up your own' }).click();
  await page.getByLabel('Company').fill(owner.company);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('Email address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Set up the company' }).click();
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
}

/** A call as whoever is signed in on `page`. Fails with the API's words. */
export async function callAs<Answer = Record<string, never>>(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { Origin: origin, ...(method === 'GET' ? {} : { 'Idempotency-Key': newIdempotencyKey() }) },
    ...(body === undefined ? {} : { data: body as object }),
  });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Answer;
}

export interface Reader {
  email: string;
  firstName: string;
  lastName?: string;
  timeZone?: string;
}

/** People on a list, and the postal address that every campaign needs. Answers the list's id. */
export async function addReaders(page: Page, listName: string, readers: readonly Reader[]): Promise<number> {
  await callAs(page, 'PATCH', '/settings', { postalAddress: '1 Quay Street, 20457 Hamburg' });
  const list = await callAs<{ id: number }>(page, 'POST', '/lists', { name: listName });
  const contactIds: number[] = [];
  for (const reader of readers) contactIds.push((await callAs<{ id: number }>(page, 'POST', '/contacts', reader)).id);
  await callAs(page, 'POST', `/lists/${list.id}/contacts`, { contactIds });
  return list.id;
}

export interface Campaign {
  id: number;
  revision: number;
  email: { id: number; version: number };
}

const markdown = (site: string) => `# News from the quay

Hello {{ contact.first_name | default: "there" }},

we moved to a larger hall. [See the hall](${site}/hall) or [the way there](${site}/way).

{{ workspace.name }}, {{ workspace.postal_address }}, [No more of these]({{ unsubscribe_url }})
`;

/** A campaign written and ready to be looked over. Its links lead to `site`. */
export async function writeCampaign(page: Page, listId: number, name = 'News from the quay', site = 'https://ferrow.example'): Promise<Campaign> {
  const made = await callAs<Campaign>(page, 'POST', '/campaigns', { name, team: 'marketing', fromName: 'Olga Ferrow', fromAddress: 'olga@ferrow.example', audience: { lists: [listId], excludeLists: [] } });
  await callAs(page, 'POST', `/emails/${made.email.id}/versions`, { subject: 'A larger hall', preheader: 'We moved', bodyKind: 'markdown', body: markdown(site), textBody: null, expectedVersion: made.email.version });
  return callAs<Campaign>(page, 'GET', `/campaigns/${made.id}`);
}

export async function launchNow(page: Page, campaign: Campaign): Promise<void> {
  const now = await callAs<Campaign>(page, 'GET', `/campaigns/${campaign.id}`);
  await callAs(page, 'POST', `/campaigns/${campaign.id}/launch`, { expectedRevision: now.revision, expectedEmailVersion: now.email.version, at: null });
}

/** Asks again until `look` answers something; fails after the journey's patience with the last thing it saw. */
export async function until<Seen>(what: string, look: () => Promise<Seen | null | undefined | false>, patienceMs = 20_000): Promise<Seen> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`Waited ${patienceMs / 1000} s for ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

export interface LocalMail {
  id: number;
  to: string;
  subject: string;
  html: string | null;
  headers: { name: string; value: string }[];
}

/** The mail that reached the built-in mailbox for `address`, taken apart. */
export async function mailFor(page: Page, address: string): Promise<LocalMail> {
  const found = await until(`a mail to ${address}`, async () => {
    const { items } = await callAs<{ items: { id: number; to: string }[] }>(page, 'GET', `/mailbox?search=${encodeURIComponent(address)}`);
    return items.find((mail) => mail.to.includes(address));
  });
  return callAs<LocalMail>(page, 'GET', `/mailbox/${found.id}`);
}

export const headerOf = (mail: LocalMail, name: string): string => mail.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? '';
