import type { Queryable } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { readCountsOfMany } from '../../delivery/events/index.ts';
import { delivered, deliveredTracked, type Counts } from '../../delivery/metrics/index.ts';
import { serverName } from '../../delivery/transport/index.ts';
import { t } from '../../platform/words/contract.ts';
import { movesOf } from './campaign.ts';
import type { CampaignSummary, CampaignView } from './contract.ts';
import { factsOf, findNamedCampaign, listCampaignRows, type ListedCampaignRow, type NamedCampaignRow } from './queries.ts';
import { campaignSource, readStatus, refused, statusOf } from './read-status.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;
const named = (id: number | null, name: string | null) => (id === null || name === null ? null : { id, name });

/** A campaign as its page shows it. Throws `not_found`. */
export async function getCampaign(on: Queryable, actor: Actor, campaignId: number, now: Date): Promise<CampaignView> {
  const row = await findNamedCampaign.one(on, [actor.workspaceId, campaignId], 'campaign');
  const { status } = await readStatus(on, row, now);
  const lists = (ids: readonly number[]) => ids.map((id) => ({ id, name: row.list_names[id] ?? t('A list that is gone') }));
  const segments = (ids: readonly number[]) => ids.map((id) => ({ id, name: row.segment_names[id] ?? t('A segment that is gone') }));
  return {
    id: row.id, revision: row.revision, name: row.name, team: row.team, status, moves: movesOf(actor, { ...factsOf(row), team: row.team }, status),
    email: { id: row.email_id, name: row.email_name, version: row.email_version, subject: row.email_subject },
    launchedVersion: row.launched_version,
    from: { name: row.from_name, address: row.from_address }, replyTo: row.reply_to,
    server: serverOf(row),
    audience: {
      lists: lists(row.audience.lists), segments: segments(row.audience.segments),
      excludeLists: lists(row.audience.excludeLists), excludeSegments: segments(row.audience.excludeSegments),
    },
    createdAt: row.created_at.toISOString(), createdBy: named(row.created_by, row.created_by_name), updatedAt: row.updated_at.toISOString(),
    launchedAt: iso(row.launched_at), launchedBy: named(row.launched_by, row.launched_by_name), sendAt: iso(row.send_at),
    sendTime: row.send_time, sendDay: row.send_day, zone: row.zone,
    audienceFrozenAt: iso(row.audience_frozen_at), audienceSize: row.audience_size,
    pausedAt: iso(row.paused_at), cancelledAt: iso(row.cancelled_at), finishedAt: iso(row.finished_at), archivedAt: iso(row.archived_at),
  };
}

function serverOf(row: NamedCampaignRow): CampaignView['server'] {
  return row.server_id === null || row.server_name === null || row.server_kind === null ? null : { id: row.server_id, name: serverName({ kind: row.server_kind, name: row.server_name }), kind: row.server_kind };
}

/** Campaigns as lists show them, with their counts, read in one question. */
export async function summarize(on: Queryable, workspaceId: number, rows: readonly ListedCampaignRow[], now: Date): Promise<CampaignSummary[]> {
  const countsOf = await readCountsOfMany(on, workspaceId, campaignSource, rows.map(({ id }) => id));
  return rows.map((row) => summaryOf(row, countsOf.get(row.id)!, now));
}

function summaryOf(row: ListedCampaignRow, counts: Counts, now: Date): CampaignSummary {
  return {
    id: row.id, name: row.name, team: row.team, status: statusOf(row, counts, now), subject: row.subject, createdAt: row.created_at.toISOString(),
    createdBy: named(row.created_by, row.created_by_name), updatedAt: row.updated_at.toISOString(), launchedAt: iso(row.launched_at),
    sendAt: iso(row.send_at), finishedAt: iso(row.finished_at), archivedAt: iso(row.archived_at), audienceSize: row.audience_size,
    accepted: counts.accepted, refused: refused(counts), opened: counts.opened, clicked: counts.clicked,
    delivered: delivered(counts), deliveredTracked: deliveredTracked(counts),
  };
}

export interface CampaignFilter {
  show: 'all' | 'drafts' | 'under-way' | 'finished' | 'archived';
  team?: string | undefined;
  search?: string | undefined;
}

/** Campaigns, newest first, one more than `limit` when there are more. */
export async function listCampaigns(on: Queryable, workspaceId: number, filter: CampaignFilter, beforeId: number | null, limit: number): Promise<ListedCampaignRow[]> {
  return listCampaignRows.rows(on, [workspaceId, filter.show, filter.team ?? null, filter.search ?? null, beforeId, limit + 1]);
}
