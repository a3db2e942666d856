import { statement, type Transaction } from '../../../platform/db/index.ts';
import type { CampaignRow } from '../queries.ts';
import { hoursOf } from '../timing/due-times.ts';
import { keep, keeping, speakIn } from '../../../platform/words/index.ts';
import { freezeConditions, segmentProblem } from './frozen-conditions.ts';
import { countAudience } from './next-contacts.ts';

const writeFreezing = statement('campaigns.begin-freezing', `
  update campaigns set frozen_conditions = $3, freezing_since = $4, audience_expected = $5 where workspace_id = $1 and id = $2`);

/**
 * Writes down what the audience is from now on: what its segments say at this moment, and how many there are where
 * a spread depends on it. A problem in words, when a segment is gone or cannot be asked any more.
 */
export async function beginFreezing(tx: Transaction, row: CampaignRow, now: Date): Promise<CampaignRow | { problem: string }> {
  // Nobody waits for the answer: a problem is kept, and told to whoever looks at the campaign.
  const read = await speakIn(keeping, () => freezeConditions(tx, row.workspace_id, row.audience).then((conditions) => ({ conditions }), (error: unknown) => ({ problem: segmentProblem(error) })));
  if ('problem' in read) return { problem: keep('{problem} Nobody was written to. Mend the segment and resume, or cancel.', { problem: read.problem }) };
  const { conditions } = read;
  const asked = { workspaceId: row.workspace_id, audience: row.audience, conditions, asOf: now };
  const expected = hoursOf(row.send_time) > 0 ? await countAudience(tx, asked) : null;
  await writeFreezing.run(tx, [row.workspace_id, row.id, conditions, now, expected]);
  return { ...row, frozen_conditions: conditions, freezing_since: now, audience_expected: expected };
}
