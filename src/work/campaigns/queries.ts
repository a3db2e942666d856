import { statement } from '../../platform/db/index.ts';
import type { CampaignId, CompiledEmailId, LaneId, ServerId, Team, WorkspaceId } from '../../platform/identity/index.ts';
import type { CampaignFacts } from './campaign.ts';
import type { SendTime } from './contract.ts';
import type { FrozenConditions } from './audience/frozen-conditions.ts';

export interface Audience {
  lists: number[];
  segments: number[];
  excludeLists: number[];
  excludeSegments: number[];
}

export const nobody: Audience = { lists: [], segments: [], excludeLists: [], excludeSegments: [] };

export type CampaignRow = {
  workspace_id: WorkspaceId; id: CampaignId; revision: number; name: string; team: Team; email_id: number;
  from_name: string; from_address: string; reply_to: string | null; server_id: ServerId | null; audience: Audience; send_time: SendTime; send_day: string | null;
  created_at: Date; created_by: number | null; updated_at: Date; launched_at: Date | null; launched_by: number | null; send_at: Date | null;
  compiled_id: CompiledEmailId | null; lane_id: LaneId | null; audience_cursor: number; audience_frozen_at: Date | null; audience_size: number;
  frozen_conditions: FrozenConditions | null; freezing_since: Date | null; audience_expected: number | null; standstill: string | null;
  paused_at: Date | null; cancelled_at: Date | null; finished_at: Date | null; archived_at: Date | null;
};

const columns = `c.workspace_id, c.id, c.revision, c.name, c.team, c.email_id, c.from_name, c.from_address, c.reply_to, c.server_id,
  '{"segments":[],"excludeSegments":[]}'::jsonb || c.audience as audience, c.send_time, c.send_day::text as send_day,
  c.created_at, c.created_by, c.updated_at, c.launched_at, c.launched_by, c.send_at, c.compiled_id, c.lane_id, c.audience_cursor,
  c.audience_frozen_at, c.audience_size, c.frozen_conditions, c.freezing_since, c.audience_expected, c.standstill, c.paused_at, c.cancelled_at, c.finished_at, c.archived_at`;

export const findCampaignRow = statement<CampaignRow>('campaigns.find', `select ${columns} from campaigns c where c.workspace_id = $1 and c.id = $2`);
/** Moves of one campaign come one after the other; the primary key serves it. */
export const lockCampaign = statement<CampaignRow>('campaigns.lock', `select ${columns} from campaigns c where c.workspace_id = $1 and c.id = $2 for update`);

/** A campaign with the names a screen shows. */
export type NamedCampaignRow = CampaignRow & {
  email_name: string; email_version: number; email_subject: string; launched_version: number | null;
  server_name: string | null; server_kind: 'smtp' | 'local' | null; created_by_name: string | null; launched_by_name: string | null;
  list_names: Record<string, string>; segment_names: Record<string, string>; zone: string;
};
export const findNamedCampaign = statement<NamedCampaignRow>('campaigns.find-named', `
  select ${columns}, e.name as email_name, v.version as email_version, v.subject as email_subject, x.email_version as launched_version,
    s.name as server_name, s.kind as server_kind, b.name as created_by_name, l.name as launched_by_name, w.time_zone as zone,
    (select coalesce(jsonb_object_agg(t.id, t.name), '{}') from lists t
     where t.workspace_id = c.workspace_id and t.id in (
       select value::bigint from jsonb_array_elements_text((c.audience->'lists') || (c.audience->'excludeLists')))) as list_names,
    (select coalesce(jsonb_object_agg(t.id, t.name), '{}') from segments t
     where t.workspace_id = c.workspace_id and t.id in (
       select value::bigint from jsonb_array_elements_text(coalesce(c.audience->'segments', '[]') || coalesce(c.audience->'excludeSegments', '[]')))) as segment_names
  from campaigns c
  join workspaces w on w.workspace_id = c.workspace_id
  join emails e on e.workspace_id = c.workspace_id and e.id = c.email_id
  cross join lateral (select version, subject from email_versions where workspace_id = c.workspace_id and email_id = c.email_id order by version desc limit 1) v
  left join compiled_emails x on x.workspace_id = c.workspace_id and x.id = c.compiled_id
  left join servers s on s.workspace_id = c.workspace_id and s.id = c.server_id
  left join members b on b.workspace_id = c.workspace_id and b.id = c.created_by
  left join members l on l.workspace_id = c.workspace_id and l.id = c.launched_by
  where c.workspace_id = $1 and c.id = $2`);

export type ListedCampaignRow = CampaignRow & { subject: string; created_by_name: string | null };
/** $2 show, $3 team, $4 search, $5 before this id, $6 how many. */
export const listCampaignRows = statement<ListedCampaignRow>('campaigns.list', `
  select ${columns}, coalesce(x.subject, v.subject) as subject, b.name as created_by_name
  from campaigns c
  cross join lateral (select subject from email_versions where workspace_id = c.workspace_id and email_id = c.email_id order by version desc limit 1) v
  left join lateral (
    select ev.subject from compiled_emails ce join email_versions ev
      on ev.workspace_id = ce.workspace_id and ev.email_id = ce.email_id and ev.version = ce.email_version
    where ce.workspace_id = c.workspace_id and ce.id = c.compiled_id) x on true
  left join members b on b.workspace_id = c.workspace_id and b.id = c.created_by
  where c.workspace_id = $1
    and case $2::text when 'archived' then c.archived_at is not null
      when 'drafts' then c.archived_at is null and c.launched_at is null and c.cancelled_at is null
      when 'under-way' then c.archived_at is null and c.launched_at is not null and c.finished_at is null and c.cancelled_at is null
      when 'finished' then c.archived_at is null and (c.finished_at is not null or c.cancelled_at is not null)
      else c.archived_at is null end
    and ($3::text is null or c.team = $3)
    and ($4::text is null or strpos(lower(c.name), lower($4)) > 0)
    and ($5::bigint is null or c.id < $5)
  order by c.id desc limit $6`);

export const insertCampaign = statement<{ id: CampaignId }>('campaigns.insert', `
  insert into campaigns (workspace_id, name, team, email_id, from_name, from_address, reply_to, server_id, audience, send_time, created_by, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) returning id`);

export const updateCampaign = statement('campaigns.update', `
  update campaigns set name = $3, team = $4, email_id = $5, from_name = $6, from_address = $7, reply_to = $8, server_id = $9, audience = $10, send_time = $11,
    updated_at = $12, revision = revision + 1
  where workspace_id = $1 and id = $2`);

export const writeLaunch = statement('campaigns.launch', `
  update campaigns set launched_at = $3, launched_by = $4, send_at = $5, send_day = $6, compiled_id = $7, updated_at = $3, revision = revision + 1
  where workspace_id = $1 and id = $2`);
export const writeUnschedule = statement('campaigns.unschedule', `
  update campaigns set launched_at = null, launched_by = null, send_at = null, send_day = null, compiled_id = null, updated_at = $3, revision = revision + 1
  where workspace_id = $1 and id = $2`);
export const writePause = statement('campaigns.pause', 'update campaigns set paused_at = $3, paused_by = $4, updated_at = $3 where workspace_id = $1 and id = $2');
export const writeResume = statement('campaigns.resume', 'update campaigns set paused_at = null, paused_by = null, standstill = null, updated_at = $3 where workspace_id = $1 and id = $2');
/** Stands still until a member decides; the words say why. */
export const writeStandstill = statement('campaigns.stand-still', 'update campaigns set paused_at = $3, paused_by = null, standstill = $4, updated_at = $3 where workspace_id = $1 and id = $2');
export const writeCancel = statement('campaigns.cancel', 'update campaigns set cancelled_at = $3, cancelled_by = $4, updated_at = $3 where workspace_id = $1 and id = $2');
export const writeArchive = statement('campaigns.archive', 'update campaigns set archived_at = $3, updated_at = $4 where workspace_id = $1 and id = $2');
export const writeFinished = statement('campaigns.finish', 'update campaigns set finished_at = $3 where workspace_id = $1 and id = $2 and finished_at is null');
export const writeLane = statement('campaigns.set-lane', 'update campaigns set lane_id = $3 where workspace_id = $1 and id = $2');
export const writeCursor = statement('campaigns.move-cursor', `
  update campaigns set audience_cursor = $3, audience_size = audience_size + $4, audience_frozen_at = $5 where workspace_id = $1 and id = $2`);

/** Which lists of the given are there? */
export const liveLists = statement<{ id: number }>('campaigns.live-lists', `
  select id from lists where workspace_id = $1 and id = any($2::bigint[]) and archived_at is null`);
/** Which segments of the given are there? */
export const liveSegments = statement<{ id: number }>('campaigns.live-segments', `
  select id from segments where workspace_id = $1 and id = any($2::bigint[]) and archived_at is null`);
export const findServer = statement<{ id: ServerId; name: string; kind: 'smtp' | 'local'; paused_until: Date | null; paused_reason: string | null; last_tested_at: Date | null; last_test: { ok: boolean } | null }>(
  'campaigns.find-server', `select id, name, kind, paused_until, paused_reason, last_tested_at, last_test from servers where workspace_id = $1 and id = $2 and archived_at is null and kind <> 'mailbox'`);

export const factsOf = (row: CampaignRow): CampaignFacts => ({
  launchedAt: row.launched_at, sendAt: row.send_at, audienceFrozenAt: row.audience_frozen_at, pausedAt: row.paused_at,
  cancelledAt: row.cancelled_at, finishedAt: row.finished_at, archivedAt: row.archived_at,
});
