import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { emailsRoutes } from '../../craft/emails/index.ts';
import { button, documentOf, footer, paragraph, text, variable } from '../../craft/emails/document/testing/sample-documents.ts';
import { campaignsRoutes, workOnCampaigns } from './index.ts';
import { addPeople } from './testing/campaign-world.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: [...campaignsRoutes({ db, trackingUrl: 'http://localhost:4400' }), ...emailsRoutes({ db })] });
const company = await addCompany(db);
const world = await addPeople(db, company, ['Ana', 'Bo']);
const mia = app.as(company.member);
const blocks = [paragraph('Dear ', variable('contact.first_name', 'reader')), button('Read on', 'https://ferrow.example/')];

async function campaignWith(body: object) {
  const { body: email } = await mia.post('/emails', { name: 'Letter', subject: 'Hello', preheader: 'And more', bodyKind: 'visual', body: JSON.stringify(body) });
  const { body: campaign } = await mia.post('/campaigns', { name: 'Autumn', emailId: email.id, fromName: 'Mia', fromAddress: 'mia@northwind.example', serverId: world.serverId, audience: { lists: [world.listId], excludeLists: [] } });
  const answer = await mia.get(`/campaigns/${campaign.id}/preflight`);
  return { campaign, stops: answer.body.items.filter(({ level }: { level: string }) => level === 'stop').map(({ code }: { code: string }) => code) };
}
const launch = (campaign: { id: number; revision: number }) => mia.post(`/campaigns/${campaign.id}/launch`, { expectedRevision: campaign.revision, expectedEmailVersion: 1, at: null });

for (const look of ['designed', 'plain'] as const) {
  test(`a ${look} document with a footer satisfies preflight, goes as a test and is launched`, async () => {
    const { campaign, stops } = await campaignWith(documentOf(look, ...blocks, footer(text('You asked for this.'))));
    assert.deepEqual(stops, []);
    assert.equal((await mia.post(`/campaigns/${campaign.id}/test`, { to: [] })).status, 200);
    assert.equal((await launch(campaign)).status, 200);
    while (await workOnCampaigns(db, new Date())) { /* until there is nothing left to do */ }
    const { rows } = await db.pool.query(`select m.recipient_id, x.content from messages m join compiled_emails x on x.workspace_id = m.workspace_id and x.id = m.compiled_id
      where m.workspace_id = $1 and m.source_kind = 'campaign' and m.source_id = $2`, [company.workspaceId, campaign.id]);
    assert.equal(rows.length, 2);
    assert.match(JSON.stringify(rows[0].content), /Dear .*contact\.first_name.*reader.*unsubscribe.*pixel/s);
  });
}

test('without a footer it is stopped, for the address and the way out it lacks', async () => {
  const { campaign, stops } = await campaignWith(documentOf('designed', ...blocks));
  assert.deepEqual(stops.toSorted(), ['opt_out_missing', 'postal_address_absent']);
  assert.notEqual((await launch(campaign)).status, 200);
});
