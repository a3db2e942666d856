import type { AttributeRule } from './condition.ts';

// What a rule may ask of a contact, and which questions each type knows. Pure; the browser uses it, too.

export type FieldType = 'text' | 'number' | 'date' | 'boolean' | 'choice';

/** Columns of every contact. `choice` here admits any value: languages and zones are codes. */
export const builtInFields = {
  email: { type: 'text' }, firstName: { type: 'text' }, lastName: { type: 'text' }, jobTitle: { type: 'text' }, phone: { type: 'text' }, companyName: { type: 'text' },
  language: { type: 'choice' }, timeZone: { type: 'choice' }, createdAt: { type: 'date' },
} as const satisfies Record<string, { type: FieldType }>;
export type BuiltInField = keyof typeof builtInFields;

export type Operator = AttributeRule['op'];

/** The operators of a type, in the order they are offered. */
export const operatorsOf: Record<FieldType, readonly Operator[]> = {
  text: ['is', 'is-not', 'contains', 'contains-not', 'starts-with', 'is-set', 'is-not-set'],
  number: ['equals', 'equals-not', 'less', 'greater', 'between', 'is-set', 'is-not-set'],
  date: ['before', 'after', 'in-last', 'in-next', 'is-set', 'is-not-set'],
  boolean: ['is-true', 'is-false', 'is-set', 'is-not-set'],
  choice: ['any-of', 'none-of', 'is-set', 'is-not-set'],
};

const prefix = 'attributes.';
export const fieldOfAttribute = (key: string): string => `${prefix}${key}`;
/** The custom attribute's key, or undefined for a built-in field. */
export const attributeKeyOf = (field: string): string | undefined => (field.startsWith(prefix) ? field.slice(prefix.length) : undefined);
export const isBuiltIn = (field: string): field is BuiltInField => Object.hasOwn(builtInFields, field);
