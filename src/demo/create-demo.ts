import { movableClock } from '../platform/clock/index.ts';
import { statement, type Database } from '../platform/db/index.ts';
import { asId, type Actor, type MemberId } from '../platform/identity/index.ts';
import { findDemoDoor, type DemoDoor } from '../people/workspaces/index.ts';
import { judgeNow } from '../delivery/tracking/index.ts';
import { createEmail } from '../craft/emails/index.ts';
import { createCampaign, findCampaignRow, launchCampaign } from '../work/campaigns/index.ts';
import { aimOneCampaign } from './aimed-campaign.ts';
import { addressOf, companyName } from './cast.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { addLookAndTemplates } from './look-and-templates.ts';
import { progressOf, type DemoPart, type DemoProgress } from './demo-progress.ts';
import { foundCompany, type Founded } from './founding.ts';
import { replayBeginning, replayCampaign, replaySingles } from './past-mailings.ts';
import { populate } from './population.ts';
import { openSignUps } from './sign-ups.ts';
import { addSegments } from './segments.ts';
import { campaignsOfTheYear, campaignUnderWay } from './year.ts';

export interface DemoOptions {
  db: Database;
  /** The moment the year ends with. */
  asOf: Date;
  /** The address that links begin with. */
  trackingUrl: string;
  /** The same seed and date tell the same story. Default `ferrow`. */
  seed?: string;
  /** Default 20,000. */
  contacts?: number;
  onProgress?: (progress: DemoProgress) => void;
}

const singlesPerRep = 1200;
/** The last campaign began this long ago, and so much of it is out. */
const underWayMs = 40 * 60_000;
const underWayShare = 0.4;

const countUnsettled = statement<{ count: number }>('demo.count-unsettled', 'select count(*)::int as count from unsettled where workspace_id = $1');
// Filled in bulk a moment ago: without figures of its own tables, PostgreSQL plans every batch by guesses.
const analyze = statement('demo.analyze', 'analyze contacts, companies, list_members, messages, lanes, compiled_emails');

/** Makes the demo company with a year behind it and a campaign mid-flight; answers the door of the one that is there already. */
export async function createDemo(options: DemoOptions): Promise<DemoDoor> {
  const { db, asOf } = options;
  const there = await findDemoDoor(db);
  if (there) return there;
  const tell = (part: DemoPart, done: number, total: number) => options.onProgress?.(progressOf(part, done, total));
  const chance = chanceFrom(`${options.seed ?? 'ferrow'} ${asOf.toISOString().slice(0, 10)}`);
  tell('people', 0, 1);
  const population = populate(chance.branch('people'), options.contacts ?? 20_000);
  const founded = await db.transaction((tx) => foundCompany(tx, chance, population, asOf));
  await addLookAndTemplates(db, founded, asOf);
  const campaigns = campaignsOfTheYear(chance.branch('year'), asOf);
  for (const [index, campaign] of campaigns.entries()) {
    tell('campaigns', index, campaigns.length);
    await replayCampaign(db, chance.branch(campaign.name), founded, campaign, asOf);
    if (index === 0) await analyze.run(db, []);
  }
  tell('mails', 0, 1);
  await replaySingles(db, chance.branch('singles'), founded, singlesPerRep, asOf);
  await openSignUps(db, chance.branch('sign-ups'), founded, asOf);
  await launchOneMore(options, chance.branch('under way'), founded);
  const waiting = await countUnsettled.one(db, [founded.workspaceId], 'count');
  let judged = 0;
  tell('returns', judged, waiting.count);
  await judgeNow(db, movableClock(asOf), undefined, (taken) => tell('returns', judged += taken, waiting.count));
  // Last, when it is known who has read what.
  await aimOneCampaign(db, founded, options.trackingUrl, asOf);
  await addSegments(db, founded, asOf);
  return { workspaceId: founded.workspaceId, memberId: founded.memberId, userId: founded.userId };
}

/** The campaign a visitor finds mid-flight: launched by the product's own use case, sent by its own sender. */
async function launchOneMore({ db, asOf, trackingUrl }: DemoOptions, chance: Chance, founded: Founded): Promise<void> {
  const story = campaignUnderWay();
  const now = new Date(asOf.getTime() - underWayMs);
  const author = founded.memberIds.get(story.author)!;
  const actor: Actor = { workspaceId: founded.workspaceId, memberId: asId<MemberId>(author), name: story.author, team: 'marketing', role: 'member' };
  const campaignId = await db.transaction(async (tx) => {
    const emailId = await createEmail(tx, { workspaceId: founded.workspaceId, name: story.name, by: actor.memberId, now, subject: story.subject, preheader: story.preheader, bodyKind: 'markdown', body: story.body });
    const id = await createCampaign(tx, actor, {
      name: story.name, team: 'marketing', emailId, fromName: `${story.author}, ${companyName}`, fromAddress: addressOf(story.author), serverId: founded.serverId,
      audience: { lists: [founded.lists[story.audience].id], segments: [], excludeLists: [], excludeSegments: [] },
    }, now);
    await replayBeginning(tx, chance, founded, { campaignId: id, campaign: story, sentAt: now, until: asOf, share: underWayShare });
    return id;
  });
  const { revision } = await findCampaignRow.one(db, [founded.workspaceId, campaignId], 'campaign');
  await launchCampaign(db, { actor, campaignId, now, at: null, expectedRevision: revision, expectedEmailVersion: 1, trackingUrl });
}
