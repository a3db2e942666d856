import { invalid } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { findFlaws } from './condition/find-flaws.ts';
import { schemaVersion } from './condition/condition.ts';
import { wordsOf } from './condition/words-of.ts';
import type { ConditionWorld, Named } from './condition/world.ts';
import type { SegmentLine, SegmentView } from './contract.ts';
import { askingForSegment, type SegmentRow } from './queries.ts';
import { readWorld } from './read-world.ts';
import type { SegmentsDeps } from './segment-ports.ts';

/** Rows as the API answers them: in words, with what is wrong and who uses them. */
export async function presentSegments(deps: SegmentsDeps, workspaceId: number, rows: readonly SegmentRow[]): Promise<SegmentView[]> {
  const readable = rows.filter((row) => row.schema_version === schemaVersion);
  const world = await readWorld(deps.db, workspaceId, readable.map((row) => row.condition), deps.campaignNames);
  const campaigns = Map.groupBy(rows.length === 0 ? [] : await deps.campaignsUsing(deps.db, workspaceId, rows.map((row) => row.id)), (use) => use.segmentId);
  return Promise.all(rows.map(async (row) => ({
    ...(row.schema_version === schemaVersion ? spoken(row, world) : unknownVersion(row)),
    id: row.id, name: row.name, description: row.description, version: row.schema_version, condition: row.condition, revision: row.revision,
    counted: row.counted === null || row.counted_at === null ? null : { count: row.counted, at: row.counted_at.toISOString() },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    usedBy: [
      ...(campaigns.get(row.id) ?? []).map(({ id, name }) => ({ kind: 'campaign' as const, id, name })),
      ...(await askingForSegment.rows(deps.db, [workspaceId, row.id])).map(({ id, name }) => ({ kind: 'segment' as const, id, name })),
    ],
    createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null,
  })));
}

export const lineOf = ({ version: _version, condition: _condition, revision: _revision, names: _names, ...line }: SegmentView): SegmentLine => line;

const spoken = (row: SegmentRow, world: ConditionWorld): Pick<SegmentView, 'words' | 'flaws' | 'names'> => ({
  words: wordsOf(row.condition, world), flaws: findFlaws(row.condition, world, row),
  names: { lists: listed(world.lists), companies: listed(world.companies), members: listed(world.members), campaigns: listed(world.campaigns), segments: listed(world.segments) },
});
const listed = (found: ReadonlyMap<number, Named>) => [...found].map(([id, { name }]) => ({ id, name }));

function unknownVersion(row: SegmentRow): Pick<SegmentView, 'words' | 'flaws' | 'names'> {
  const { message } = newerVersion(row.schema_version);
  return { words: message, flaws: [message], names: { lists: [], companies: [], members: [], campaigns: [], segments: [] } };
}

/** For a condition this program cannot read. */
export const newerVersion = (version: number) => invalid('segment_version',
  t('This condition was written by a newer Kindred (version {version}; this one knows {known}). What was saved is kept as it is. Upgrade to use it.', { version, known: schemaVersion }), [{ path: 'body.version', message: t('must be {value}', { value: schemaVersion }) }]);
