import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { companiesRoutes } from './index.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: companiesRoutes({ db }) });
const company = await addCompany(db);
const mia = app.as(company.member);

test('a company may have a time zone; it is kept until somebody changes it, and nothing else is taken for one', async () => {
  const made = (await mia.post('/companies', { name: 'Tokyo Depot', timeZone: 'Asia/Tokyo' })).body;
  assert.equal(made.timeZone, 'Asia/Tokyo');
  const change = (body: object) => mia.patch(`/companies/${made.id}`, body);
  assert.equal((await change({ name: 'Tokyo Port' })).body.timeZone, 'Asia/Tokyo');
  for (const timeZone of ['Mars/Olympus', '+09:00', '']) assert.equal((await change({ timeZone })).status, 400, timeZone);
  assert.equal((await change({ timeZone: null })).body.timeZone, null);
  assert.equal((await mia.post('/companies', { name: 'Anywhere' })).body.timeZone, null);
});
