import { Drop } from 'liquidjs';
import { footerLabels } from './footer-labels.ts';

// What a slot can be filled with: the recipient, their company, the sender, the workspace.

export interface PersonalValues {
  contact: {
    email: string;
    first_name: string;
    last_name: string;
    name: string;
    job_title: string;
    phone: string;
    language: string;
    attributes: Record<string, unknown>;
  };
  company: { name: string };
  sender: { name: string };
  /** `language`: for readers whose own is not known. */
  workspace: { name: string; postal_address: string; language?: string | undefined };
  unsubscribe_url: string;
  /** The reader's page of choices; known once the message is. */
  preferences_url?: string;
  /** Values of this message alone (an invitation's link, a test's sample), by path; they win. */
  vars: Record<string, unknown>;
}

type Scope = Record<string, unknown>;
const shortForms: Record<string, string> = {
  first_name: 'contact.first_name',
  last_name: 'contact.last_name',
  email: 'contact.email',
  name: 'contact.name',
  company: 'company.name',
  'contact.company': 'company.name',
};
const ownFields = new Set(['email', 'first_name', 'last_name', 'name', 'job_title', 'phone', 'language', 'attributes', 'company']);

/** Addresses of pages of ours that every message has, and their words: never missing, never counted as a click. */
export const ownPages: ReadonlySet<string> = new Set(['unsubscribe_url', 'preferences_url', 'unsubscribe_label', 'preferences_label']);

/** The one spelling of a variable's path: `first_name` and `contact.first_name` are the same, `contact.plan` is `contact.attributes.plan`. */
export function canonicalPath(path: string): string {
  const long = shortForms[path] ?? path;
  const [head, field, ...rest] = long.split('.');
  if (head === 'contact' && field !== undefined && rest.length === 0 && !ownFields.has(field)) return `contact.attributes.${field}`;
  return long;
}

/** A variable's text, or null when there is none: an empty value is no value. */
export function readValue(values: PersonalValues, path: string): string | null {
  const canonical = canonicalPath(path);
  const own = values.vars[path] ?? values.vars[canonical];
  if (own !== undefined && own !== null) return textOf(own);
  if (canonical === 'unsubscribe_label' || canonical === 'preferences_label') return labelsOf(values)[canonical];
  let found: unknown = values;
  for (const key of canonical.split('.')) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, key)) return null;
    found = (found as Scope)[key];
  }
  return textOf(found);
}

const labelsOf = ({ contact, workspace }: PersonalValues) => footerLabels(contact.language, workspace.language);

/** Those of `required` that have no value, each once, in the order given. */
export function missingValues(values: PersonalValues, required: readonly string[]): string[] {
  return [...new Set(required)].filter((path) => !ownPages.has(path) && readValue(values, path) === null);
}

/** `{{ company }}` is its name, and so is `{{ company.name }}`: a plain string would answer nothing to the latter. */
class CompanyValue extends Drop {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override valueOf(): string {
    return this.name;
  }
}

/** The same values as an object for Liquid, with the short forms beside the long ones. */
export function liquidScope(values: PersonalValues): Scope {
  const scope: Scope = {
    contact: { ...values.contact.attributes, ...values.contact, company: values.company.name },
    company: new CompanyValue(values.company.name),
    sender: values.sender,
    workspace: values.workspace,
    unsubscribe_url: values.unsubscribe_url,
    preferences_url: values.preferences_url ?? '',
    ...labelsOf(values),
  };
  for (const [short, long] of Object.entries(shortForms)) if (!short.includes('.') && short !== 'company') scope[short] = readValue(values, long) ?? '';
  for (const [path, value] of Object.entries(values.vars)) setPath(scope, path.split('.'), value);
  return scope;
}

function setPath(scope: Scope, keys: string[], value: unknown): void {
  const [head, ...rest] = keys as [string, ...string[]];
  if (head === '__proto__') return;
  if (rest.length === 0) {
    scope[head] = value;
    return;
  }
  const inner = scope[head];
  const copy: Scope = inner !== null && typeof inner === 'object' ? { ...(inner as Scope) } : {};
  scope[head] = copy;
  setPath(copy, rest, value);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.trim() === '' ? null : text;
}
