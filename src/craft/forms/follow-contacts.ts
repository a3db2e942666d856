import { forgetAddressed } from '../../delivery/messages/index.ts';
import type { ContactFollower } from '../../people/contacts/index.ts';
import { statement } from '../../platform/db/index.ts';
import { signUpSource } from './sign-up/submit-form.ts';

// A person's choices, sign-ups and history when two contacts become one, or a person is erased.

// Where both chose, the later word counts; of two limits the stricter one stays.
const moveChoices = statement('forms.move-choices', `
  insert into topic_choices (workspace_id, contact_id, topic_id, choice, source, at)
  select workspace_id, $3, topic_id, choice, source, at from topic_choices where workspace_id = $1 and contact_id = $2 order by topic_id
  on conflict (workspace_id, contact_id, topic_id) do update set choice = excluded.choice, source = excluded.source, at = excluded.at where excluded.at > topic_choices.at`);
const moveCap = statement('forms.move-cap', `
  insert into mail_caps (workspace_id, contact_id, mails, days, at) select workspace_id, $3, mails, days, at from mail_caps where workspace_id = $1 and contact_id = $2
  on conflict (workspace_id, contact_id) do update set mails = excluded.mails, days = excluded.days, at = excluded.at
    where excluded.mails::float / excluded.days < mail_caps.mails::float / mail_caps.days`);
const moveRecords = statement('forms.move-records', 'update consent_records set contact_id = $3 where workspace_id = $1 and contact_id = $2');
const moveSubmissions = statement('forms.move-submissions', 'update form_submissions set contact_id = $3 where workspace_id = $1 and contact_id = $2');
const dropChoices = statement('forms.drop-choices', 'delete from topic_choices where workspace_id = $1 and contact_id = $2');
const dropCaps = statement('forms.drop-cap', 'delete from mail_caps where workspace_id = $1 and contact_id = $2');
const dropRecords = statement('forms.drop-records', 'delete from consent_records where workspace_id = $1 and contact_id = $2');
// The row stays for the form's figures; nobody stands behind it any more.
const blankSubmissions = statement('forms.blank-submissions', `
  update form_submissions set email = null, email_key = null, "values" = '{}', topic_ids = '{}', address = null, confirmed_address = null, contact_id = null where workspace_id = $1 and contact_id = $2`);
const dropWaiting = statement<{ id: number }>('forms.drop-waiting', 'delete from form_submissions where workspace_id = $1 and email_key = $2 and confirmed_at is null returning id');

/** For wire.ts: what forms and preferences do when contacts are merged or erased. */
export const formsFollower: ContactFollower = {
  name: 'forms and preferences',
  merged: async (tx, { workspaceId, loserId, winnerId }) => {
    for (const move of [moveChoices, moveCap, moveRecords, moveSubmissions]) await move.run(tx, [workspaceId, loserId, winnerId]);
    for (const drop of [dropChoices, dropCaps]) await drop.run(tx, [workspaceId, loserId]);
  },
  erased: async (tx, { workspaceId, contactId, addressKey, now }) => {
    for (const drop of [dropChoices, dropCaps, dropRecords, blankSubmissions]) await drop.run(tx, [workspaceId, contactId]);
    if (addressKey === null) return;
    const waiting = await dropWaiting.rows(tx, [workspaceId, addressKey]);
    await forgetAddressed(tx, workspaceId, signUpSource, waiting.map(({ id }) => id), now);
  },
};
