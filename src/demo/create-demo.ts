import { movableClock } from '../platform/clock/index.ts';
import { statement, type Database } from '../platform/db/index.ts';
import { asId, type Actor, type MemberId } from '../platform/identity/index.ts';
import { demoAlone, findDemoDoor, finishDemo, removeHalfDemo, type DemoDoor } from '../people/workspaces/index.ts';
import { judgeNow } from '../delivery/tracking/index.ts';
import { createEmail } from '../craft/emails/index.ts';
import { createCampaign, findCampaignRow, launchCampaign } from '../work/campaigns/index.ts';
import { aimOneCampaign } from './aimed-campaign.ts';
import { addressOf, companyName } from './cast.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { addLookAndTemplates } from './look-and-templates.ts';
import { progressOf, type DemoPart, type DemoProgress } from './demo-progress.ts';
import { foundCompany, type Founded } from './founding.ts';
import { beginCampaign, replayBeginning, replayShare, replaySingles } from './past-mailings.ts';
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

/** Two connections at a time: one's rows are made while the other's are written. */
const sides = 2;

const countUnsettled = statement<{ count: number }>('demo.count-unsettled', 'select count(*)::int as count from unsettled where workspace_id = $1');
// Filled in bulk a moment ago: without figures of its own tables, PostgreSQL plans every batch by guesses.
const analyzePeople = statement('demo.analyze-people', 'analyze contacts, companies, list_members, compiled_emails, lanes');
const analyzeMail = statement('demo.analyze-mail', 'analyze messages, attempts, contact_habits, hits, unsettled, engagements');

/** Makes the demo company with a year behind it and a campaign mid-flight; answers the door of the one that is there already. */
export async function createDemo(options: DemoOptions): Promise<DemoDoor> {
  const { db } = options;
  return await findDemoDoor(db) ?? demoAlone(db, async () => {
    const there = await findDemoDoor(db);
    if (there) return there;
    await removeHalfDemo(db);
    return invent(options);
  });
}

async function invent(options: DemoOptions): Promise<DemoDoor> {
  const { db, asOf } = options;
  const tell = (part: DemoPart, done: number, total: number) => options.onProgress?.(progressOf(part, done, total));
  const chance = chanceFrom(`${options.seed ?? 'ferrow'} ${asOf.toISOString().slice(0, 10)}`);
  tell('people', 0, 1);
  const population = populate(chance.branch('people'), options.contacts ?? 20_000);
  const founded = await db.transaction((tx) => foundCompany(tx, chance, population, asOf));
  await addLookAndTemplates(db, founded, asOf);
  tell('campaigns', 0, 1);
  await replayYear(db, chance, founded, asOf, (done, total) => tell('campaigns', done, total));
  tell('mails', 0, 1);
  await replaySingles(db, chance.branch('singles'), founded, singlesPerRep, asOf);
  await openSignUps(db, chance.branch('sign-ups'), founded, asOf);
  await launchOneMore(options, chance.branch('under way'), founded);
  tell('returns', 0, 1);
  await judgeReturns(db, founded, asOf, (done, total) => tell('returns', done, total));
  // Last, when it is known who has read what.
  await aimOneCampaign(db, founded, options.trackingUrl, asOf);
  await addSegments(db, founded, asOf);
  await finishDemo(db, founded.workspaceId);
  return { workspaceId: founded.workspaceId, memberId: founded.memberId, userId: founded.userId };
}

type Tell = (done: number, total: number) => void;

async function replayYear(db: Database, chance: Chance, founded: Founded, asOf: Date, tell: Tell): Promise<void> {
  const begun = await db.transaction(async (tx) => {
    const all = [];
    for (const campaign of campaignsOfTheYear(chance.branch('year'), asOf)) all.push(await beginCampaign(tx, founded, campaign, asOf));
    return all;
  });
  await analyzePeople.run(db, []);
  let done = 0;
  await onEachSide(async (side) => {
    for (const [index, each] of begun.entries()) {
      await replayShare(db, chance.branch(`${each.campaign.name} ${side}`), each, side, sides, asOf);
      tell(++done, begun.length * sides);
      if (side === 0 && index === 1) await analyzeMail.run(db, []);
    }
  });
}

/** By the product's own judge, beside the one of a running worker. */
async function judgeReturns(db: Database, founded: Founded, asOf: Date, tell: Tell): Promise<void> {
  const waiting = await countUnsettled.one(db, [founded.workspaceId], 'count');
  await analyzeMail.run(db, []);
  let judged = 0;
  await onEachSide(() => judgeNow(db, movableClock(asOf), undefined, (taken) => tell(judged += taken, waiting.count)));
}

const onEachSide = (work: (side: number) => Promise<unknown>): Promise<unknown> => Promise.all(Array.from({ length: sides }, (_, side) => work(side)));

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
