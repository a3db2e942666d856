import { z } from 'zod';
import { endpoint, id, idParam, instant } from '../../platform/http/contract.ts';
import { contactFilter } from '../contacts/contract.ts';

export const listView = z.object({
  id, name: z.string(), description: z.string(), contacts: z.number().int(), createdAt: instant, archivedAt: instant.nullable(),
});
export const listInput = z.strictObject({ name: z.string().trim().min(1).max(200), description: z.string().trim().max(2000).default('') });
/** Who: by their ids, or all that a filter finds. */
const who = z.strictObject({ contactIds: z.array(id).min(1).max(10_000) }).or(z.strictObject({ filter: z.strictObject({
  search: contactFilter.shape.search, listId: id.optional(), companyId: id.optional(), ownerId: id.optional(), consent: contactFilter.shape.consent,
}) }));

const tag = 'Lists';
const byId = z.object({ listId: idParam });

export const listLists = endpoint({ method: 'GET', path: '/lists', tag, summary: 'Lists by name, with how many are on them', query: z.object({ archived: z.stringbool().default(false) }), response: z.object({ items: z.array(listView) }) });
export const createList = endpoint({ method: 'POST', path: '/lists', tag, summary: 'Make a list', body: listInput, response: listView });
export const getList = endpoint({ method: 'GET', path: '/lists/{listId}', tag, summary: 'One list', params: byId, response: listView });
export const changeList = endpoint({ method: 'PATCH', path: '/lists/{listId}', tag, summary: 'Rename, describe, archive or take back', params: byId, body: z.strictObject({ ...listInput.shape, archived: z.boolean() }).partial(), response: listView });
export const addToList = endpoint({ method: 'POST', path: '/lists/{listId}/add', tag, summary: 'Put contacts on a list', params: byId, body: who, response: z.object({ added: z.number().int(), list: listView }) });
export const removeFromList = endpoint({ method: 'POST', path: '/lists/{listId}/remove', tag, summary: 'Take contacts off a list', params: byId, body: who, response: z.object({ removed: z.number().int(), list: listView }) });

export type ListView = z.infer<typeof listView>;
export type WhoOnList = z.infer<typeof who>;
