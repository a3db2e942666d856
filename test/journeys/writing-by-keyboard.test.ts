// A mail written without touching a mouse: every block, its order, its settings, links, variables.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from './support/accessibility.ts';
import { noBrowser, openBrowser, openPage, press as pressOn } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { callAs, owner, setUpCompany, until } from './support/people-of-the-house.ts';

const skip = noBrowser();
let house: House;
let browser: Browser;
let page: Page & { errors: string[] };
let campaign: { id: number; email: { id: number } };

before(async () => {
  if (skip) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  page = await openPage(browser);
  await setUpCompany(page, house.url);
  campaign = await callAs(page, 'POST', '/campaigns', { name: 'By keyboard', team: 'marketing', fromName: owner.name, fromAddress: owner.email });
});
after(async () => {
  await browser?.close();
  await house?.close();
});

interface Block { type: string; attrs?: Record<string, unknown>; content?: Block[]; text?: string; marks?: { type: string; attrs?: Record<string, unknown> }[] }
const text = () => page.getByRole('textbox', { name: 'Body' });
const saved = async (): Promise<Block[]> => {
  const { current } = await callAs<{ current: { body: string; bodyKind: string } }>(page, 'GET', `/emails/${campaign.email.id}`);
  return current.bodyKind === 'visual' && current.body !== '' ? (JSON.parse(current.body) as { content: Block[] }).content : [];
};
/** Each block in a word or two: `heading We moved`. */
const told = (block: Block): string => [block.type, block.attrs?.['level'], wordsOf(block)].filter(Boolean).join(' ');
const wordsOf = (block: Block): string => (block.type === 'variable' ? `{${String(block.attrs?.['path'])}}` : block.text ?? (block.content ?? []).map(wordsOf).join(' '));
const holds = (what: string, blocks: readonly string[]) => until(what, async () => JSON.stringify((await saved()).map(told)) === JSON.stringify(blocks)).catch(async (error: unknown) => {
  assert.deepEqual((await saved()).map(told), blocks, String(error));
});
const press = (...keys: string[]) => pressOn(page, ...keys);
/** What has the focus, by its name; the text itself is "the text". */
const focused = () => page.evaluate(() => (document.activeElement?.matches('[role="textbox"][aria-label="Body"]') ? 'the text' : document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''));

test('the text is reached by Tab, and what it is told by its name', { skip, timeout: 60_000 }, async () => {
  await page.goto(`${house.url}/campaigns/${campaign.id}/edit`);
  await text().waitFor();
  await page.getByRole('textbox', { name: 'Preheader' }).focus();
  for (let step = 0; step < 30 && (await focused()) !== 'the text'; step += 1) await press('Tab');
  assert.equal(await focused(), 'the text');
  // Everything away: what follows is written from nothing.
  await press('Control+a', 'Delete');
  await holds('an empty mail', ['paragraph']);
});

test('headings, lists and quotes come by what is typed, as in every other editor', { skip, timeout: 60_000 }, async () => {
  await page.keyboard.type('# We moved');
  await press('Enter');
  await page.keyboard.type('- One');
  await press('Enter');
  await page.keyboard.type('Two');
  await press('Tab', 'Enter', 'Enter', 'Enter');
  await page.keyboard.type('> Said');
  await press('Enter', 'Enter');
  await page.keyboard.type('Plain');
  await holds('the blocks', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Plain']);
  await press('Control+Alt+2');
  await holds('a smaller heading', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'heading 2 Plain']);
  await press('Control+Shift+8');
  await holds('a list', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'bulletList Plain']);
  await press('Control+z', 'Control+z');
  await holds('it undone', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Plain']);
  await press('Control+Shift+z');
  await holds('it done again', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'heading 2 Plain']);
  await press('Control+z');
  await holds('it undone again', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Plain']);
});

test('words are made bold and linked by keys; the address field takes the focus and gives it back', { skip, timeout: 60_000 }, async () => {
  await press('Shift+Home');
  await page.getByRole('toolbar', { name: 'Look of the words' }).waitFor();
  await press('Control+b', 'Control+k');
  await page.keyboard.type('ferrow.example');
  await press('Enter');
  assert.equal(await focused(), 'the text');
  await until('bold and linked words', async () => {
    const marks = (await saved()).at(-1)?.content?.[0]?.marks ?? [];
    return marks.some((mark) => mark.type === 'bold') && marks.some((mark) => mark.attrs?.['href'] === 'https://ferrow.example');
  });
  await press('End');
});

test('the slash menu is filtered by typing, walked by arrows, taken by Enter, left by Escape', { skip, timeout: 60_000 }, async () => {
  await press('Enter');
  await page.keyboard.type('/');
  const list = page.getByRole('listbox', { name: 'Blocks' });
  await list.waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await page.keyboard.type('head');
  await press('ArrowDown');
  const active = await text().getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
  await press('Escape');
  await list.waitFor({ state: 'detached' });
  await press(...'/head'.split('').map(() => 'Backspace'));
  await page.keyboard.type('/but');
  await press('Enter');
  await page.keyboard.type('Read more now');
  await holds('a button', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Plain', 'button Read more now']);
});

test('a variable is put in by two braces, and its default is written from the chip', { skip, timeout: 60_000 }, async () => {
  await press('Enter');
  await page.keyboard.type('Dear {{first');
  await page.getByRole('listbox', { name: 'Variables' }).waitFor();
  await press('Enter');
  await page.keyboard.type('!');
  await press('ArrowLeft', 'ArrowLeft');
  await page.getByRole('group', { name: 'Variable' }).waitFor();
  await press('Enter');
  await page.keyboard.type('reader');
  await press('Enter');
  await until('the default', async () => JSON.stringify(await saved()).includes('"fallback":"reader"'));
  assert.equal(await focused(), 'the text');
});

test('blocks move, double and go by keys', { skip, timeout: 60_000 }, async () => {
  await press('Alt+Shift+ArrowUp', 'Alt+Shift+ArrowUp');
  await holds('it two up', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Dear  {contact.first_name} !', 'paragraph Plain', 'button Read more now']);
  await press('Control+Shift+d');
  await press('Alt+Shift+ArrowDown', 'Alt+Shift+ArrowDown');
  const ids = (await saved()).map((block) => block.attrs?.['id']);
  assert.equal(new Set(ids).size, ids.length, 'the second one has a name of its own');
  await holds('a second one at the end', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Dear  {contact.first_name} !', 'paragraph Plain', 'button Read more now', 'paragraph Dear  {contact.first_name} !']);
  await press('Escape', 'Delete');
  await holds('it gone', ['heading 1 We moved', 'bulletList One Two', 'blockquote Said', 'paragraph Dear  {contact.first_name} !', 'paragraph Plain', 'button Read more now']);
});

test('settings are reached and left by keys', { skip, timeout: 60_000 }, async () => {
  // The cursor is in the button again, the last block.
  await press('Alt+Enter');
  await until('the settings', async () => page.evaluate(() => document.activeElement?.closest('[aria-label="Settings of this block"]') !== null));
  await page.keyboard.type('ferrow.example/hall');
  await press('Escape');
  assert.equal(await focused(), 'the text');
  await until('the address', async () => (await saved()).some((block) => block.type === 'button' && String(block.attrs?.['href']).endsWith('ferrow.example/hall')));
});

test('the block menu opens from the bar over the text and turns one block into another', { skip, timeout: 60_000 }, async () => {
  await press('Control+Home');
  await press('Alt+F10');
  assert.match(await focused(), /Add/);
  for (let step = 0; step < 10 && (await focused()) !== 'This block'; step += 1) await press('Tab');
  await press('Enter');
  await page.getByRole('menuitem', { name: 'Heading 3' }).waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  for (let step = 0; step < 20 && !(await focused()).startsWith('Heading 3'); step += 1) await press('ArrowDown');
  await press('Enter');
  await until('a heading of the third level', async () => told((await saved())[0]!) === 'heading 3 We moved');
  await until('the text to have the focus again', async () => (await focused()) === 'the text');
  assert.deepEqual(page.errors, []);
  assert.deepEqual(house.failures, []);
});
