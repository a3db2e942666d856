import type { Page } from 'playwright-core';

/**
 * Brings a sheet in by the wizard as a member does: choose it, look at every row first, import;
 * everybody joins a new list. Comes back when it is done.
 */
export async function importSheet(page: Page, url: string, sheet: { name: string; text: string; list: string; rows: number }): Promise<void> {
  await page.goto(`${url}/imports/new`);
  await page.locator('input[type=file]').setInputFiles({ name: sheet.name, mimeType: 'text/csv', buffer: Buffer.from(sheet.text) });
  await page.waitForURL(/\/imports\/\d+$/);
  const list = page.getByRole('combobox', { name: /Everybody joins the list/ });
  await list.fill(sheet.list);
  await page.getByRole('option', { name: new RegExp(`Add .${sheet.list}`) }).click();
  await page.getByRole('button', { name: 'Look at every row first' }).click();
  await page.getByRole('button', { name: `Import ${sheet.rows} rows` }).click();
  await page.getByRole('link', { name: 'See the contacts' }).or(page.getByRole('link', { name: 'See the list' })).waitFor();
}
