import type { ContactsDeps } from '../../people/contacts/index.ts';
import { statement } from '../../platform/db/index.ts';
import { askInTurn, type Asking } from './ask-people.ts';
import { predicate } from './compile/predicate.ts';
import { findSegment } from './queries.ts';
import { knownVersion, readWorld } from './read-world.ts';

const choices = statement<{ id: number; name: string }>('segments.choices', 'select id, name from segments where workspace_id = $1 and archived_at is null order by lower(name), id limit 200');

/** What the list of contacts asks of segments; for wire.ts. The row is called `c` there, and the workspace `$1`. */
export const contactsBySegment = ({ db, campaignNames, turns }: Asking): ContactsDeps['segments'] => ({
  choices: (workspaceId) => choices.rows(db, [workspaceId]),
  predicate: async (workspaceId, segmentId, now) => {
    const condition = knownVersion(await findSegment.one(db, [workspaceId, segmentId], 'segment'));
    const world = await readWorld(db, workspaceId, [condition], campaignNames);
    const compiled = (value: (given: unknown) => string) => predicate(condition, { alias: 'c', workspace: '$1', value, now, world });
    // Flaws are said before anything runs.
    compiled(() => '$1');
    return compiled;
  },
  ask: (workspaceId, signal, run) => askInTurn({ db, turns }, { workspaceId, signal }, run),
});
