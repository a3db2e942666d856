import { statement, type Database } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { nextStep, type Done, type Step } from '../moves/steps.ts';
import { canLead } from '../permissions.ts';
import { findSequence } from '../queries.ts';

// People by where they have come to: those on the same path are told apart by nothing that steps look at.
const placesOf = statement<{ steps: { step: number; outcome: Done['outcome'] }[]; planned: boolean; count: number }>('sequences.places', `
  select coalesce((select jsonb_agg(jsonb_build_object('step', p -> 'step', 'outcome', p -> 'outcome')) from jsonb_array_elements(e.path) p), '[]') as steps,
    exists (select from messages m where m.workspace_id = e.workspace_id and m.id = e.message_id and m.state in ('planned', 'claimed', 'handing')) as planned, count(*)::int as count
  from enrolments e where e.workspace_id = $1 and e.sequence_id = $2 and e.state <> 'finished' group by 1, 2`);

export interface Touched {
  underWay: number;
  otherNext: number;
  completed: number;
  planned: number;
}

/** Whom a change of steps touches: who is under way, for whom another step comes next, who would be through. */
export async function previewSteps(db: Database, actor: Actor, sequenceId: number, steps: readonly Step[]): Promise<Touched> {
  const sequence = await findSequence.one(db, [actor.workspaceId, sequenceId, actor.memberId, canLead(actor)], 'sequence');
  const touched: Touched = { underWay: 0, otherNext: 0, completed: 0, planned: 0 };
  for (const place of await placesOf.rows(db, [actor.workspaceId, sequenceId])) {
    const path = place.steps.map((done): Done => ({ ...done, atMs: 0 }));
    const before = nextStep(sequence.steps, path);
    const after = nextStep(steps, path);
    touched.underWay += place.count;
    if (place.planned) touched.planned += place.count;
    else if (after === null) touched.completed += place.count;
    else if (wordsOf(before) !== wordsOf(after)) touched.otherNext += place.count;
  }
  return touched;
}

/** What a step says, whatever version of its email was pinned. */
function wordsOf(step: Step | null): string {
  if (step?.kind !== 'mail') return JSON.stringify(step);
  const { emailVersion: _, ...rest } = step;
  return JSON.stringify(rest);
}
