import { sendToPerson } from '../../../delivery/messages/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import type { FormsDeps, Host } from '../house.ts';
import type { PageWords } from '../pages/page-words.ts';
import { perPerson, withinLimits } from '../sign-up/limits.ts';
import { knowledgeMail } from '../sign-up/mails.ts';
import { secondsOf, signToken } from '../tokens.ts';
import type { Person } from './person.ts';

/** The link to what we know works for so long. */
export const knowledgeMs = 3_600_000;

/** Suppressions that keep even a mail that was asked for away. */
const closed = new Set(['bounced', 'complained', 'manual']);

/**
 * Sends the person a link to what is known about them: the link in a campaign may have been forwarded with it, their
 * own mailbox has not. `blocked`: no mail may go there. `wait`: several went already.
 */
export async function askForKnowledge(deps: FormsDeps, host: Host, person: Person, words: PageWords, now: Date): Promise<'sent' | 'blocked' | 'wait'> {
  if (person.suppression !== null && closed.has(person.suppression)) return 'blocked';
  // No mail goes to a deleted contact, whatever its purpose.
  if (person.isDeleted) return 'blocked';
  const { workspaceId, contactId } = person;
  if (!(await withinLimits(deps.db, [[['knowledge', String(workspaceId), String(contactId)], perPerson]], now))) return 'wait';
  const token = signToken(deps.keys, 'knowledge', [workspaceId, contactId, secondsOf(new Date(now.getTime() + knowledgeMs))]);
  await deps.db.transaction((tx) => sendToPerson(tx, {
    workspaceId: workspaceId as WorkspaceId, to: { contactId }, now,
    // Each asking is a mail of its own: its second is its number.
    source: { kind: 'knowledge', laneId: 0, sourceId: secondsOf(now), step: 0 },
    ...knowledgeMail(words, { accent: host.look.accent, workspace: host.name, postalAddress: host.postalAddress }, `${deps.publicUrl}/p/${token}`),
  }));
  return 'sent';
}
