import type { Transaction } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import type { Actor, CampaignId, Team } from '../../platform/identity/index.ts';
import { createEmail, findEmail } from '../../craft/emails/index.ts';
import { defaultServer } from '../../delivery/transport/index.ts';
import { t } from '../../platform/words/contract.ts';
import { canSendFor } from './permissions.ts';
import type { SendTime } from './contract.ts';
import { findServer, insertCampaign, liveLists, liveSegments, nobody, type Audience } from './queries.ts';

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
  if (!named.audience) return;
  const { lists, segments, excludeLists, excludeSegments } = named.audience;
  const goneLists = await goneOf(tx, workspaceId, liveLists, [...lists, ...excludeLists]);
  if (goneLists !== '') throw invalid('unknown_list', t('There is no list {ids} in this workspace. Nothing was changed.', { ids: goneLists }), [{ path: 'body.audience', message: t('no list {ids}', { ids: goneLists }) }]);
  const goneSegments = await goneOf(tx, workspaceId, liveSegments, [...segments, ...excludeSegments]);
  if (goneSegments !== '') throw invalid('unknown_segment', t('There is no segment {ids} in this workspace. Nothing was changed.', { ids: goneSegments }), [{ path: 'body.audience', message: t('no segment {ids}', { ids: goneSegments }) }]);
}

async function goneOf(tx: Transaction, workspaceId: number, live: typeof liveLists, ids: readonly number[]): Promise<string> {
  const wanted = [...new Set(ids)];
  const there = new Set((await live.rows(tx, [workspaceId, wanted])).map(({ id }) => id));
  return wanted.filter((id) => !there.has(id)).join(', ');
}

/** Whose campaign it is, only somebody who sends for that team may say. */
export function checkTeam(actor: Actor, team: Team): void {
  if (!canSendFor(actor, team)) throw invalid('other_team', t('You write for team {team}. Nothing was changed.', { team: actor.team }), [{ path: 'body.team', message: t('not your team') }]);
}
