import type { Database } from '../../platform/db/index.ts';
import type { Actor, CampaignId } from '../../platform/identity/index.ts';
import { copyName, duplicateEmail } from '../../craft/emails/index.ts';
import { findCampaignRow, findServer, insertCampaign, liveLists } from './queries.ts';

/** Makes a new draft of any campaign, with a copy of its email; lists and servers that are gone are left out. */
export async function duplicateCampaign(db: Database, actor: Actor, campaignId: number, now: Date): Promise<CampaignId> {
  const { workspaceId, memberId: by } = actor;
  return db.transaction(async (tx) => {
    const row = await findCampaignRow.one(tx, [workspaceId, campaignId], 'campaign');
    const name = copyName(row.name);
    const emailId = await duplicateEmail(tx, { workspaceId, emailId: row.email_id, by, now, name });
    const there = new Set((await liveLists.rows(tx, [workspaceId, [...row.audience.lists, ...row.audience.excludeLists]])).map(({ id }) => id));
    const audience = { ...row.audience, lists: row.audience.lists.filter((id) => there.has(id)), excludeLists: row.audience.excludeLists.filter((id) => there.has(id)) };
    const server = row.server_id === null ? undefined : await findServer.maybe(tx, [workspaceId, row.server_id]);
    return (await insertCampaign.one(tx, [
      workspaceId, name, row.team, emailId, row.from_name, row.from_address, row.reply_to, server?.id ?? null, audience, row.send_time, by, now,
    ], 'campaign')).id;
  });
}
