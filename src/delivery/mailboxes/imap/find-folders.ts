import type { ImapFlow } from 'imapflow';
import { t } from '../../../platform/words/contract.ts';
import { ImapProblem } from './open-imap.ts';

export type FolderRole = 'inbox' | 'sent' | 'junk';
export interface Folder {
  path: string;
  role: FolderRole;
}

const roleOf: Record<string, FolderRole | undefined> = { '\\Inbox': 'inbox', '\\Sent': 'sent', '\\Junk': 'junk' };

/** The folders we read, the inbox first: by their special use (RFC 6154), else by the names that mail programs give them. Throws an ImapProblem without an inbox. */
export async function findFolders(client: ImapFlow): Promise<Folder[]> {
  const listed = await client.list();
  const folders = new Map<FolderRole, Folder>();
  for (const { path, specialUse, flags } of listed) {
    const role = path.toUpperCase() === 'INBOX' ? 'inbox' : roleOf[specialUse ?? ''];
    if (role && !folders.has(role) && !flags.has('\\Noselect') && !flags.has('\\NonExistent')) folders.set(role, { path, role });
  }
  if (!folders.has('inbox')) throw new ImapProblem('folders', t('The account has no inbox.'));
  return (['inbox', 'sent', 'junk'] as const).flatMap((role) => folders.get(role) ?? []);
}
