import type { Transaction } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import type { Actor, CampaignId, Team } from '../../platform/identity/index.ts';
import { createEmail, findEmail } from '../../craft/emails/index.ts';
import { defaultServer } from '../../delivery/transport/index.ts';
import { canSendFor } from './permissions.ts';
import { findServer, insertCampaign, liveLists, type Audience } from './queries.ts';

export interface CampaignSettings {
  name: string;
  team: Team;
  emailId: number;
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  serverId: number | null;
  audience: Audience;
}

/** Begins a campaign: with an email of its own unless one is named, in the maker's team and name unless said otherwise. */
export async function createCampaign(tx: Transaction, actor: Actor, input: Partial<CampaignSettings> & { name: string }, now: Date): Promise<CampaignId> {
  const { workspaceId, memberId } = actor;
  const emailId = input.emailId ?? await createEmail(tx, { workspaceId, name: input.name, by: memberId, now });
  const settings: CampaignSettings = {
    team: input.team ?? (actor.team === 'sales' ? 'sales' : 'marketing'), fromName: input.fromName ?? actor.name, fromAddress: input.fromAddress ?? '',
    replyTo: input.replyTo ?? null, serverId: input.serverId ?? await defaultServer(tx, workspaceId),
    audience: input.audience ?? { lists: [], excludeLists: [] }, name: input.name, emailId,
  };
  await checkSettings(tx, actor, settings);
  return (await insertCampaign.one(tx, [
    workspaceId, settings.name, settings.team, emailId, settings.fromName, settings.fromAddress, settings.replyTo || null, settings.serverId,
    settings.audience, memberId, now,
  ], 'campaign')).id;
}

/** What a campaign names must be there, and be this workspace's. Throws `not_found` or `invalid`. */
export async function checkSettings(tx: Transaction, actor: Actor, settings: Pick<CampaignSettings, 'emailId' | 'serverId' | 'audience' | 'team'>): Promise<void> {
  await findEmail.one(tx, [actor.workspaceId, settings.emailId], 'email');
  if (settings.serverId !== null) await findServer.one(tx, [actor.workspaceId, settings.serverId], 'mail server');
  const wanted = [...new Set([...settings.audience.lists, ...settings.audience.excludeLists])];
  const there = new Set((await liveLists.rows(tx, [actor.workspaceId, wanted])).map(({ id }) => id));
  const gone = wanted.filter((id) => !there.has(id));
  if (gone.length > 0) throw invalid('unknown_list', `There is no list ${gone.join(', ')} in this workspace. Nothing was changed.`, [{ path: 'body.audience', message: `no list ${gone.join(', ')}` }]);
  if (!canSendFor(actor, settings.team)) throw invalid('other_team', `You write for team ${actor.team}. Nothing was changed.`, [{ path: 'body.team', message: 'not your team' }]);
}
