import { statement, type Queryable } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { rulesOf, schemaVersion, type Condition } from './condition/condition.ts';
import type { FieldType } from './condition/fields.ts';
import type { ConditionWorld, Named } from './condition/world.ts';

/** Campaigns are another slice's, to the right of this one: `wire.ts` hands their names over. Those not here are left out. */
export type FindCampaignNames = (on: Queryable, workspaceId: number, ids: readonly number[]) => Promise<{ id: number; name: string }[]>;

const readZone = statement<{ time_zone: string }>('segments.zone', 'select time_zone from workspaces where workspace_id = $1');
const readAttributes = statement<{ key: string; label: string; type: FieldType; archived: boolean }>('segments.attributes', `
  select key, label, type, archived_at is not null as archived from attribute_definitions where workspace_id = $1`);
const readLists = statement<{ id: number; name: string; archived: boolean }>('segments.lists', `
  select id, name, archived_at is not null as archived from lists where workspace_id = $1 and id = any($2::bigint[])`);
const readCompanies = statement<{ id: number; name: string }>('segments.companies', 'select id, name from companies where workspace_id = $1 and id = any($2::bigint[])');
const readMembers = statement<{ id: number; name: string }>('segments.members', 'select id, name from members where workspace_id = $1 and id = any($2::bigint[])');
const readSegments = statement<{ id: number; name: string; archived: boolean; schema_version: number; condition: Condition }>('segments.by-ids', `
  select id, name, archived_at is not null as archived, schema_version, condition from segments where workspace_id = $1 and id = any($2::bigint[])`);

/** All that these conditions speak of, segments within segments included. */
export async function readWorld(on: Queryable, workspaceId: number, conditions: readonly Condition[], campaignNames: FindCampaignNames): Promise<ConditionWorld> {
  const segments = await segmentsWithin(on, workspaceId, conditions);
  const rules = [...conditions, ...[...segments.values()].map(({ condition }) => condition)].flatMap(rulesOf);
  const idsOf = (kind: 'list' | 'company' | 'owner') => [...new Set(rules.flatMap((rule) => (rule.rule === kind && 'ids' in rule ? rule.ids : [])))];
  const campaigns = [...new Set(rules.flatMap((rule) => (rule.rule === 'behaviour' ? [rule.campaignId, rule.sinceCampaignId] : [])).filter((each) => each !== undefined))];
  const attributes = rules.some(({ rule }) => rule === 'attribute') ? await readAttributes.rows(on, [workspaceId]) : [];
  return {
    timeZone: (await readZone.one(on, [workspaceId], 'workspace')).time_zone,
    attributes: new Map(attributes.map((each) => [each.key, each])),
    lists: await named(readLists, on, workspaceId, idsOf('list')),
    companies: await named(readCompanies, on, workspaceId, idsOf('company')),
    members: await named(readMembers, on, workspaceId, idsOf('owner')),
    campaigns: new Map(campaigns.length === 0 ? [] : (await campaignNames(on, workspaceId, campaigns)).map((each) => [each.id, each])),
    segments,
  };
}

async function named(read: typeof readLists | typeof readCompanies, on: Queryable, workspaceId: number, ids: readonly number[]): Promise<Map<number, Named>> {
  return new Map(ids.length === 0 ? [] : (await read.rows(on, [workspaceId, ids])).map((each) => [each.id, each]));
}

async function segmentsWithin(on: Queryable, workspaceId: number, conditions: readonly Condition[]): Promise<Map<number, Named & { condition: Condition }>> {
  const found = new Map<number, Named & { condition: Condition }>();
  const asked = new Set<number>();
  for (let level = conditions; ;) {
    const ids = [...new Set(level.flatMap(rulesOf).flatMap((rule) => (rule.rule === 'segment' && !asked.has(rule.id) ? [rule.id] : [])))];
    if (ids.length === 0) return found;
    for (const id of ids) asked.add(id);
    const rows = await readSegments.rows(on, [workspaceId, ids]);
    for (const row of rows) found.set(row.id, { name: row.name, archived: row.archived, condition: knownVersion(row) });
    level = rows.map((row) => row.condition);
  }
}

/** The stored condition, when this program can read it. */
export function knownVersion(row: { name: string; schema_version: number; condition: Condition }): Condition {
  if (row.schema_version !== schemaVersion) {
    throw invalid('segment_version', t('The segment “{name}” was written by a newer Kindred (version {version} of conditions; this one knows {known}). It is kept as it is; upgrade to use it.', { name: row.name, version: row.schema_version, known: schemaVersion }));
  }
  return row.condition;
}
