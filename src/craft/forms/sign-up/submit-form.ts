import { liveSuppressionOf } from '../../../people/suppressions/index.ts';
import { sendToPerson } from '../../../delivery/messages/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { confirmableMs, type Form } from '../form/form.ts';
import { currentConsent } from '../form/queries.ts';
import type { FormsDeps, Host } from '../house.ts';
import { pageWords } from '../pages/page-words.ts';
import { secondsOf, signToken } from '../tokens.ts';
import { perAddress, perForm, perNetwork, placeOf, withinLimits } from './limits.ts';
import { confirmationMail } from './mails.ts';
import type { SignUpInput } from './read-input.ts';
import { countDay, countMail, findSubmission, insertSubmission, lockSubmission } from './submissions.ts';

/** Messages of this source ask to confirm; their source id is the submission's, their step the nth mail. */
export const signUpSource = 'sign-up';

export interface SignUp {
  form: Form;
  host: Host;
  input: SignUpInput;
  language: string;
  /** Where the request came from. */
  address: string | null;
  now: Date;
}

/**
 * Keeps a sign-up and plans the mail that asks to confirm it. Whoever asks learns nothing of the address: known, new,
 * suppressed or asked too often, the answer is the same `taken`. `limited`: too many from there, or of this form.
 */
export async function submitForm(deps: FormsDeps, signUp: SignUp): Promise<'taken' | 'limited'> {
  const { form, input, address, now } = signUp;
  const { db } = deps;
  const workspace = String(form.workspaceId);
  if (!(await withinLimits(db, [[['sign-up from', workspace, placeOf(address)], perNetwork], [['sign-up form', workspace, String(form.id)], perForm]], now))) {
    await countDay.limited.run(db, [form.workspaceId, form.id, now]);
    return 'limited';
  }
  const mayMail = await withinLimits(db, [[['sign-up to', workspace, input.email.key], perAddress]], now);
  // An erased person's address is kept out until somebody of the workspace lifts that.
  const isErased = (await liveSuppressionOf(db, form.workspaceId, input.email.key))?.reason === 'erased';
  if (!mayMail || isErased) {
    await countDay.limited.run(db, [form.workspaceId, form.id, now]);
    return 'taken';
  }
  await db.transaction(async (tx) => {
    const consent = await currentConsent.one(tx, [form.workspaceId, form.id, signUp.language], 'wording');
    const { id } = await insertSubmission.one(tx, [
      form.workspaceId, form.id, input.email.address, input.email.key, input.values, input.topicIds, signUp.language, consent.version, address, now,
    ], 'submission');
    await countDay.submitted.run(tx, [form.workspaceId, form.id, now]);
    await mailLink(tx, deps, signUp, { id, email: input.email.address, nth: 0 });
  });
  return 'taken';
}

/** Another link for a submission whose link has run out; silently none when it was confirmed, or asked for too often. */
export async function sendNewLink(deps: FormsDeps, asked: Pick<SignUp, 'form' | 'host' | 'now'> & { submissionId: number }): Promise<void> {
  const { form, now } = asked;
  const seen = await findSubmission.maybe(deps.db, [form.workspaceId, asked.submissionId]);
  if (!seen?.email_key || !(await withinLimits(deps.db, [[['sign-up to', String(form.workspaceId), seen.email_key], perAddress]], now))) return;
  await deps.db.transaction(async (tx) => {
    const submission = await lockSubmission.maybe(tx, [form.workspaceId, asked.submissionId]);
    if (!submission?.email || submission.confirmed_at) return;
    await countMail.run(tx, [form.workspaceId, submission.id]);
    await mailLink(tx, deps, { ...asked, language: submission.language }, { id: submission.id, email: submission.email, nth: submission.mails });
  });
}

async function mailLink(tx: Transaction, { keys, publicUrl }: FormsDeps, { form, host, language, now }: Pick<SignUp, 'form' | 'host' | 'language' | 'now'>, to: { id: number; email: string; nth: number }): Promise<void> {
  const token = signToken(keys, 'confirmation', [form.workspaceId, to.id, secondsOf(new Date(now.getTime() + confirmableMs))]);
  const title = (form.texts[language] ?? form.texts[form.language])!.title;
  await sendToPerson(tx, {
    workspaceId: form.workspaceId as WorkspaceId, to: { id: to.id, address: to.email }, now,
    source: { kind: signUpSource, laneId: form.id, sourceId: to.id, step: to.nth },
    ...confirmationMail(pageWords(language), { accent: host.look.accent, workspace: host.name, postalAddress: host.postalAddress }, title, `${publicUrl}/f/${token}`),
  });
}
