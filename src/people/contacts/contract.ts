import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';

export { plainKey } from './attribute-key.ts';

export const consentState = z.enum(['unknown', 'given', 'withdrawn']);
export const attributeType = z.enum(['text', 'number', 'boolean', 'date', 'choice']);
const attributeValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
const named = z.object({ id, name: z.string() });

export const contactLine = z.object({
  id, email: z.string().nullable(), firstName: z.string(), lastName: z.string(), jobTitle: z.string(),
  company: named.nullable(), consent: consentState, language: z.string().nullable(),
  /** Why never to write to this address; null when one may. */
  suppressed: z.string().nullable(),
  createdAt: instant, deletedAt: instant.nullable(),
});
export const contactView = contactLine.extend({
  phone: z.string(), owner: named.nullable(), timeZone: z.string().nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  consentSource: z.string().nullable(), consentAt: instant.nullable(),
  tracking: z.enum(['allowed', 'refused']), trackingSource: z.string().nullable(), trackingAt: instant.nullable(),
  suppression: z.object({ id, reason: z.string(), note: z.string(), createdAt: instant, by: z.string().nullable() }).nullable(),
  lists: z.array(named),
  updatedAt: instant, erasedAt: instant.nullable(),
  /** The contact this one was merged into. */
  mergedInto: id.nullable(),
});

const text = (max: number) => z.string().max(max);
const said = {
  firstName: text(400), lastName: text(400), jobTitle: text(400), phone: text(120),
  /** By name; made when there is none. Null or empty: none. */
  company: text(600).nullable(),
  ownerId: id.nullable(), timeZone: text(64).nullable(), language: text(64).nullable(),
  attributes: z.record(z.string(), attributeValue),
  /** What they said, how we know, and when. */
  consent: z.strictObject({ state: consentState, source: text(300).default(''), at: instant.optional() }),
  tracking: z.strictObject({ state: z.enum(['allowed', 'refused']), source: text(300).default('') }),
};
export const contactInput = z.strictObject({ email: text(1000), ...z.strictObject(said).partial().shape });
export const contactChange = z.strictObject({ email: text(1000), ...said }).partial();

export const contactFilter = z.strictObject({
  /** Part of a name, an address or a company; several words must all be found. */
  search: text(200).optional(),
  listId: idParam.optional(), companyId: idParam.optional(), ownerId: idParam.optional(),
  consent: consentState.optional(),
  /** Those who fit a saved segment now. */
  segmentId: idParam.optional(),
  /** Those deleted and not yet put back or erased. */
  deleted: z.stringbool().optional(),
});

export const attributeView = z.object({
  key: z.string(), label: z.string(), type: attributeType, choices: z.array(z.string()), archivedAt: instant.nullable(),
});

const tag = 'Contacts';
const byId = z.object({ contactId: idParam });

export const listContacts = endpoint({ method: 'GET', path: '/contacts', tag, summary: 'Contacts, newest first', query: pageQuery.extend(contactFilter.shape), response: pageOf(contactLine) });
export const countContacts = endpoint({ method: 'GET', path: '/contacts/count', tag, summary: 'How many contacts a filter finds', query: contactFilter, response: z.object({ count: z.number().int() }) });
export const listSegmentChoices = endpoint({ method: 'GET', path: '/contacts/segments', tag, summary: 'Segments that contacts can be filtered by', response: z.object({ items: z.array(named) }) });
export const exportContacts = endpoint({
  method: 'GET', path: '/contacts/export.csv', tag, summary: 'Contacts as CSV, safe to open in spreadsheet programs',
  query: contactFilter.extend({ bom: z.stringbool().default(false) }), response: z.any(),
});
export const createContact = endpoint({ method: 'POST', path: '/contacts', tag, summary: 'Add a contact', body: contactInput, response: contactView });
export const getContact = endpoint({ method: 'GET', path: '/contacts/{contactId}', tag, summary: 'One contact', params: byId, response: contactView });
export const changeContact = endpoint({ method: 'PATCH', path: '/contacts/{contactId}', tag, summary: 'Change what is named, leave the rest', params: byId, body: contactChange, response: contactView });
export const deleteContact = endpoint({ method: 'DELETE', path: '/contacts/{contactId}', tag, summary: 'Delete; it can be put back', params: byId, response: contactView });
export const restoreContact = endpoint({ method: 'POST', path: '/contacts/{contactId}/restore', tag, summary: 'Put a deleted contact back', params: byId, response: contactView });
export const eraseContact = endpoint({
  method: 'POST', path: '/contacts/{contactId}/erase', tag, summary: 'Erase the person for good; anonymous counts and a hash that keeps the address out stay', params: byId, response: contactView,
});
export const findDuplicates = endpoint({ method: 'GET', path: '/contacts/{contactId}/duplicates', tag, summary: 'Contacts that may be the same person', params: byId, response: z.object({ items: z.array(contactLine) }) });
export const mergeContacts = endpoint({
  method: 'POST', path: '/contacts/{contactId}/merge', tag, summary: 'Merge another contact into this one: all that points at it moves here', params: byId, body: z.strictObject({ loserId: id }), response: contactView,
});
export const listAttributeDefinitions = endpoint({ method: 'GET', path: '/attributes', tag, summary: 'Custom attributes of contacts', response: z.object({ items: z.array(attributeView) }) });
export const defineAttribute = endpoint({
  method: 'POST', path: '/attributes', tag, summary: 'Define a custom attribute',
  body: z.strictObject({ key: z.string().max(63).optional(), label: z.string().trim().min(1).max(120), type: attributeType, choices: z.array(z.string().trim().min(1).max(200)).max(200).default([]) }), response: attributeView,
});
export const changeAttribute = endpoint({
  method: 'PATCH', path: '/attributes/{key}', tag, summary: 'Rename an attribute, change its choices, archive it or take it back', params: z.object({ key: z.string().max(63) }),
  body: z.strictObject({ label: z.string().trim().min(1).max(120), choices: z.array(z.string().trim().min(1).max(200)).max(200), archived: z.boolean(),
    /** Put it away although segments ask for it; they find nobody then. */
    evenIfUsed: z.boolean() }).partial(), response: attributeView,
});

export type ContactLine = z.infer<typeof contactLine>;
export type ContactView = z.infer<typeof contactView>;
export type ContactInput = z.infer<typeof contactInput>;
export type ContactChange = z.infer<typeof contactChange>;
export type ContactFilter = z.infer<typeof contactFilter>;
export type AttributeView = z.infer<typeof attributeView>;
