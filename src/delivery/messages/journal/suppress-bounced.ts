import { statement, type Transaction } from '../../../platform/db/index.ts';
import type { Answered } from './write-answers.ts';
import type { JournalPlace } from './begin-hand-overs.ts';

// Placeholder until people/suppressions exports `suppress`.
const insertBounced = statement('journal.suppress-bounced', `
  insert into suppressions (workspace_id, address_hash, address, reason, note, message_id, created_at)
  select $1, sha256(convert_to(c.email_key, 'UTF8')), c.email, 'bounced', b.note, b.message_id, $2
  from unnest($3::bigint[], $4::bigint[], $5::text[]) as b (contact_id, message_id, note)
  join contacts c on c.workspace_id = $1 and c.id = b.contact_id and c.email_key is not null
  on conflict (workspace_id, address_hash) where lifted_at is null do nothing`);

/** Suppresses the addresses that a server called dead while we were handing over. */
export async function suppressBounced(tx: Transaction, { workspaceId, now }: JournalPlace, dead: readonly Answered[]): Promise<void> {
  await insertBounced.run(tx, [workspaceId, now, dead.map((d) => d.message.recipientId), dead.map((d) => d.message.messageId), dead.map((d) => d.answer.answer)]);
}
