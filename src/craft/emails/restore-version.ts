import type { Database } from '../../platform/db/index.ts';
import { draftOf, findVersion, type EmailRow } from './queries.ts';
import { saveEmail, type SaveEmail } from './save-email.ts';

/** Brings an old version back as the next one; what stood since stays among the versions. Throws as saving does. */
export async function restoreVersion(db: Database, input: Omit<SaveEmail, 'draft'> & { version: number }): Promise<EmailRow> {
  const old = await findVersion.one(db, [input.workspaceId, input.emailId, input.version], 'version of this email');
  return saveEmail(db, { ...input, draft: draftOf(old) });
}
