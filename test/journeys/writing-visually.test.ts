// A mail written by mouse, as it will look: words, a button, a picture, somebody's name, blocks put in
// order; the preview shows it, and the test mail is what the preview showed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from './support/accessibility.ts';
import { drawn, noBrowser, openBrowser, openPage, press } from './support/browser.ts';
import { openHouse, type House } from './support/house.ts';
import { addReaders, callAs, mailFor, owner, setUpCompany, until } from './support/people-of-the-house.ts';
import { faultsIn, lookAt, shoot } from './support/screenshots.ts';

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
  const listId = await addReaders(page, 'Readers', [{ email: 'ines@lusitra.example', firstName: 'Inês' }]);
  campaign = await callAs(page, 'POST', '/campaigns', { name: 'Autumn letter', team: 'marketing', fromName: owner.name, fromAddress: owner.email, audience: { lists: [listId], excludeLists: [] } });
});
after(async () => {
  await browser?.close();
  await house?.close();
});

interface Block { type: string; attrs?: Record<string, unknown>; content?: Block[]; text?: string }
const text = () => page.getByRole('textbox', { name: 'Body' });
const preview = () => page.frameLocator('section[aria-label="Preview"] iframe');
const newest = async () => (await callAs<{ current: { body: string; bodyKind: string; version: number } }>(page, 'GET', `/emails/${campaign.email.id}`)).current;
const saved = async (): Promise<Block[]> => (JSON.parse((await newest()).body) as { content: Block[] }).content;
const kinds = async (): Promise<string[]> => (await saved()).map((block) => block.type);
const wordsOf = (block: Block): string => block.text ?? (block.content ?? []).map(wordsOf).join('');
/** A line of the text, by its words. */
const line = (words: string) => text().locator('p, h1, h2, h3, .ed-button').filter({ hasText: words }).first();

/** A grey picture as a PNG file. */
function picture(width: number, height: number): Buffer {
  const part = (kind: string, content: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(kind), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]);
}

test('a new campaign opens with a mail that looks like one, and words are typed into it', { skip, timeout: 60_000 }, async () => {
  await page.goto(`${house.url}/campaigns/${campaign.id}/edit`);
  await page.getByRole('textbox', { name: 'Subject', exact: true }).fill('A larger hall');
  await line('One thing worth your minute').click({ clickCount: 3 });
  await drawn(page);
  await page.keyboard.type('We moved');
  await preview().getByRole('heading', { name: 'We moved' }).waitFor();
  await until('it to be saved', async () => (await newest()).body !== '' && wordsOf((await saved())[0]!) === 'We moved');
});

test('the slash menu adds a list; its points and marks reach the preview', { skip, timeout: 60_000 }, async () => {
  await line('Say in two sentences').click();
  await press(page, 'End', 'Enter');
  await page.keyboard.type('/bull');
  await page.getByRole('option', { name: /Bulleted list/ }).click();
  await page.keyboard.type('Twice the docks');
  await press(page, 'Enter');
  await page.keyboard.type('Half the way');
  await line('Half the way').click({ clickCount: 3 });
  await page.getByRole('toolbar', { name: 'Look of the words' }).getByRole('button', { name: 'Bold' }).click();
  await preview().getByRole('listitem').filter({ hasText: 'Half the way' }).waitFor();
  await until('it to be saved', async () => JSON.stringify(await saved()).includes('"marks":[{"type":"bold"}]'));
});

test('a button says where it leads in the settings beside the text', { skip, timeout: 60_000 }, async () => {
  await line('See how it works').click();
  const settings = page.getByRole('complementary', { name: 'Settings of this block' });
  await settings.getByLabel('Leads to').fill('ferrow.example/hall');
  await settings.getByLabel('Leads to').press('Tab');
  await until('it to be saved', async () => (await saved()).some((block) => block.type === 'button' && block.attrs?.['href'] === 'https://ferrow.example/hall'));
});

test('a variable is picked from the list, and what stands in for it is said under the chip', { skip, timeout: 60_000 }, async () => {
  await line('We moved').click();
  await press(page, 'End');
  await page.keyboard.type(', ');
  await page.getByRole('toolbar', { name: 'Writing' }).getByRole('button', { name: 'Variable' }).click();
  await page.getByRole('menuitem', { name: /^First name/ }).click();
  await text().locator('h1 .ed-var').click();
  await page.getByRole('group', { name: 'Variable' }).getByRole('textbox', { name: 'For whoever has none' }).fill('dear reader');
  await preview().getByRole('heading', { name: /^We moved, / }).waitFor();
  await until('it to be saved', async () => JSON.stringify((await saved())[0]).includes('"fallback":"dear reader"'));
  await page.keyboard.press('Escape');
});

test('a picture is uploaded, described and made smaller by its handle', { skip, timeout: 60_000 }, async () => {
  await line('Best wishes').click();
  await page.getByRole('toolbar', { name: 'Writing' }).getByRole('button', { name: 'Add' }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Image' }).click();
  await (await chosen).setFiles({ name: 'hall.png', mimeType: 'image/png', buffer: picture(320, 160) });
  const shown = text().locator('.ed-image img');
  await shown.waitFor();
  await text().getByText('This image has no alt text').waitFor();
  await shown.click();
  const settings = page.getByRole('complementary', { name: 'Settings of this block' });
  await settings.getByLabel('Description').fill('The new hall');
  await settings.getByRole('spinbutton', { name: 'Width' }).fill('200');
  await text().getByText('This image has no alt text').waitFor({ state: 'detached' });
  await shown.hover();
  const handle = (await text().locator('.ed-resize').boundingBox())!;
  await page.mouse.move(handle.x + 5, handle.y + 5);
  await page.mouse.down();
  await page.mouse.move(handle.x + 65, handle.y + 5, { steps: 4 });
  await page.mouse.up();
  await until('it to be saved', async () => (await saved()).some((block) => block.type === 'image' && block.attrs?.['width'] === 260 && block.attrs['alt'] === 'The new hall'));
  await preview().getByRole('img', { name: 'The new hall' }).waitFor();
});

test('a block is dragged by its handle to another place, and undo puts it back', { skip, timeout: 60_000 }, async () => {
  const before = await kinds();
  await line('See how it works').hover();
  const grip = page.getByRole('button', { name: 'Drag to move, press for more' });
  await grip.waitFor();
  await grip.dragTo(line('We moved'), { targetPosition: { x: 5, y: 2 } });
  await until('the button to stand first', async () => (await kinds())[0] === 'button');
  await page.getByRole('toolbar', { name: 'Writing' }).getByRole('button', { name: 'Undo' }).click();
  await until('it to be back', async () => JSON.stringify(await kinds()) === JSON.stringify(before));
});

test('what is pasted from Word comes without its dress and with every word', { skip, timeout: 60_000 }, async () => {
  await line('Best wishes').click();
  await press(page, 'Home', 'Enter', 'ArrowUp');
  await text().evaluate((element) => {
    const clipboard = new DataTransfer();
    clipboard.setData('text/html', '<html xmlns:o="x"><body><!--[if gte mso 9]><xml>dirt</xml><![endif]--><h2><span style="font-family:Calibri">What else<o:p></o:p></span></h2><p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1.&nbsp;</span><![endif]>Open</p><p class=MsoNormal>Bye {{ contact.first_name | default: "you" }}</p></body></html>');
    clipboard.setData('text/plain', 'What else');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
  });
  await preview().getByRole('heading', { name: 'What else' }).waitFor();
  const body = await until('it to be saved', async () => {
    const now = JSON.stringify(await saved());
    return now.includes('What else') && now;
  });
  assert.match(body, /"orderedList"/);
  assert.match(body, /"fallback":"you"/);
  assert.doesNotMatch(body, /Mso|Calibri|dirt|o:p/);
});

test('a part for some readers only is shown to those and to nobody else', { skip, timeout: 60_000 }, async () => {
  await line('Open').click();
  await page.getByRole('toolbar', { name: 'Writing' }).getByRole('button', { name: 'This block', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Only for some readers' }).click();
  const settings = page.getByRole('complementary', { name: 'Settings of this block' });
  await settings.getByLabel('Only if').selectOption('contact.first_name');
  await settings.getByLabel('Comparison').selectOption('is');
  await settings.getByLabel('Value').fill('Inês');
  await text().getByRole('button', { name: 'Only if First name is “Inês”' }).waitFor();
  await page.getByRole('combobox', { name: 'Read it as' }).click();
  await page.getByRole('option', { name: /Inês/ }).click();
  await preview().getByRole('listitem').filter({ hasText: 'Open' }).waitFor();
  await preview().getByRole('heading', { name: 'We moved, Inês' }).waitFor();
  await page.getByRole('combobox', { name: 'Read it as' }).click();
  await page.getByRole('option', { name: 'An invented reader' }).click();
  await preview().getByRole('listitem').filter({ hasText: 'Open' }).waitFor({ state: 'detached' });
});

test('the test mail is what the preview showed', { skip, timeout: 60_000 }, async () => {
  await page.getByText(/^saved \d\d:\d\d/).waitFor();
  const shown = await preview().locator('body').innerText();
  await page.getByRole('button', { name: 'Send a test' }).first().click();
  await page.getByRole('button', { name: 'Send the test' }).click();
  const mail = await mailFor(page, owner.email);
  const reader = await openPage(browser);
  await reader.setContent(mail.html!);
  assert.equal((await reader.locator('body').innerText()).replace(/\s+/g, ' ').trim(), shown.replace(/\s+/g, ' ').trim());
});

test('two versions are compared in words, and an old one is brought back', { skip, timeout: 60_000 }, async () => {
  await page.reload();
  await page.getByRole('button', { name: /^version \d+/ }).click();
  const drawer = page.getByRole('dialog', { name: 'Versions' });
  await drawer.getByRole('button', { name: 'Compare' }).last().click();
  await drawer.locator('ins').filter({ hasText: 'We moved' }).first().waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await shoot(page, 'versions-compared', { fullPage: false });
  await page.keyboard.press('Escape');
});

test('the page is clean in both themes and on a phone, where settings are a drawer', { skip, timeout: 120_000 }, async () => {
  const { cookies } = await page.context().storageState();
  const seen = await lookAt(browser, 'writing-visually', async (fresh) => {
    await fresh.context().addCookies(cookies);
    await fresh.goto(`${house.url}/campaigns/${campaign.id}/edit`);
    await fresh.getByRole('textbox', { name: 'Body' }).getByText('We moved').waitFor();
    await fresh.getByText(/In the list of mails/).waitFor();
  });
  assert.deepEqual(faultsIn(seen), []);
  const phone = await openPage(browser, { width: 'phone' });
  await phone.context().addCookies(cookies);
  await phone.goto(`${house.url}/campaigns/${campaign.id}/edit`);
  await phone.getByRole('textbox', { name: 'Body' }).getByText('See how it works').click();
  await phone.locator('button[aria-description="Button"]').click();
  await phone.getByRole('dialog', { name: 'Button' }).getByLabel('Leads to').waitFor();
  assert.deepEqual(await seriousFindings(phone), []);
  await shoot(phone, 'settings-phone', { fullPage: false });
  assert.deepEqual([...page.errors, ...phone.errors], []);
  assert.deepEqual(house.failures, []);
});
