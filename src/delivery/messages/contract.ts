import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';

// Where messages stand, and the decision about those of unknown fate. Shared with the browser.

export const messageState = z.enum(['planned', 'claimed', 'handing', 'accepted', 'refused', 'unknown', 'dropped', 'cancelled']);

export const messageStanding = z.object({
  id,
  source: z.object({ kind: z.string(), id: z.number().int(), step: z.number().int() }),
  recipient: z.object({ kind: z.enum(['contact', 'member', 'address']), id, name: z.string(), address: z.string().nullable() }),
  state: messageState,
  /** Code, details after a colon, and the same in words. */
  reason: z.object({ code: z.string(), words: z.string() }).nullable(),
  dueAt: instant,
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
  attempts: z.number().int(),
  bounce: z.enum(['permanent', 'temporary']).nullable(),
});
export type MessageStanding = z.infer<typeof messageStanding>;

export const attempt = z.object({
  number: z.number().int(), startedAt: instant, answeredAt: instant.nullable(), server: z.string(),
  outcome: z.enum(['accepted', 'refused', 'deferred', 'unknown']).nullable(), code: z.number().nullable(), enhanced: z.string().nullable(), answer: z.string().nullable(),
});

const tag = 'Messages';
const one = z.object({ messageId: idParam });
export const listSourceMessages = endpoint({
  method: 'GET', path: '/messages', tag, summary: 'Messages of a campaign or another source, with why each stands where it stands',
  query: pageQuery.extend({ sourceKind: z.string().max(40), sourceId: idParam, state: messageState.optional(), held: z.enum(['true', 'false']).optional(), reason: z.string().max(60).optional() }),
  response: pageOf(messageStanding),
});
export const listUnknownMessages = endpoint({
  method: 'GET', path: '/messages/unknown', tag, summary: 'Messages whose hand-over was cut off before the server answered', query: pageQuery, response: pageOf(messageStanding),
});
export const getMessage = endpoint({
  method: 'GET', path: '/messages/{messageId}', tag, summary: 'One message with its hand-overs', params: one, response: messageStanding.extend({ handOvers: z.array(attempt) }),
});
export const resolveUnknownMessage = endpoint({
  method: 'POST', path: '/messages/{messageId}/resolve', tag, summary: 'Decide about a message of unknown fate: send it again, or take it as accepted',
  params: one, body: z.object({ decision: z.enum(['resend', 'accepted']) }), response: z.object({}),
});
