import type { Transaction } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import type { Actor, CampaignId, Team } from '../../platform/identity/index.ts';
import { createEmail, findEmail } from '../../craft/emails/index.ts';
import { defaultServer } from '../../delivery/transport/index.ts';
import { canSendFor } from './permissions.ts';
import type { SendTime } from './contract.ts';
import { findServer, insertCampaign, liveLists, nobody, type Audience } from './queries.ts';

export interface CampaignSettings {
  name: string;
  team: Team;
  emailId: number;
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  serverId: number | null;
  audience: Audience;
  sendTime: SendTime;
}

/** Begins a campaign: with an email of its own unless one is named, in the maker's team and name unless said otherwise. */
export async function createCampaign(tx: Transaction, actor: Actor, input: Partial<CampaignSettings> & { name: string }, now: Date): Promise<CampaignId> {
  const { workspaceId, memberId } = actor;
  const emailId = input.emailId ?? await createEmail(tx, { workspaceId, name: input.name, by: memberId, now });
  const settings: CampaignSettings = {
    team: input.team ?? (actor.team === 'sales' ? 'sales' : 'marketing'), fromName: input.fromName ?? actor.name, fromAddress: input.fromAddress ?? '',
    replyTo: input.replyTo ?? null, serverId: input.serverId ?? await defaultServer(tx, workspaceId),
    audience: input.audience ?? nobody, sendTime: input.sendTime ?? { kind: 'at-once' }, name: input.name, emailId,
  };
  checkTeam(actor, settings.team);
  await checkSettings(tx, actor, settings);
  return (await insertCampaign.one(tx, [
    workspaceId, settings.name, settings.team, emailId, settings.fromName, settings.fromAddress, settings.replyTo || null, settings.serverId,
    settings.audience, settings.sendTime, memberId, now,
  ], 'campaign')).id;
}

/** What is newly named must be there, and be this workspace's. Throws `not_found` or `invalid`. */
export async function checkSettings(tx: Transaction, { workspaceId }: Actor, named: Partial<Pick<CampaignSettings, 'emailId' | 'serverId' | 'audience'>>): Promise<void> {
  if (named.emailId !== undefined) await findEmail.one(tx, [workspaceId, named.emailId], 'email');
  if (named.serverId !== undefined && named.serverId !== null) await findServer.one(tx, [workspaceId, named.serverId], 'mail server');
  const wanted = [...new Set([...named.audience?.lists ?? [], ...named.audience?.excludeLists ?? []])];
  const there = new Set((await liveLists.rows(tx, [workspaceId, wanted])).map(({ id }) => id));
  const gone = wanted.filter((id) => !there.has(id));
  if (gone.length > 0) throw invalid('unknown_list', `There is no list ${gone.join(', ')} in this workspace. Nothing was changed.`, [{ path: 'body.audience', message: `no list ${gone.join(', ')}` }]);
}

/** Whose campaign it is, only somebody who sends for that team may say. */
export function checkTeam(actor: Actor, team: Team): void {
  if (!canSendFor(actor, team)) throw invalid('other_team', `You write for team ${actor.team}. Nothing was changed.`, [{ path: 'body.team', message: 'not your team' }]);
}
