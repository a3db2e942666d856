import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { providers } from './hooks/provider-report.ts';
import { replySorts } from './sorting/sort-reply.ts';

// What came back, as screens and programs see it. Shared with the browser.

export { replySorts, type ReplySort } from './sorting/sort-reply.ts';
export const replySort = z.enum(replySorts);
export const hookProvider = z.enum(providers);

export const hookView = z.object({
  provider: hookProvider,
  /** Where the provider reports to; null: none was made. Whoever knows it may report in the provider's name where it signs nothing. */
  address: z.string().nullable(),
  needsKey: z.boolean(),
  hasKey: z.boolean(),
  heardAt: instant.nullable(),
  refusedAt: instant.nullable(),
  refusedReason: z.string().nullable(),
});
export type HookView = z.infer<typeof hookView>;

/** One mail of a conversation: ours, or what came back. */
export const conversationEntry = z.object({
  key: z.string(),
  at: instant,
  from: z.enum(['us', 'them']),
  subject: z.string(),
  /** What was written; of a mass mail only its subject is shown. */
  text: z.string(),
  /** Of ours: which message. Of theirs: which one it answers. */
  messageId: id.nullable(),
  source: z.object({ kind: z.string(), id }).nullable(),
  inbound: z.object({
    id, kind: z.enum(['reply', 'auto-reply', 'bounce', 'complaint', 'meeting', 'delay']), match: z.enum(['token', 'references', 'weak']).nullable(), writer: z.string().nullable(),
    sort: replySort.nullable(), sortedBy: z.object({ id, name: z.string() }).nullable(), sortedAt: instant.nullable(), returnsOn: z.iso.date().nullable(),
    meeting: z.object({ startsAt: instant, endsAt: instant, answer: z.enum(['accepted', 'declined', 'tentative']) }).nullable(),
  }).nullable(),
});
export type ConversationEntry = z.infer<typeof conversationEntry>;

const tag = 'What comes back';
const ofProvider = z.object({ provider: hookProvider });
export const getConversation = endpoint({
  method: 'GET', path: '/contacts/{contactId}/conversation', tag, summary: 'What was written to a contact and what came back, newest first', params: z.object({ contactId: idParam }), query: pageQuery, response: pageOf(conversationEntry),
});
export const correctSort = endpoint({
  method: 'PUT', path: '/inbound/{inboundId}/sort', tag, summary: 'Say what a reply means', params: z.object({ inboundId: idParam }), body: z.object({ sort: replySort.nullable() }), response: z.object({ sort: replySort.nullable(), changed: z.boolean() }),
});
export const listHooks = endpoint({ method: 'GET', path: '/inbound/hooks', tag, summary: 'Addresses that mail providers report bounces and complaints to', response: z.object({ items: z.array(hookView) }) });
export const makeHook = endpoint({ method: 'POST', path: '/inbound/hooks/{provider}', tag, summary: 'Make an address for a provider, or a new one in its place', params: ofProvider, response: z.object({ items: z.array(hookView) }) });
export const setHookKey = endpoint({ method: 'PUT', path: '/inbound/hooks/{provider}/key', tag, summary: 'Enter what a provider signs its reports with', params: ofProvider, body: z.object({ key: z.string().min(1).max(2000) }), response: z.object({ items: z.array(hookView) }) });
export const removeHook = endpoint({ method: 'DELETE', path: '/inbound/hooks/{provider}', tag, summary: 'Take a provider’s address away', params: ofProvider, response: z.object({ items: z.array(hookView) }) });
