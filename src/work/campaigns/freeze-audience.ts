import type { Database, Transaction } from '../../platform/db/index.ts';
import { notify } from '../../platform/listen/index.ts';
import type { LaneId } from '../../platform/identity/index.ts';
import { keep } from '../../platform/words/contract.ts';
import { topicOfCampaign } from './topic/campaign-topic.ts';
import { firstKnownZone, openLane, planForContacts, setLaneRate, setLaneState } from '../../delivery/messages/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { beginFreezing } from './audience/begin-freezing.ts';
import { nextContacts, type NextContact } from './audience/next-contacts.ts';
import { findServer, lockCampaign, writeCursor, writeLane, writeStandstill, type CampaignRow } from './queries.ts';
import { campaignSource } from './read-status.ts';
import { dueTimes, hoursOf, placeOf, windowOf, type Timing } from './timing/due-times.ts';
import { addToTimetable, gather, timetableLines } from './timing/timetable.ts';

/**
 * Plans the next chunk of a campaign's audience; answers true when there is more. The cursor moves in
 * the same transaction, and a message is unique for its contact: a kill at any point loses and doubles
 * nobody. Sending begins with the first chunk.
 */
export async function freezeAudience(db: Database, workspaceId: number, campaignId: number, now: Date, chunk = 5000): Promise<boolean> {
  return db.transaction(async (tx) => {
    const locked = await lockCampaign.maybe(tx, [workspaceId, campaignId]);
    if (!locked || !isFreezing(locked, now)) return false;
    const begun = await begin(tx, locked, now);
    if (!begun) return false;
    const { row, laneId } = begun;
    const next = await nextContacts(tx, {
      workspaceId, audience: row.audience, conditions: row.frozen_conditions, asOf: row.freezing_since!, afterId: row.audience_cursor, limit: chunk,
    });
    const planned = await planChunk(tx, row, laneId, next.filter(({ wanted }) => wanted), now);
    const more = next.length === chunk;
    await writeCursor.run(tx, [workspaceId, campaignId, next.at(-1)?.contact_id ?? row.audience_cursor, planned, more ? null : now]);
    await notify(tx, 'kindred_live', { w: workspaceId, t: 'campaign', id: campaignId });
    return more;
  });
}

function isFreezing(row: CampaignRow, now: Date): boolean {
  return row.launched_at !== null && row.compiled_id !== null && row.server_id !== null && row.cancelled_at === null && row.standstill === null
    && row.audience_frozen_at === null && (row.send_at === null || row.send_at <= now);
}

/** Lane and conditions of a campaign, made with its first chunk. Null: it cannot begin, and stands still for somebody to decide. */
async function begin(tx: Transaction, row: CampaignRow, now: Date): Promise<{ row: CampaignRow; laneId: LaneId } | null> {
  if (row.lane_id !== null) return { row, laneId: row.lane_id };
  const problem = await findServer.maybe(tx, [row.workspace_id, row.server_id]) ? null : serverGone;
  const begun = problem === null ? await beginFreezing(tx, row, now) : { problem };
  if ('problem' in begun) {
    await writeStandstill.run(tx, [row.workspace_id, row.id, now, begun.problem]);
    return null;
  }
  return { row: begun, laneId: await makeLane(tx, begun, now) };
}

/** No other road is taken for it: a member decides. */
export const serverGone = keep('Its mail server was put away before its time came. Cancel it, make a copy and choose another server.');

async function makeLane(tx: Transaction, row: CampaignRow, now: Date): Promise<LaneId> {
  const laneId = await openLane(tx, {
    workspaceId: row.workspace_id, sourceKind: campaignSource, sourceId: row.id, serverId: row.server_id!, purpose: row.team, team: row.team, window: windowOf(row.send_time),
    topicId: await topicOfCampaign(tx, row.workspace_id, row.id),
  });
  await writeLane.run(tx, [row.workspace_id, row.id, laneId]);
  const hours = hoursOf(row.send_time);
  if (hours > 0) await setLaneRate(tx, row.workspace_id, laneId, Math.max(1, row.audience_expected ?? 0) / hours, now);
  if (row.paused_at) await setLaneState(tx, row.workspace_id, laneId, 'paused', now);
  return laneId;
}

/** Plans a message for each of these, due as the campaign's timing says; answers how many. */
async function planChunk(tx: Transaction, row: CampaignRow, laneId: LaneId, contacts: readonly NextContact[], now: Date): Promise<number> {
  const timing = await timingOf(tx, row);
  const due = dueTimes(timing);
  const lineOf = timetableLines(timing);
  const times = contacts.map((contact, index) => {
    const zone = firstKnownZone(contact.contact_zone, contact.company_zone, timing.workspaceZone);
    const dueMs = due(zone, placeOf(row.audience_size + index, row.audience_expected ?? 0));
    return { dueMs, line: lineOf(zone, dueMs) };
  });
  if (row.send_time.kind !== 'at-once') await addToTimetable(tx, row.workspace_id, row.id, gather(times.map(({ line }) => line)));
  return planForContacts(tx, {
    workspaceId: row.workspace_id, laneId, sourceKind: campaignSource, sourceId: row.id, step: 0, compiledId: row.compiled_id!,
    contactIds: contacts.map(({ contact_id: id }) => id), dueAt: new Date(timing.beginsMs), dueAfterMs: times.map(({ dueMs }) => dueMs - timing.beginsMs), expiresAt: null, now,
  });
}

/** The timing of a launched campaign: the same for every chunk, whenever it is planned. */
async function timingOf(tx: Transaction, row: CampaignRow): Promise<Timing> {
  const { timeZone } = await readSettings(tx, row.workspace_id);
  return { sendTime: row.send_time, beginsMs: (row.send_at ?? row.launched_at!).getTime(), day: row.send_day, workspaceZone: firstKnownZone(timeZone) };
}
