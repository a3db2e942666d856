import { readBrand } from '../../../craft/brand/index.ts';
import { compileEmail, draftOf, findVersion, hasErrors } from '../../../craft/emails/index.ts';
import { isMailAddress, storeCompiled } from '../../../delivery/messages/index.ts';
import { listAttributes } from '../../../people/contacts/index.ts';
import { readSettings } from '../../../people/workspaces/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import type { CompiledEmailId, WorkspaceId } from '../../../platform/identity/index.ts';
import type { MailStep } from '../moves/steps.ts';
import type { SequenceMailbox } from '../ports.ts';

const find = statement<{ compiled_id: CompiledEmailId }>('sequences.find-mail', `
  select compiled_id from sequence_mails where workspace_id = $1 and sequence_id = $2 and email_id = $3 and email_version = $4 and server_id = $5 and sender = $6`);
const insert = statement<{ compiled_id: CompiledEmailId }>('sequences.insert-mail', `
  insert into sequence_mails (workspace_id, sequence_id, email_id, email_version, server_id, sender, compiled_id) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (workspace_id, sequence_id, email_id, email_version, server_id, sender) do update set compiled_id = sequence_mails.compiled_id returning compiled_id`);

/** What goes out for a mail step from a mailbox, compiled when it is first needed; null when it cannot be sent as it is. */
export async function makeMail(db: Database, { workspaceId, sequenceId, step, mailbox }: { workspaceId: WorkspaceId; sequenceId: number; step: MailStep; mailbox: SequenceMailbox }): Promise<CompiledEmailId | null> {
  const key = [workspaceId, sequenceId, step.emailId, step.emailVersion ?? 0, mailbox.serverId, `${mailbox.from.name} <${mailbox.from.address}>`];
  const made = await find.maybe(db, key);
  if (made) return made.compiled_id;
  const [settings, version, definitions, brand] = await Promise.all([
    readSettings(db, workspaceId), findVersion.maybe(db, [workspaceId, step.emailId, step.emailVersion ?? 0]), listAttributes(db, workspaceId), readBrand(db, workspaceId),
  ]);
  if (!version || !isMailAddress(mailbox.from.address)) return null;
  const compiled = await compileEmail({
    version: draftOf(version), from: mailbox.from, replyTo: null, workspace: { name: settings.name, postalAddress: settings.postalAddress }, definitions, brand,
  });
  if (!compiled.content || hasErrors(compiled.findings)) return null;
  const { content, links, sizeBytes } = compiled;
  return db.transaction(async (tx) => {
    const compiledId = await storeCompiled(tx, workspaceId, content, links, { emailId: step.emailId, emailVersion: step.emailVersion ?? null, sizeBytes });
    return (await insert.one(tx, [...key, compiledId], 'mail')).compiled_id;
  });
}
