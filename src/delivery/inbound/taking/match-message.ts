import { parseEmailAddress } from '../../../people/addresses/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { SigningKeys } from '../../tracking/index.ts';
import { findToken } from './find-token.ts';
import { contactOfKey, findMessage, newestMessage, type MessageRow } from './inbound-queries.ts';
import type { InboundMail, ReadMail } from './read-inbound.ts';

export type Match = 'token' | 'references' | 'weak';

/** Whom a mail concerns: nobody we know where all is null. */
export interface Matched {
  message: MessageRow | null;
  match: Match | null;
  contactId: number | null;
  companyId: number | null;
  /** The writer, where they are another contact than the one we wrote to. */
  writerId: number | null;
}

/** The key of an address, or null where it is none that mail can go to. */
export function keyOf(address: string | null): string | null {
  const parsed = address === null ? null : parseEmailAddress(address);
  return parsed && 'key' in parsed ? parsed.key : null;
}

/**
 * Finds what a mail answers or tells of: our token, what it refers to, else weakly the newest mail to that address from
 * this mailbox. A mail in the junk folder is matched by a token alone: anybody may write any name above a mail.
 */
export async function matchMail(tx: Transaction, mail: InboundMail, read: ReadMail, keys: SigningKeys): Promise<Matched> {
  const token = findToken(keys, mail.workspaceId, read.parsed, read.head, read.isReport);
  const named = token && await findMessage.maybe(tx, [mail.workspaceId, token.messageId]);
  const about = read.isReport ? keyOf(read.inspected.recipients[0]?.address ?? null) : keyOf(read.head.from);
  const known = about === null ? null : await contactOfKey.maybe(tx, [mail.workspaceId, about]);
  if (named) {
    const contactId = named.contact_id ?? (read.isReport ? null : known?.id ?? null);
    return { message: named, match: token.by, contactId, companyId: named.company_id ?? known?.company_id ?? null, writerId: !read.isReport && known && known.id !== contactId ? known.id : null };
  }
  if (!known || mail.role === 'junk') return { message: null, match: null, contactId: null, companyId: null, writerId: null };
  const newest = await newestMessage.maybe(tx, [mail.workspaceId, known.id, read.at, mail.mailboxId]);
  return { message: newest ?? null, match: newest ? 'weak' : null, contactId: known.id, companyId: known.company_id, writerId: null };
}
