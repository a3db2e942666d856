import { findReturnPathToken } from '../../messages/index.ts';
import type { SigningKeys } from '../../tracking/index.ts';
import { walkParts, type MailPart } from '../mime/parse-mail.ts';
import type { MailHead } from './mail-head.ts';

export interface FoundToken {
  messageId: number;
  by: 'token' | 'references';
}

/**
 * Finds which message of this workspace a mail answers or tells of, by a token of ours: in the address it came to, in the
 * ids it refers to, or, in reports, anywhere in the mail that came back. A token proves itself; another workspace's is none.
 */
export function findToken(keys: SigningKeys, workspaceId: number, mail: MailPart, head: MailHead, isReport: boolean): FoundToken | null {
  const inAny = (texts: readonly string[]): number | null => {
    for (const text of texts) {
      const found = findReturnPathToken(keys, text);
      if (found?.workspaceId === workspaceId) return found.messageId;
    }
    return null;
  };
  const addressed = inAny(head.deliveredTo);
  if (addressed !== null) return { messageId: addressed, by: 'token' };
  const answered = inAny(head.answers);
  if (answered !== null) return { messageId: answered, by: 'references' };
  if (!isReport) return null;
  const inside = inAny([...insideHeaders(mail), ...[...walkParts(mail, true)].map((part) => part.text.slice(0, 100_000))]);
  return inside === null ? null : { messageId: inside, by: 'token' };
}

/** Whether it is a mail of ours that came round to us: its own Message-ID or X-Kindred carries a token. */
export function isOurOwn(keys: SigningKeys, { header }: MailPart, head: MailHead): boolean {
  return findReturnPathToken(keys, head.messageId ?? '') !== null || (head.answers.length === 0 && findReturnPathToken(keys, header.first('x-kindred')) !== null);
}

function* insideHeaders(mail: MailPart): Generator<string> {
  for (const part of walkParts(mail, true)) {
    if (part === mail) continue;
    for (const name of ['x-kindred', 'message-id', 'return-path', 'list-unsubscribe']) yield part.header.first(name).slice(0, 2000);
  }
}
