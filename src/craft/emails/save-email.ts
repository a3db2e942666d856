import type { Database } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import type { MemberId, WorkspaceId } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { Draft } from './contract.ts';
import { refuseUnreadable } from './document/read-document.ts';
import { presentEmail } from './present-email.ts';
import { draftOf, findEmail, insertVersion, lockEmail, type EmailRow } from './queries.ts';

export interface SaveEmail {
  workspaceId: WorkspaceId;
  emailId: number;
  /** The newest version its writer has seen. */
  expectedVersion: number;
  draft: Draft;
  by: MemberId;
  now: Date;
}

/**
 * Saves a draft as the next version; one that changes nothing makes none.
 * Throws `document_newer` or `document_invalid` for a visual body that could not be rendered, and `email_changed` when somebody saved in between, with both texts in its details: nothing is lost.
 */
export async function saveEmail(db: Database, input: SaveEmail): Promise<EmailRow> {
  const { workspaceId, emailId, draft, by, now } = input;
  refuseUnreadable(draft);
  return db.transaction(async (tx) => {
    await lockEmail.one(tx, [workspaceId, emailId], 'email');
    const current = await findEmail.one(tx, [workspaceId, emailId], 'email');
    if (isSame(draftOf(current), draft)) return current;
    if (current.version !== input.expectedVersion) throw changed(current, draft);
    await insertVersion.run(tx, [
      workspaceId, emailId, current.version + 1, draft.subject, draft.preheader, draft.bodyKind, draft.body, draft.textBody, by, now,
    ]);
    return findEmail.one(tx, [workspaceId, emailId], 'email');
  });
}

function changed(theirs: EmailRow, yours: Draft): Error {
  return conflict('email_changed', t('{name} has saved version {version} meanwhile. Your text was not saved and nothing of theirs was changed: compare both, then save again.', { name: theirs.saved_by_name ?? t('Somebody'), version: theirs.version }),
    { theirs: presentEmail(theirs), yours });
}

function isSame(a: Draft, b: Draft): boolean {
  return a.subject === b.subject && a.preheader === b.preheader && a.bodyKind === b.bodyKind && a.body === b.body && a.textBody === b.textBody;
}
