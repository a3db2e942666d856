import { statement } from '../../platform/db/index.ts';
import type { Condition } from './condition/condition.ts';

export interface SegmentRow extends Record<string, unknown> {
  id: number;
  name: string;
  description: string;
  schema_version: number;
  condition: Condition;
  revision: number;
  owner_id: number | null;
  owner_name: string | null;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
  counted: number | null;
  counted_at: Date | null;
}

const columns = `s.id, s.name, s.description, s.schema_version, s.condition, s.revision, s.owner_id, o.name as owner_name, s.created_at, s.updated_at, s.archived_at, s.counted, s.counted_at`;
const from = 'segments s left join members o on o.workspace_id = s.workspace_id and o.id = s.owner_id';

export const pageOfSegments = statement<SegmentRow>('segments.page', `
  select ${columns} from ${from}
  where s.workspace_id = $1 and (s.archived_at is not null) = $2
    and ($3::text is null or position(lower($3) in lower(s.name)) > 0)
    and ($4::text is null or (lower(s.name), s.id) > ($4, $5))
  order by lower(s.name), s.id limit $6`);
export const findSegment = statement<SegmentRow>('segments.find', `select ${columns} from ${from} where s.workspace_id = $1 and s.id = $2`);
export const lockSegment = statement<SegmentRow>('segments.lock', `select ${columns} from ${from} where s.workspace_id = $1 and s.id = $2 for update of s`);
export const insertSegment = statement<{ id: number }>('segments.insert', `
  insert into segments (workspace_id, name, description, schema_version, condition, owner_id, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)
  on conflict (workspace_id, lower(name)) where archived_at is null do nothing returning id`);
export const findLiveNamed = statement<{ id: number }>('segments.find-named', `
  select id from segments where workspace_id = $1 and lower(name) = lower($2) and archived_at is null`);
export const updateSegment = statement('segments.update', `
  update segments set name = $3, description = $4, schema_version = $5, condition = $6, updated_at = $7, revision = revision + 1,
    counted = case when condition = $6::jsonb then counted end, counted_at = case when condition = $6::jsonb then counted_at end
  where workspace_id = $1 and id = $2`);
export const setArchived = statement('segments.archive', 'update segments set archived_at = $3 where workspace_id = $1 and id = $2');
export const noteCount = statement('segments.note-count', 'update segments set counted = $3, counted_at = $4 where workspace_id = $1 and id = $2 and revision = $5');
/** Two saves that each close half a circle must not miss each other. */
export const lockConditions = statement('segments.lock-conditions', `select pg_advisory_xact_lock(hashtext('kindred segments'), $1)`);

/** Live segments that ask for something, at whatever level. */
export const askingForSegment = statement<{ id: number; name: string }>('segments.asking-for-segment', `
  select id, name from segments where workspace_id = $1 and archived_at is null and jsonb_path_exists(condition, '$.** ? (@.rule == "segment" && @.id == $id)', jsonb_build_object('id', $2::bigint)) order by lower(name)`);
export const askingForList = statement<{ id: number; name: string }>('segments.asking-for-list', `
  select id, name from segments where workspace_id = $1 and archived_at is null and jsonb_path_exists(condition, '$.** ? (@.rule == "list" && @.ids[*] == $id)', jsonb_build_object('id', $2::bigint)) order by lower(name)`);
export const askingForAttribute = statement<{ id: number; name: string }>('segments.asking-for-attribute', `
  select id, name from segments where workspace_id = $1 and archived_at is null and jsonb_path_exists(condition, '$.** ? (@.rule == "attribute" && @.field == $field)', jsonb_build_object('field', $2::text)) order by lower(name)`);
