import type { Transaction } from '../../../platform/db/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import type { JournalPlace } from './begin-hand-overs.ts';
import type { Answered } from './write-answers.ts';

/** Suppresses the addresses that a server called dead while we were handing over. */
export async function suppressBounced(tx: Transaction, { workspaceId, now }: JournalPlace, dead: readonly Answered[]): Promise<void> {
  await suppress(tx, workspaceId, dead.map(({ message, answer }) => (
    { who: { contactId: message.recipientId }, reason: 'bounced' as const, note: answer.answer, messageId: message.messageId }
  )), now);
}
