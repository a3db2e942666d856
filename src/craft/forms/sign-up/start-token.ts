import type { SigningKeys } from '../../../delivery/tracking/index.ts';
import { readToken, secondsOf, signToken } from '../tokens.ts';

// Signed into the page when it is shown: how long somebody took to fill it in. People need seconds, robots none.

/** Faster than this nobody types an address. */
export const fastestSeconds = 3;
const longestSeconds = 24 * 3600;

export const startToken = (keys: SigningKeys, form: { workspaceId: number; id: number }, now: Date): string => signToken(keys, 'start', [form.workspaceId, form.id, secondsOf(now)]);

/** Whether a form was filled in at a person's pace: this form, not within a moment, not long ago. A missing mark counts as too fast. */
export function tookItsTime(keys: SigningKeys, token: string | null, form: { workspaceId: number; id: number }, now: Date): boolean {
  const [workspaceId, formId, shownAt = 0] = (token === null ? null : readToken(keys, 'start', token)) ?? [];
  const took = secondsOf(now) - shownAt;
  return workspaceId === form.workspaceId && formId === form.id && took >= fastestSeconds && took <= longestSeconds;
}
