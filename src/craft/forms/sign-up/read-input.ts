import { parseEmailAddress, type EmailAddress } from '../../../people/addresses/index.ts';
import { longest, oneLine, readAttribute, type AttributeDefinition, type AttributeValue } from '../../../people/contacts/index.ts';
import type { FormField } from '../contract.ts';
import type { Form } from '../form/form.ts';
import type { PageText } from '../pages/page-words.ts';

// What somebody typed into a form, read and cleaned. Pure.

/** As a contact will have it: names and the like by our words for them, attributes by their keys. */
export interface SignUpValues {
  fields: Partial<Record<'first_name' | 'last_name' | 'job_title' | 'company' | 'phone', string>>;
  attributes: Record<string, AttributeValue>;
}

export type SignUpInput = { email: EmailAddress; values: SignUpValues; topicIds: number[] };

/** Each wrong field with what the page says beside it. */
export type InputProblems = ReadonlyMap<string, PageText>;

const longestOf: Record<string, number> = { first_name: longest.name, last_name: longest.name, job_title: longest.job_title, company: longest.company, phone: longest.phone };

/** The fields as sent, by the names they have on the page: `email`, `first_name`, `attribute.plan`, `topic`, `agree`. */
export function readInput(form: Form, attributes: readonly AttributeDefinition[], sent: URLSearchParams): { input: SignUpInput } | { problems: InputProblems } {
  const problems = new Map<string, PageText>();
  const email = parseEmailAddress(sent.get('email') ?? '');
  if ('problem' in email) problems.set('email', 'email_wrong');
  const values: SignUpValues = { fields: {}, attributes: {} };
  for (const field of form.fields) readField(field, attributes, sent, values, problems);
  if (sent.get('agree') !== 'yes') problems.set('agree', 'consent_needed');
  const chosen = new Set(sent.getAll('topic').map(Number));
  if (problems.size > 0 || 'problem' in email) return { problems };
  return { input: { email, values, topicIds: form.topicIds.filter((id) => chosen.has(id)) } };
}

function readField({ key, required }: FormField, attributes: readonly AttributeDefinition[], sent: URLSearchParams, values: SignUpValues, problems: Map<string, PageText>): void {
  const text = oneLine(sent.get(key) ?? '');
  if (!key.startsWith('attribute.')) {
    if (text.length > (longestOf[key] ?? 200)) problems.set(key, 'value_long');
    else if (text !== '') values.fields[key as keyof SignUpValues['fields']] = text;
    else if (required) problems.set(key, 'value_missing');
    return;
  }
  const name = key.slice('attribute.'.length);
  const definition = attributes.find((each) => each.key === name);
  // Put away since the form was made: nobody is asked for it.
  if (!definition) return;
  if (text === '') {
    if (required) problems.set(key, 'value_missing');
    return;
  }
  const read = readAttribute(definition, text);
  if ('problem' in read) problems.set(key, 'value_wrong');
  else values.attributes[name] = read.value;
}
