import type { Queryable } from '../../../platform/db/index.ts';
import { Problem } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { freezeSegments, type FrozenSegment } from '../../../craft/segments/index.ts';
import { campaignsForSegments } from '../campaigns-for-segments.ts';
import type { Audience } from '../queries.ts';

/** What an audience's segments said at one moment: later edits of them change nothing in it. */
export interface FrozenConditions {
  segments: FrozenSegment[];
  excludeSegments: FrozenSegment[];
}

/** Copies an audience's segments as they are now; null when it has none. Throws a problem that names what is gone. */
export async function freezeConditions(on: Queryable, workspaceId: number, { segments, excludeSegments }: Audience): Promise<FrozenConditions | null> {
  if (segments.length + excludeSegments.length === 0) return null;
  const frozen = await freezeSegments(on, workspaceId, [...segments, ...excludeSegments], campaignsForSegments.campaignNames);
  return { segments: frozen.slice(0, segments.length), excludeSegments: frozen.slice(segments.length) };
}

/** Why an audience's segments cannot be asked, in words that name them; any other error is thrown on. */
export function segmentProblem(error: unknown): string {
  if (error instanceof Problem) return error.code === 'not_found' ? t('A segment it goes by is not here any more.') : error.message;
  throw error;
}
