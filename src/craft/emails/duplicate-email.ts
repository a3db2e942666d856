import type { Transaction } from '../../platform/db/index.ts';
import type { EmailId, MemberId, WorkspaceId } from '../../platform/identity/index.ts';
import { createEmail } from './create-email.ts';
import { draftOf, findEmail } from './queries.ts';

/** Copies an email's newest version as a new email. */
export async function duplicateEmail(tx: Transaction, input: { workspaceId: WorkspaceId; emailId: number; by: MemberId; now: Date; name?: string }): Promise<EmailId> {
  const { workspaceId, emailId, by, now } = input;
  const original = await findEmail.one(tx, [workspaceId, emailId], 'email');
  return createEmail(tx, { workspaceId, by, now, name: input.name ?? copyName(original.name), ...draftOf(original) });
}

/** The name of a copy, within the 200 characters a name may have. */
export const copyName = (name: string): string => `${name.slice(0, 190)} (copy)`;
