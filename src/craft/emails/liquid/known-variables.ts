import type { z } from 'zod';
import { canonicalPath } from '../sending-form.ts';
import type { variable } from '../contract.ts';
import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';

export interface AttributeName {
  key: string;
  label: string;
}

type Variable = z.infer<typeof variable>;

const fixed: readonly (Omit<Variable, 'label'> & { label: Phrase })[] = [
  { path: 'contact.first_name', label: phrase('First name'), group: 'contact', example: 'Ana' },
  { path: 'contact.last_name', label: phrase('Last name'), group: 'contact', example: 'Ferreira' },
  { path: 'contact.name', label: phrase('Full name'), group: 'contact', example: 'Ana Ferreira' },
  { path: 'contact.email', label: phrase('Address'), group: 'contact', example: 'ana@example.com' },
  { path: 'contact.job_title', label: phrase('Job title'), group: 'contact', example: 'Head of operations' },
  { path: 'contact.phone', label: phrase('Phone'), group: 'contact', example: '+351 21 000 0000' },
  { path: 'contact.language', label: phrase('Language'), group: 'contact', example: 'en' },
  { path: 'company.name', label: phrase('Company'), group: 'company', example: 'Example Company' },
  { path: 'sender.name', label: phrase('Sender’s name'), group: 'sender', example: 'Your name' },
  { path: 'workspace.name', label: phrase('Our company'), group: 'workspace', example: 'Our company' },
  { path: 'workspace.postal_address', label: phrase('Our postal address'), group: 'workspace', example: '1 Main Street, Town' },
  { path: 'unsubscribe_url', label: phrase('Opt-out page'), group: 'message', example: 'https://links.example.com/t/u/sample' },
  { path: 'preferences_url', label: phrase('Page of choices'), group: 'message', example: 'https://links.example.com/p/sample' },
  { path: 'unsubscribe_label', label: phrase('Words of the opt-out link'), group: 'message', example: 'Unsubscribe' },
  { path: 'preferences_label', label: phrase('Words of the link to choices'), group: 'message', example: 'Your choices' },
];

const fixedPaths = new Set(fixed.map((known) => known.path));
/** Whole objects, as a loop or a test may read them. */
const objects = new Set(['contact', 'contact.attributes', 'company', 'sender', 'workspace']);
/** Names that mean something everywhere in an email; any other first name is local to its template. */
const roots = new Set(['contact', 'company', 'sender', 'workspace', 'unsubscribe_url', 'preferences_url', 'unsubscribe_label', 'preferences_label', 'first_name', 'last_name', 'email', 'name']);

/** Every variable of a workspace, its own attributes behind the fixed ones. */
export function listKnownVariables(attributes: readonly AttributeName[]): Variable[] {
  return [...fixed.map((each) => ({ ...each, label: t(each.label) })), ...attributes.map(({ key, label }): Variable => ({ path: `contact.${key}`, label, group: 'attribute', example: label }))];
}

/** Whether an email of this workspace can be filled with it. */
export function isKnownVariable(path: string, attributes: readonly AttributeName[]): boolean {
  const canonical = canonicalPath(path);
  if (fixedPaths.has(canonical) || objects.has(canonical)) return true;
  return attributes.some(({ key }) => canonical === `contact.attributes.${key}` || canonical.startsWith(`contact.attributes.${key}.`));
}

/** Whether a path begins with a name that is known outside of loops and assignments. */
export const isGlobalRoot = (path: string): boolean => roots.has(path.split('.')[0]!);
