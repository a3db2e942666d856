import { statement, type Queryable } from '../../../platform/db/index.ts';

/** What the opt-out page says of the mail's reader. */
export interface Recipient {
  workspaceName: string;
  /** Masked; null once erased. */
  address: string | null;
  /** The opt-out was confirmed before, and stands. */
  isOut: boolean;
  /** The one we know of them. */
  language: string | null;
}

const read = statement<{ name: string; address: string | null; is_out: boolean; language: string | null }>('tracking.recipient', `
  select w.name, coalesce(c.email, mb.email) as address, coalesce(c.language, mb.language) as language,
         exists (select from suppressions s where s.workspace_id = m.workspace_id and s.lifted_at is null
                 and s.address_hash = sha256(convert_to(coalesce(c.email_key, lower(mb.email)), 'UTF8'))) as is_out
  from messages m
  join workspaces w on w.workspace_id = m.workspace_id
  left join contacts c on c.workspace_id = m.workspace_id and c.id = m.recipient_id and m.recipient_kind = 'contact'
  left join members mb on mb.workspace_id = m.workspace_id and mb.id = m.recipient_id and m.recipient_kind = 'member'
  where m.workspace_id = $1 and m.id = $2`);

export async function findRecipient(on: Queryable, workspaceId: number, messageId: number): Promise<Recipient | null> {
  const row = await read.maybe(on, [workspaceId, messageId]);
  return row ? { workspaceName: row.name, address: row.address && maskAddress(row.address), isOut: row.is_out, language: row.language } : null;
}

/** `a•••@example.com`: enough for its owner to know it, too little for who was forwarded the mail. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${[...address][0]}•••${address.slice(at)}`;
}
