import type { Database, Transaction } from '../platform/db/index.ts';
import type { CampaignId, CompiledEmailId, ContactId, EmailId, MessageId } from '../platform/identity/index.ts';
import { openLane, recordPastMessages, setLaneState, storeCompiled, type PastMailing, type PastMessage } from '../delivery/messages/index.ts';
import { applyUnsubscribe, storeHits, type Hit } from '../delivery/tracking/index.ts';
import { compileEmail, createEmail } from '../craft/emails/index.ts';
import { nameLane, recordPastCampaign } from '../work/campaigns/index.ts';
import { addressOf, cast, companyName, postalAddress } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Founded, Known } from './founding.ts';
import { hitsOf, type DemoHit } from './habits.ts';
import { singleSubjects, type PastCampaign } from './year.ts';

// A year of mail, written as the sender and the tracking address would have written it.

export interface Mailing {
  chance: Chance;
  mailing: PastMailing;
  pull: number;
  links: number;
  /** What came back later than this is yet to come. */
  until: Date;
}

const batch = 2000;
/** As fast as the company's server took mail. */
const mailsPerSecond = 4;
const deadShare = 0.011;
const fullShare = 0.006;
const leaverShare = 0.004;

/** A campaign of the past that is written down, and whose mail is still to be. */
export interface BegunCampaign {
  campaign: PastCampaign;
  mailing: PastMailing;
  links: number;
  people: readonly Known[];
}

/** Writes down a campaign of the past as one that is over. */
export async function beginCampaign(tx: Transaction, founded: Founded, campaign: PastCampaign, until: Date): Promise<BegunCampaign> {
  const { workspaceId, serverId } = founded;
  const list = founded.lists[campaign.audience];
  const people = list.people.filter((person) => person.joinedDaysAgo * 86_400_000 > until.getTime() - campaign.sentAt.getTime());
  const { emailId, compiledId, links } = await write(tx, founded, campaign, campaign.author, campaign.sentAt);
  const campaignId = await recordPastCampaign(tx, {
    workspaceId, name: campaign.name, team: 'marketing', emailId, fromName: `${campaign.author}, ${companyName}`, fromAddress: addressOf(campaign.author),
    serverId, audience: { lists: [list.id], segments: [], excludeLists: [], excludeSegments: [] }, createdBy: founded.memberIds.get(campaign.author)!, compiledId, sentAt: campaign.sentAt, audienceSize: people.length,
  });
  const laneId = await openLane(tx, { workspaceId, sourceKind: 'campaign', sourceId: campaignId, serverId, purpose: 'marketing', team: 'marketing' });
  await nameLane(tx, workspaceId, campaignId, laneId);
  await setLaneState(tx, workspaceId, laneId, 'closed', campaign.sentAt);
  return { campaign, links, people, mailing: { workspaceId, laneId, serverId, compiledId, sourceKind: 'campaign', sourceId: campaignId, step: 0, team: 'marketing' } };
}

/** Writes the mail of every `of`th person of a campaign, from the `nth` on, and what came back. */
export async function replayShare(db: Database, chance: Chance, { campaign, mailing, links, people }: BegunCampaign, nth: number, of: number, until: Date): Promise<void> {
  const share = people.filter((_, index) => index % of === nth);
  await db.transaction((tx) => replayMailing(tx, { chance, mailing, pull: campaign.pull, links, until }, share,
    (index) => new Date(campaign.sentAt.getTime() + ((index * of + nth) / mailsPerSecond) * 1000)));
}

/** Writes down the part of a campaign that has gone out by now: its first `share` of people, over the minutes since it began. */
export async function replayBeginning(tx: Transaction, chance: Chance, founded: Founded, begun: { campaignId: CampaignId; campaign: Omit<PastCampaign, 'sentAt'>; sentAt: Date; until: Date; share: number }): Promise<void> {
  const { workspaceId, serverId } = founded;
  const { campaign, campaignId, sentAt, until } = begun;
  const people = founded.lists[campaign.audience].people;
  const gone = people.slice(0, Math.round(people.length * begun.share));
  const { compiledId, links } = await compile(tx, founded, campaign, campaign.author, null);
  const laneId = await openLane(tx, { workspaceId, sourceKind: 'campaign', sourceId: campaignId, serverId, purpose: 'marketing', team: 'marketing' });
  const mailing: PastMailing = { workspaceId, laneId, serverId, compiledId, sourceKind: 'campaign', sourceId: campaignId, step: 0, team: 'marketing' };
  const spanMs = until.getTime() - sentAt.getTime();
  await replayMailing(tx, { chance, mailing, pull: campaign.pull, links, until }, gone, (index) => new Date(sentAt.getTime() + (index / gone.length) * spanMs));
}

/** One-to-one mail of the reps over the year, to the people they own. */
export async function replaySingles(db: Database, chance: Chance, founded: Founded, perRep: number, until: Date): Promise<void> {
  const { workspaceId, serverId } = founded;
  const customers = founded.people.filter((person) => person.kind === 'customer' || person.kind === 'depot');
  for (const rep of cast.filter((member) => member.team === 'sales')) {
    const sourceId = founded.memberIds.get(rep.name)!;
    const own = customers.filter(() => chance.happens(0.2));
    const laneId = await db.transaction((tx) => openLane(tx, { workspaceId, sourceKind: 'single', sourceId, serverId, purpose: 'sales', team: 'sales' }));
    // A transaction each: together they would go through the same people again and again, and lock them out of order.
    for (const [step, subject] of singleSubjects.entries()) {
      const people = own.filter(() => chance.happens(perRep / singleSubjects.length / own.length));
      const times = people.map(() => workingTime(chance, until));
      await db.transaction(async (tx) => {
        const { compiledId, links } = await write(tx, founded, { name: subject, subject, preheader: '', body: singleBody(rep.name, subject) }, rep.name, until);
        const mailing: PastMailing = { workspaceId, laneId, serverId, compiledId, sourceKind: 'single', sourceId, step, team: 'sales' };
        await replayMailing(tx, { chance, mailing, pull: 1.9, links, until }, people, (index) => times[index]!);
      });
    }
    await db.transaction((tx) => setLaneState(tx, workspaceId, laneId, 'closed', until));
  }
}

/** Hands mails over and lets readers be readers; answers the messages by contact. */
export async function replayMailing(tx: Transaction, part: Mailing, people: readonly Known[], acceptedAt: (index: number) => Date): Promise<void> {
  for (let start = 0; start < people.length; start += batch) {
    const slice = people.slice(start, start + batch);
    const messages = slice.map((person, index) => handOver(part.chance, person, acceptedAt(start + index)));
    const ids = await recordPastMessages(tx, part.mailing, messages);
    const accepted = slice.flatMap((person, index) => (messages[index]!.refused || !ids.has(person.id) ? [] : [{ person, messageId: ids.get(person.id)!, at: messages[index]!.acceptedAt }]));
    const hits = accepted.flatMap(({ person, messageId, at }) => hitsOf(part.chance, person, part.links, part.pull).map((hit) => asHit(part, messageId, at, hit)));
    await storeHits(tx, hits.filter((hit) => hit.at < part.until.getTime()));
    for (const { messageId, at } of accepted.filter(() => part.chance.happens(leaverShare))) {
      const left = asHit(part, messageId, at, { kind: 'open', link: null, afterSeconds: part.chance.delay(7000, 1.2), method: 'GET', agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0', address: '203.0.113.9' });
      if (left.at < part.until.getTime()) await applyUnsubscribe(tx, { ...left, kind: 'unsubscribe', method: 'POST' });
    }
  }
}

function handOver(chance: Chance, person: Known, acceptedAt: Date): PastMessage {
  const message: PastMessage = { contactId: person.id as ContactId, address: person.address, acceptedAt, tracked: true };
  const fate = chance.next();
  if (fate < deadShare) return { ...message, refused: { code: 550, enhanced: '5.1.1', answer: '550 5.1.1 The address does not exist', bounce: 'permanent', reason: 'refused_address' } };
  if (fate < deadShare + fullShare) return { ...message, refused: { code: 552, enhanced: '5.2.2', answer: '552 5.2.2 The mailbox is full', bounce: 'temporary', reason: 'refused_address' } };
  return message;
}

let lastHit = 0;

function asHit({ mailing }: Mailing, messageId: MessageId, acceptedAt: Date, hit: DemoHit): Hit {
  return {
    id: ++lastHit, workspaceId: mailing.workspaceId, messageId, at: Math.round(acceptedAt.getTime() + hit.afterSeconds * 1000), kind: hit.kind, link: hit.link,
    method: hit.method, agent: hit.agent, address: hit.address, headers: null, ownMember: null, robot: false,
  };
}

type Written = Pick<PastCampaign, 'name' | 'subject' | 'preheader' | 'body'>;

const draftOf = (mail: Written) => ({ subject: mail.subject, preheader: mail.preheader, bodyKind: 'markdown' as const, body: mail.body, textBody: null });

/** Writes the email and compiles it as a launch does. */
async function write(tx: Transaction, founded: Founded, mail: Written, author: string, now: Date): Promise<{ emailId: EmailId; compiledId: CompiledEmailId; links: number }> {
  const emailId = await createEmail(tx, { workspaceId: founded.workspaceId, name: mail.name, by: founded.memberIds.get(author) as never, now, ...draftOf(mail) });
  return { emailId, ...await compile(tx, founded, mail, author, emailId) };
}

async function compile(tx: Transaction, founded: Founded, mail: Written, author: string, emailId: EmailId | null): Promise<{ compiledId: CompiledEmailId; links: number }> {
  const draft = draftOf(mail);
  const compiled = await compileEmail({ version: draft, from: { name: author, address: addressOf(author) }, replyTo: null, workspace: { name: companyName, postalAddress }, definitions: [] });
  if (!compiled.content) throw new Error(`the demo's email "${mail.name}" does not compile: ${compiled.findings.map(({ message }) => message).join('; ')}`);
  const compiledId = await storeCompiled(tx, founded.workspaceId, compiled.content, compiled.links, { emailId, emailVersion: emailId && 1, sizeBytes: compiled.sizeBytes });
  return { compiledId, links: Math.max(1, compiled.links.filter(({ counts }) => counts).length) };
}

const singleBody = (rep: string, subject: string): string => [
  'Hello {{ contact.first_name | default: "there" }},', `about ${subject.toLowerCase()}: I have put it together [here](https://ferrow.example/for-you).`,
  'Would a quarter of an hour this week suit you?', rep, '[No more mails from us]({{ unsubscribe_url }})', '{{ workspace.postal_address }}',
].join('\n\n');

/** Some minute of a working day of the past year; the last weeks were busier. */
function workingTime(chance: Chance, until: Date): Date {
  const day = new Date(until.getTime() - Math.ceil(chance.next() ** 2 * 360) * 86_400_000);
  day.setUTCHours(chance.between(7, 15), chance.between(0, 59), chance.between(0, 59), 0);
  const weekday = day.getUTCDay();
  if (weekday === 0 || weekday === 6) day.setUTCDate(day.getUTCDate() - 2);
  return day;
}
