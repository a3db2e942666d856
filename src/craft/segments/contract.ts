import { z } from 'zod';
import { contactLine } from '../../people/contacts/contract.ts';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { condition, conditionView } from './condition/condition.ts';

export { behaviours, conditionView, limits, rulesOf, schemaVersion, type AttributeRule, type Behaviour, type BehaviourRule, type Condition, type Rule } from './condition/condition.ts';
export { attributeKeyOf, builtInFields, fieldOfAttribute, isBuiltIn, operatorsOf, type BuiltInField, type FieldType, type Operator } from './condition/fields.ts';
export { consentNames, fieldName, fieldNames, wordsOf } from './condition/words-of.ts';
export type { ConditionWorld } from './condition/world.ts';

const name = z.string().trim().min(1).max(200);
const description = z.string().trim().max(2000);
const named = z.object({ id, name: z.string() });
/** Of the condition's schema; 1 unless said. */
const version = z.number().int().min(1).default(1);

export const segmentLine = z.object({
  id, name: z.string(), description: z.string(),
  /** The condition as one reads it, in the reader's language. */
  words: z.string(),
  /** Why it cannot be asked now, a sentence each; it then finds nobody. */
  flaws: z.array(z.string()),
  /** When it was last counted; null: never since its condition changed. */
  counted: z.object({ count: z.number().int(), at: instant }).nullable(),
  owner: named.nullable(),
  usedBy: z.array(named.extend({ kind: z.enum(['campaign', 'segment']) })),
  createdAt: instant, updatedAt: instant, archivedAt: instant.nullable(),
});
export const segmentView = segmentLine.extend({
  version: z.number().int(),
  condition: conditionView,
  /** Counts edits; send it back as `expectedRevision`. */
  revision: z.number().int(),
  /** Names of what the condition asks for, by id. */
  names: z.object({ lists: z.array(named), companies: z.array(named), members: z.array(named), campaigns: z.array(named), segments: z.array(named) }),
});
const asked = z.object({
  count: z.number().int(),
  /** Ten of them at most. */
  sample: z.array(contactLine),
  words: z.string(),
});

const params = z.object({ segmentId: idParam });
const tag = 'Segments';

export const listSegments = endpoint({
  method: 'GET', path: '/segments', tag, summary: 'The segments, by name',
  query: pageQuery.extend({
    /** Part of the name. */
    search: z.string().trim().max(200).optional(),
    archived: z.enum(['yes', 'no']).default('no'),
  }),
  response: pageOf(segmentLine),
});
export const getSegment = endpoint({ method: 'GET', path: '/segments/{segmentId}', tag, summary: 'One segment', params, response: segmentView });
export const createSegment = endpoint({
  method: 'POST', path: '/segments', tag, summary: 'Save a condition as a segment', body: z.strictObject({ name, description: description.default(''), version, condition }), response: segmentView,
});
export const changeSegment = endpoint({
  method: 'PATCH', path: '/segments/{segmentId}', tag, summary: 'Rename a segment or change its condition', params,
  body: z.strictObject({ expectedRevision: z.number().int().min(1), name: name.optional(), description: description.optional(), version, condition: condition.optional() }), response: segmentView,
});
export const duplicateSegment = endpoint({ method: 'POST', path: '/segments/{segmentId}/duplicate', tag, summary: 'A copy under another name', params, response: segmentView });
export const archiveSegment = endpoint({ method: 'POST', path: '/segments/{segmentId}/archive', tag, summary: 'Put a segment away; campaigns that went out keep their people', params, response: segmentView });
export const bringBackSegment = endpoint({ method: 'POST', path: '/segments/{segmentId}/bring-back', tag, summary: 'Bring a segment back that was put away', params, response: segmentView });
export const countSegment = endpoint({ method: 'POST', path: '/segments/{segmentId}/count', tag, summary: 'Count a segment now, with ten of its people', params, response: asked });
export const askCondition = endpoint({
  method: 'POST', path: '/segments/ask', tag, summary: 'Count a condition that is not saved, with ten of its people',
  body: z.strictObject({ version, condition,
    /** The segment that is being edited, so that a circle through it is found. */
    segmentId: id.optional(),
    /** Names the screen that asks; its newer question stops the older one. */
    screen: z.string().max(60).optional() }), response: asked,
});
export const listSegmentPeople = endpoint({ method: 'GET', path: '/segments/{segmentId}/people', tag, summary: 'The people in a segment now', params, query: pageQuery, response: pageOf(contactLine) });
export const isInSegment = endpoint({
  method: 'GET', path: '/segments/{segmentId}/people/{contactId}', tag, summary: 'Whether a contact is in a segment now', params: params.extend({ contactId: idParam }), response: z.object({ isIn: z.boolean() }),
});
export const exportSegment = endpoint({
  method: 'GET', path: '/segments/{segmentId}/export.csv', tag, summary: 'The people in a segment as CSV, safe to open in spreadsheet programs', params, query: z.strictObject({ bom: z.stringbool().default(false) }), response: z.any(),
});
export const findChoices = endpoint({
  method: 'GET', path: '/segments/choices', tag, summary: 'What a rule may ask for: campaigns, or the links of one',
  query: z.strictObject({ kind: z.enum(['campaign', 'link']), search: z.string().trim().max(200).optional(), campaignId: idParam.optional() }),
  response: z.object({ items: z.array(z.object({ id: z.number().int(), name: z.string() })) }),
});
export const segmentsWithAttribute = endpoint({
  method: 'GET', path: '/segments/asking-for-attribute', tag, summary: 'Which segments would find nobody without an attribute', query: z.strictObject({ key: z.string().max(63) }), response: z.object({ items: z.array(named) }),
});

export type SegmentLine = z.infer<typeof segmentLine>;
export type SegmentView = z.infer<typeof segmentView>;
