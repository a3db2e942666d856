import type { SigningKeys } from '../../tracking/index.ts';
import type { Part } from './compiled-email.ts';
import { parseLiquid } from './liquid.ts';
import { liquidScope, readValue, type PersonalValues } from './personal-values.ts';
import { messageIdOf } from './prepare-compiled.ts';
import { returnPathToken } from './return-path.ts';

/** Which conversation a mail goes on: RFC 5322, 3.6.4. Kept in the message's values as `thread`. */
export interface Thread {
  inReplyTo: string;
  references: readonly string[];
  /** The first mail's, as its reader has it; `Re: ` is put before it. */
  subject: string;
}

const messageId = /^<[^\s<>]{1,400}>$/;

/** The thread among a message's values; null when there is none that a header could carry. */
export function threadOf(vars: Readonly<Record<string, unknown>>): Thread | null {
  const { inReplyTo, references, subject } = (vars['thread'] ?? {}) as Partial<Record<keyof Thread, unknown>>;
  if (typeof inReplyTo !== 'string' || !messageId.test(inReplyTo) || typeof subject !== 'string' || !Array.isArray(references)) return null;
  const ids = references.filter((id): id is string => typeof id === 'string' && messageId.test(id));
  return { inReplyTo, references: ids.length > 0 ? ids : [inReplyTo], subject };
}

/** `Re: Subject`, once however long they have been answering. */
export const replySubject = (subject: string): string => (/^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`);

/** A compiled subject as one person gets it. Throws LiquidProblem when it cannot be filled. */
export function fillSubject(parts: readonly Part[], values: PersonalValues): string {
  return parts.map((part) => {
    if (typeof part === 'string') return part;
    if ('value' in part) return readValue(values, part.value) ?? part.default ?? '';
    return 'liquid' in part ? parseLiquid(part.liquid, part.escape)(liquidScope(values)) : '';
  }).join('');
}

/** The Message-ID that a message went out with, or will. */
export const sentMessageId = (keys: SigningKeys, workspaceId: number, id: number, fromAddress: string): string =>
  messageIdOf(returnPathToken(keys, workspaceId, id), fromAddress);
