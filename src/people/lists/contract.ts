import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';

const name = z.string().trim().min(1).max(200);
const description = z.string().trim().max(2000);

export const list = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** Live contacts on it. */
  size: z.number().int(),
  createdAt: instant,
  archivedAt: instant.nullable(),
});
export type ListView = z.infer<typeof list>;

const params = z.object({ listId: idParam });
const tag = 'Lists';
/** At most this many contacts in one call; more go by import or by search. */
const contactIds = z.array(id).min(1).max(10_000);

export const listLists = endpoint({
  method: 'GET', path: '/lists', tag, summary: 'The lists, by name',
  query: pageQuery.extend({
    /** Part of the name. */
    search: z.string().trim().max(200).optional(),
    archived: z.enum(['yes', 'no']).default('no'),
  }),
  response: pageOf(list),
});
export const getList = endpoint({ method: 'GET', path: '/lists/{listId}', tag, summary: 'One list', params, response: list });
export const createList = endpoint({
  method: 'POST', path: '/lists', tag, summary: 'Make a list', body: z.strictObject({ name, description: description.default('') }), response: list,
});
export const changeList = endpoint({
  method: 'PATCH', path: '/lists/{listId}', tag, summary: 'Rename or describe a list', params,
  body: z.strictObject({ name: name.optional(), description: description.optional() }), response: list,
});
export const archiveList = endpoint({
  method: 'POST', path: '/lists/{listId}/archive', tag, summary: 'Put a list away; its contacts and its past mailings stay', params,
  /** `yes`: although segments, forms or unsent campaigns work with it. */
  query: z.strictObject({ evenIfUsed: z.enum(['yes', 'no']).default('no') }), response: list,
});
export const bringBackList = endpoint({
  method: 'POST', path: '/lists/{listId}/bring-back', tag, summary: 'Bring a list back that was put away', params, response: list,
});
export const addToList = endpoint({
  method: 'POST', path: '/lists/{listId}/contacts', tag, summary: 'Put contacts on a list', params,
  body: z.strictObject({ contactIds }), response: z.object({ added: z.number().int() }),
});
export const removeFromList = endpoint({
  method: 'POST', path: '/lists/{listId}/contacts/remove', tag, summary: 'Take contacts off a list', params,
  body: z.strictObject({ contactIds }), response: z.object({ removed: z.number().int() }),
});
/** All that a filter finds, however many: the same words as GET /contacts. */
const found = z.strictObject({ filter: z.strictObject({
  search: z.string().max(200).optional(), listId: id.optional(), companyId: id.optional(), ownerId: id.optional(), segmentId: id.optional(), consent: z.enum(['unknown', 'given', 'withdrawn']).optional(),
}) });
export const addFoundToList = endpoint({
  method: 'POST', path: '/lists/{listId}/found', tag, summary: 'Put all contacts that a filter finds on a list', params, body: found, response: z.object({ added: z.number().int() }),
});
export const removeFoundFromList = endpoint({
  method: 'POST', path: '/lists/{listId}/found/remove', tag, summary: 'Take all contacts that a filter finds off a list', params, body: found, response: z.object({ removed: z.number().int() }),
});
