import type { FormField, FormTexts } from '../contract.ts';

/** A sign-up form as it is kept. */
export interface Form {
  workspaceId: number;
  id: number;
  name: string;
  language: string;
  texts: Readonly<Record<string, FormTexts>>;
  fields: readonly FormField[];
  topicIds: readonly number[];
  listId: number | null;
  successUrl: string | null;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
}

/** Languages a form has texts for, its own first. */
export const languagesOf = (form: Pick<Form, 'language' | 'texts'>): string[] => [form.language, ...Object.keys(form.texts).filter((each) => each !== form.language)];

/** A submission's link to confirm works for so long. */
export const confirmableMs = 7 * 24 * 3_600_000;

export type SubmissionState = 'waiting' | 'confirmed' | 'expired';

export function submissionState(submission: { confirmedAt: Date | null; submittedAt: Date }, now: Date): SubmissionState {
  if (submission.confirmedAt) return 'confirmed';
  return submission.submittedAt.getTime() + confirmableMs > now.getTime() ? 'waiting' : 'expired';
}
