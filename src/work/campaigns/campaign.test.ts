import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type Actor, type MemberId, type WorkspaceId } from '../../platform/identity/index.ts';
import { campaignStatus, movesOf, type CampaignFacts } from './campaign.ts';
import type { CampaignMove, CampaignStatus } from './contract.ts';
import { localInstant } from './timing/local-instant.ts';

const now = new Date('2026-11-23T12:00:00Z');
const earlier = new Date('2026-11-23T11:00:00Z');
const later = new Date('2026-11-24T09:00:00Z');
const nothing: CampaignFacts = { launchedAt: null, sendAt: null, audienceFrozenAt: null, pausedAt: null, cancelledAt: null, finishedAt: null, archivedAt: null };
const launched = { launchedAt: earlier, sendAt: earlier };
const none = { open: 0, handedOver: 0 };
const going = { open: 500, handedOver: 20 };

const table: [title: string, facts: Partial<CampaignFacts>, counts: typeof none, status: CampaignStatus][] = [
  ['nothing was done', {}, none, 'draft'],
  ['an archived draft is a draft', { archivedAt: now }, none, 'draft'],
  ['its time has not come', { launchedAt: earlier, sendAt: later }, none, 'scheduled'],
  ['its time comes this very moment', { launchedAt: earlier, sendAt: now }, none, 'preparing'],
  ['launched without a time', { launchedAt: earlier }, none, 'preparing'],
  ['its audience is being frozen', launched, { open: 5000, handedOver: 0 }, 'preparing'],
  ['the first went while the audience is frozen', launched, going, 'sending'],
  ['nothing went yet, all are planned', { ...launched, audienceFrozenAt: now }, { open: 5000, handedOver: 0 }, 'sending'],
  ['nothing left of what is planned so far, but more to plan', launched, { open: 0, handedOver: 5000 }, 'sending'],
  ['all went, nobody has written it down yet', { ...launched, audienceFrozenAt: now }, { open: 0, handedOver: 5000 }, 'finished'],
  ['nobody was in the audience', { ...launched, audienceFrozenAt: now }, none, 'finished'],
  ['written down as finished', { ...launched, audienceFrozenAt: now, finishedAt: now }, none, 'finished'],
  ['paused while going', { ...launched, audienceFrozenAt: now, pausedAt: now }, going, 'paused'],
  ['paused while being frozen', { ...launched, pausedAt: now }, going, 'paused'],
  ['paused, and what was under way was all', { ...launched, audienceFrozenAt: now, pausedAt: now }, { open: 0, handedOver: 9 }, 'finished'],
  ['held ones keep it going', { ...launched, audienceFrozenAt: now }, { open: 1, handedOver: 9 }, 'sending'],
  ['cancelled while going', { ...launched, cancelledAt: now }, going, 'cancelled'],
  ['cancelled while paused', { ...launched, pausedAt: now, cancelledAt: now }, going, 'cancelled'],
  ['cancelled before its time', { launchedAt: earlier, sendAt: later, cancelledAt: now }, none, 'cancelled'],
  ['cancelled, and all is cleared', { ...launched, cancelledAt: now, finishedAt: now }, none, 'cancelled'],
];
for (const [title, facts, counts, status] of table) {
  test(`${title}: ${status}`, () => assert.equal(campaignStatus({ ...nothing, ...facts }, counts, now), status));
}

const actor = (role: Actor['role'], team: Actor['team']): Actor => ({ workspaceId: asId<WorkspaceId>(1), memberId: asId<MemberId>(1), name: 'X', team, role });
const marketing = { archivedAt: null, team: 'marketing' as const };
const moves: [who: string, by: Actor, status: CampaignStatus, may: CampaignMove[]][] = [
  ['a viewer', actor('viewer', 'marketing'), 'sending', []],
  ['a member', actor('member', 'marketing'), 'sending', ['pause', 'cancel', 'test', 'duplicate']],
  ['a member of the other team', actor('member', 'sales'), 'sending', ['test', 'duplicate']],
  ['a manager of the other team', actor('manager', 'sales'), 'paused', ['resume', 'cancel', 'test', 'duplicate']],
  ['a member', actor('member', 'marketing'), 'draft', ['edit', 'test', 'launch', 'duplicate', 'archive']],
  ['a member of the other team', actor('member', 'sales'), 'draft', ['edit', 'test', 'duplicate', 'archive']],
  ['a member', actor('member', 'both'), 'scheduled', ['unschedule', 'test', 'cancel', 'duplicate']],
  ['an owner', actor('owner', 'both'), 'finished', ['duplicate', 'archive']],
];
for (const [who, by, status, may] of moves) {
  test(`${who} may ${may.join(', ') || 'do nothing'} when it is ${status}`, () => assert.deepEqual(movesOf(by, marketing, status), may));
}
test('what is archived can be brought back and copied, nothing else', () => {
  assert.deepEqual(movesOf(actor('owner', 'both'), { ...marketing, archivedAt: now }, 'draft'), ['duplicate', 'bring-back']);
});

for (const [local, zone, instant] of [
  ['2026-11-24T09:00', 'Europe/Lisbon', '2026-11-24T09:00:00.000Z'],
  ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:30:00.000Z'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['2026-11-24T09:00', 'Asia/Kathmandu', '2026-11-24T03:15:00.000Z'],
] as const) {
  test(`${local} in ${zone} is ${instant}`, () => assert.equal(localInstant(local, zone).toISOString(), instant));
}
test('no time and no zone are made up', () => {
  assert.throws(() => localInstant('2026-02-30T09:00', 'UTC'), { code: 'invalid_time' });
  assert.throws(() => localInstant('2026-02-20T09:00', 'Mars/Olympus'), { code: 'invalid_zone' });
});
