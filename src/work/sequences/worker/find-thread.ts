import { readerValues } from '../../../craft/emails/index.ts';
import { compiledContent, fillSubject, sentMessageId, type Thread } from '../../../delivery/messages/index.ts';
import type { SigningKeys } from '../../../delivery/tracking/index.ts';
import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { sequenceSource } from '../queries.ts';

// A person's accepted mails of a sequence, from the one that began the conversation: by messages_recipient.
const sentSince = statement<{ id: number; content: unknown }>('sequences.sent-in-thread', `
  select m.id, x.content from messages m join compiled_emails x on x.workspace_id = m.workspace_id and x.id = m.compiled_id
  where m.workspace_id = $1 and m.source_kind = '${sequenceSource}' and m.source_id = $2 and m.recipient_kind = 'contact' and m.recipient_id = $3
    and m.state = 'accepted' and m.accepted_at >= (select accepted_at from messages where workspace_id = $1 and id = $4)
  order by m.accepted_at, m.id limit 30`);

/** The conversation a follow-up goes on: it answers the newest mail under the first one's subject. Null: there is none yet. */
export async function findThread(on: Queryable, keys: SigningKeys, asked: { workspaceId: WorkspaceId; sequenceId: number; contactId: number; firstMessageId: number }): Promise<Thread | null> {
  const { workspaceId, contactId } = asked;
  const sent = (await sentSince.rows(on, [workspaceId, asked.sequenceId, contactId, asked.firstMessageId])).map(({ id, content }) => ({ id, content: compiledContent.parse(content) }));
  const first = sent[0];
  if (!first) return null;
  const references = sent.map(({ id, content }) => sentMessageId(keys, workspaceId, id, content.from.address));
  const { values } = await readerValues(on, { workspaceId, workspace: { name: '', postalAddress: '' }, senderName: first.content.from.name, definitions: [], contactId });
  return { inReplyTo: references.at(-1)!, references, subject: fillSubject(first.content.subject, values) };
}
