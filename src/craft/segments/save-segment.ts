import type { Database, Transaction } from '../../platform/db/index.ts';
import { conflict, invalid } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { schemaVersion, type Condition } from './condition/condition.ts';
import { findFlaws } from './condition/find-flaws.ts';
import { newerVersion } from './present-segments.ts';
import { findLiveNamed, findSegment, insertSegment, lockConditions, lockSegment, setArchived, updateSegment, type SegmentRow } from './queries.ts';
import { readWorld, type FindCampaignNames } from './read-world.ts';

export interface Saving {
  db: Database;
  campaignNames: FindCampaignNames;
  workspaceId: number;
  now: Date;
}

export interface NewSegment {
  name: string;
  description: string;
  version: number;
  condition: Condition;
}

/** Saves a condition under a name. Throws `segment_name_taken`, `segment_flawed`, `segment_version`. */
export async function createSegment(saving: Saving, segment: NewSegment, ownerId: number | null): Promise<SegmentRow> {
  return saving.db.transaction(async (tx) => {
    await refuseFlaws(tx, saving, segment);
    return insert(tx, saving, segment, ownerId);
  });
}

async function insert(tx: Transaction, { workspaceId, now }: Saving, segment: NewSegment, ownerId: number | null): Promise<SegmentRow> {
  const made = await insertSegment.maybe(tx, [workspaceId, segment.name, segment.description, schemaVersion, JSON.stringify(segment.condition), ownerId, now]);
  if (!made) throw nameTaken(segment.name);
  return findSegment.one(tx, [workspaceId, made.id], 'segment');
}

/** Changes what is given; the edit must know the newest revision. */
export async function changeSegment(saving: Saving, segmentId: number, change: Partial<Omit<NewSegment, 'version'>> & { version: number; expectedRevision: number }): Promise<SegmentRow> {
  return saving.db.transaction(async (tx) => {
    await lockConditions.run(tx, [saving.workspaceId]);
    const row = await lockSegment.one(tx, [saving.workspaceId, segmentId], 'segment');
    if (row.revision !== change.expectedRevision) {
      throw conflict('segment_changed', t('“{name}” was changed by somebody else meanwhile. Theirs is kept, and nothing of yours was saved. Look at it again, or save yours as a copy.', { name: row.name }), { revision: row.revision });
    }
    const next = { name: change.name ?? row.name, description: change.description ?? row.description, condition: change.condition ?? row.condition };
    if (change.condition) await refuseFlaws(tx, saving, { condition: change.condition, version: change.version }, { id: row.id, name: next.name });
    if (row.archived_at === null) await refuseTakenName(tx, saving, next.name, row.id);
    await updateSegment.run(tx, [saving.workspaceId, segmentId, next.name, next.description, change.condition ? schemaVersion : row.schema_version, JSON.stringify(next.condition), saving.now]);
    return findSegment.one(tx, [saving.workspaceId, segmentId], 'segment');
  });
}

/** A copy with the condition as it is, flaws included: to mend one without touching the other. */
export async function duplicateSegment(saving: Saving, segmentId: number, ownerId: number | null): Promise<SegmentRow> {
  return saving.db.transaction(async (tx) => {
    const row = await findSegment.one(tx, [saving.workspaceId, segmentId], 'segment');
    if (row.schema_version !== schemaVersion) throw newerVersion(row.schema_version);
    for (let copy = 1; ; copy += 1) {
      const name = copy === 1 ? t('{name} (copy)', { name: row.name.slice(0, 180) }) : t('{name} (copy {number})', { name: row.name.slice(0, 180), number: copy });
      if (!(await findLiveNamed.maybe(tx, [saving.workspaceId, name]))) return insert(tx, saving, { name, description: row.description, version: schemaVersion, condition: row.condition }, ownerId);
    }
  });
}

/** Puts a segment away, or brings it back when its name is still free. */
export async function archiveSegment(saving: Saving, segmentId: number, at: Date | null): Promise<SegmentRow> {
  return saving.db.transaction(async (tx) => {
    const row = await lockSegment.one(tx, [saving.workspaceId, segmentId], 'segment');
    if (at === null) await refuseTakenName(tx, saving, row.name, row.id);
    if (at === null || row.archived_at === null) await setArchived.run(tx, [saving.workspaceId, segmentId, at]);
    return findSegment.one(tx, [saving.workspaceId, segmentId], 'segment');
  });
}

async function refuseFlaws(tx: Transaction, { workspaceId, campaignNames }: Saving, given: { condition: Condition; version: number }, self?: { id: number; name: string }): Promise<void> {
  if (given.version !== schemaVersion) throw newerVersion(given.version);
  const flaws = findFlaws(given.condition, await readWorld(tx, workspaceId, [given.condition], campaignNames), self);
  if (flaws.length > 0) throw invalid('segment_flawed', t('{flaws} Nothing was saved.', { flaws: flaws.join(' ') }), flaws.map((message) => ({ path: 'body.condition', message })));
}

async function refuseTakenName(tx: Transaction, { workspaceId }: Saving, name: string, except: number): Promise<void> {
  const there = await findLiveNamed.maybe(tx, [workspaceId, name]);
  if (there && there.id !== except) throw nameTaken(name);
}

const nameTaken = (name: string) => conflict('segment_name_taken', t('There is a segment named “{name}” already. Nothing was saved. Choose another name, or use that segment.', { name }));
