import { addToList, listNames } from '../../../people/lists/index.ts';
import { changeContactIn, createContactIn, findContactByKey, getContact, listAttributes, readAttribute, type ContactView } from '../../../people/contacts/index.ts';
import { liftOwnOptOut, liveSuppressionOf } from '../../../people/suppressions/index.ts';
import { adoptAddressed } from '../../../delivery/messages/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';
import type { Form } from '../form/form.ts';
import { chooseTopics, topicsOf, type Choice } from '../topics/choices.ts';
import { recordConsent, type Said } from '../topics/consent-records.ts';
import { countDay, lockSubmission, markConfirmed, type SubmissionRow } from './submissions.ts';
import { signUpSource } from './submit-form.ts';

export type Confirmed =
  | { outcome: 'confirmed' | 'confirmed-before'; contactId: number }
  /** Confirmed and kept, but what keeps mail away is not theirs to lift. */
  | { outcome: 'blocked'; contactId: number }
  | { outcome: 'gone' };

/**
 * The person's own word, by the button behind the link: the contact is made or found, consent is given with the wording
 * they saw, an opt-out of their own is taken back, the list is joined, topics are chosen. Twice changes nothing more.
 */
export async function confirmSignUp(db: Database, form: Form, submissionId: number, asked: { address: string | null; now: Date }): Promise<Confirmed> {
  return db.transaction(async (tx): Promise<Confirmed> => {
    const submission = await lockSubmission.maybe(tx, [form.workspaceId, submissionId]);
    if (!submission) return { outcome: 'gone' };
    if (submission.confirmed_at) return submission.contact_id ? { outcome: 'confirmed-before', contactId: submission.contact_id } : { outcome: 'gone' };
    if (submission.email === null || submission.email_key === null) return { outcome: 'gone' };
    const suppression = await liveSuppressionOf(tx, form.workspaceId, submission.email_key);
    if (suppression?.reason === 'erased') return { outcome: 'gone' };
    const contact = await contactOf(tx, form, submission, asked.now);
    const said: Said = { workspaceId: form.workspaceId, contactId: contact.id, at: asked.now, source: sourceOf(form), address: asked.address, submissionId };
    await recordConsent(tx, said, { what: 'consent-given' });
    if (await liftOwnOptOut(tx, form.workspaceId, submission.email_key, asked.now)) await recordConsent(tx, said, { what: 'suppression-lifted', detail: 'unsubscribed' });
    await chooseTopics(tx, said, await choicesOf(tx, form, submission, contact.id));
    // A list put away since is no longer joined.
    if (form.listId !== null && (await listNames(tx, form.workspaceId, [form.listId])).length > 0) await addToList(tx, form.workspaceId, form.listId, [contact.id], asked.now);
    await markConfirmed.run(tx, [form.workspaceId, submissionId, asked.now, asked.address, contact.id]);
    await countDay.confirmed.run(tx, [form.workspaceId, form.id, asked.now]);
    await adoptAddressed(tx, form.workspaceId, signUpSource, submissionId, contact.id);
    const isBlocked = suppression !== undefined && suppression.reason !== 'unsubscribed';
    return { outcome: isBlocked ? 'blocked' : 'confirmed', contactId: contact.id };
  });
}

const sourceOf = ({ name }: Form): string => `Form: ${name}`.slice(0, 300);

/** What was typed fills what is empty; what colleagues know better already stays. */
async function contactOf(tx: Transaction, form: Form, submission: SubmissionRow, now: Date): Promise<ContactView> {
  const { workspaceId } = form;
  const known = await findContactByKey(tx, workspaceId, submission.email_key!);
  const there = known === null ? null : await getContact(tx, workspaceId, known);
  const { fields } = submission.values;
  // What an attribute no longer takes (put away, a choice gone) is left out: the confirmation must not fail for it.
  const fits = new Map((await listAttributes(tx, workspaceId)).map((each) => [each.key, each]));
  const attributes = Object.fromEntries(Object.entries(submission.values.attributes).filter(([key, value]) =>
    fits.has(key) && 'value' in readAttribute(fits.get(key)!, String(value)) && there?.attributes[key] === undefined));
  const change = {
    ...(fields.first_name && !there?.firstName ? { firstName: fields.first_name } : {}), ...(fields.last_name && !there?.lastName ? { lastName: fields.last_name } : {}),
    ...(fields.job_title && !there?.jobTitle ? { jobTitle: fields.job_title } : {}), ...(fields.phone && !there?.phone ? { phone: fields.phone } : {}),
    ...(fields.company && !there?.company ? { company: fields.company } : {}), ...(there?.language ? {} : { language: submission.language }),
    attributes, consent: { state: 'given' as const, source: sourceOf(form), at: now.toISOString() },
  };
  return there ? changeContactIn(tx, workspaceId, there.id, change, now) : createContactIn(tx, workspaceId, { email: submission.email!, ...change }, now);
}

/** Ticked is wanted. Left unticked is not wanted, unless the person chose that topic before: a form without a tick takes nothing away. */
async function choicesOf(tx: Transaction, form: Form, submission: SubmissionRow, contactId: number): Promise<Map<number, Choice>> {
  const before = new Map((await topicsOf(tx, form.workspaceId, contactId)).map(({ id, choice }) => [id, choice]));
  const choices = new Map<number, Choice>();
  for (const id of new Set([...form.topicIds, ...submission.topic_ids])) {
    if (submission.topic_ids.includes(id)) choices.set(id, 'in');
    else if ((before.get(id) ?? null) === null) choices.set(id, 'out');
  }
  return choices;
}
