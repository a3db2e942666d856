import type { Database } from '../platform/db/index.ts';
import { asId, type Actor, type MemberId } from '../platform/identity/index.ts';
import { createEmail } from '../craft/emails/index.ts';
import { createSegment } from '../craft/segments/index.ts';
import { campaignsForSegments, createCampaign, findCampaignRow, launchCampaign } from '../work/campaigns/index.ts';
import { addressOf, companyName } from './cast.ts';
import type { Founded } from './founding.ts';
import { openingsLetter } from './year.ts';

/** A letter to those who read lately, at nine by everybody's own clock: launched by the product's own use case, waiting for its hour. */
export async function aimOneCampaign(db: Database, founded: Founded, trackingUrl: string, now: Date): Promise<void> {
  const { workspaceId, serverId, lists } = founded;
  const letter = openingsLetter();
  const author = asId<MemberId>(founded.memberIds.get(letter.author)!);
  const actor: Actor = { workspaceId, memberId: author, name: letter.author, team: 'marketing', role: 'member' };
  const readers = await createSegment({ db, workspaceId, now, campaignNames: campaignsForSegments.campaignNames }, {
    name: 'Read us lately', description: 'Opened a mail in the last sixty days.', version: 1,
    condition: { rule: 'behaviour', did: 'did', what: 'opened', withinDays: 60 },
  }, author);
  const campaignId = await db.transaction(async (tx) => {
    const emailId = await createEmail(tx, { workspaceId, name: letter.name, by: author, now, subject: letter.subject, preheader: letter.preheader, bodyKind: 'markdown', body: letter.body });
    return createCampaign(tx, actor, {
      name: letter.name, team: 'marketing', emailId, fromName: `${letter.author}, ${companyName}`, fromAddress: addressOf(letter.author), serverId,
      audience: { lists: [lists.Customers.id], segments: [readers.id], excludeLists: [lists['Press and analysts'].id], excludeSegments: [] },
      sendTime: { kind: 'local', minute: 9 * 60, past: 'next-day', hours: null, window: { fromMinute: 8 * 60, untilMinute: 18 * 60, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' } },
    }, now);
  });
  const { revision } = await findCampaignRow.one(db, [workspaceId, campaignId], 'campaign');
  await launchCampaign(db, { actor, campaignId, now, at: null, expectedRevision: revision, expectedEmailVersion: 1, trackingUrl });
}
