import type { Database, Transaction } from '../../platform/db/index.ts';
import type { Actor, CampaignId } from '../../platform/identity/index.ts';
import { copyName, duplicateEmail } from '../../craft/emails/index.ts';
import { copyTopic } from './topic/campaign-topic.ts';
import { findCampaignRow, findServer, insertCampaign, liveLists, liveSegments, type Audience } from './queries.ts';

/** Makes a new draft of any campaign, with a copy of its email; lists, segments and servers that are gone are left out. */
export async function duplicateCampaign(db: Database, actor: Actor, campaignId: number, now: Date): Promise<CampaignId> {
  const { workspaceId, memberId: by } = actor;
  return db.transaction(async (tx) => {
    const row = await findCampaignRow.one(tx, [workspaceId, campaignId], 'campaign');
    const name = copyName(row.name);
    const emailId = await duplicateEmail(tx, { workspaceId, emailId: row.email_id, by, now, name });
    const audience = await whatIsThere(tx, workspaceId, row.audience);
    const server = row.server_id === null ? undefined : await findServer.maybe(tx, [workspaceId, row.server_id]);
    const made = (await insertCampaign.one(tx, [
      workspaceId, name, row.team, emailId, row.from_name, row.from_address, row.reply_to, server?.id ?? null, audience, row.send_time, by, now,
    ], 'campaign')).id;
    await copyTopic(tx, workspaceId, campaignId, made);
    return made;
  });
}

async function whatIsThere(tx: Transaction, workspaceId: number, audience: Audience): Promise<Audience> {
  const { lists, segments, excludeLists, excludeSegments } = audience;
  const live = async (asked: typeof liveLists, ids: readonly number[]) => new Set((await asked.rows(tx, [workspaceId, ids])).map(({ id }) => id));
  const isList = await live(liveLists, [...lists, ...excludeLists]);
  const isSegment = await live(liveSegments, [...segments, ...excludeSegments]);
  return {
    lists: lists.filter((id) => isList.has(id)), segments: segments.filter((id) => isSegment.has(id)),
    excludeLists: excludeLists.filter((id) => isList.has(id)), excludeSegments: excludeSegments.filter((id) => isSegment.has(id)),
  };
}
