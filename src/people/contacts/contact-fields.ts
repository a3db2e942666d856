import type { Transaction } from '../../platform/db/index.ts';
import { invalid, type FieldError } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { ensureCompanies } from '../companies/index.ts';
import { isMember } from './is-member.ts';
import { checkAttributes } from './attributes.ts';
import type { ContactChange } from './contract.ts';
import { parseEmailAddress, type EmailAddress } from '../addresses/index.ts';
import { longest, oneLine, readLanguage, readTimeZone } from './person-text.ts';

/** Columns to write and their values; attributes apart, since they are merged. */
export interface ContactFields {
  columns: Record<string, unknown>;
  attributes: { set: Record<string, unknown>; remove: string[] };
  address?: EmailAddress;
}

const texts = { firstName: ['first_name', longest.name], lastName: ['last_name', longest.name], jobTitle: ['job_title', longest.job_title], phone: ['phone', longest.phone] } as const;

/** Checks what somebody typed or a program sent; throws one problem that names each wrong field. */
export async function readFields(tx: Transaction, workspaceId: number, input: ContactChange, now: Date): Promise<ContactFields> {
  const wrong: FieldError[] = [];
  const columns: Record<string, unknown> = {};
  const fields: ContactFields = { columns, attributes: { set: {}, remove: [] } };
  if (input.email !== undefined) {
    const read = parseEmailAddress(input.email);
    if ('problem' in read) wrong.push({ path: 'body.email', message: read.problem });
    else {
      fields.address = read;
      Object.assign(columns, { email: read.address, email_key: read.key });
    }
  }
  for (const [field, [column, max]] of Object.entries(texts) as [keyof typeof texts, (typeof texts)[keyof typeof texts]][]) {
    if (input[field] === undefined) continue;
    const text = oneLine(input[field]);
    if (text.length > max) wrong.push({ path: `body.${field}`, message: t('longer than {max} characters', { max }) });
    columns[column] = text;
  }
  if (input.timeZone !== undefined) columns['time_zone'] = known(input.timeZone, readTimeZone, 'timeZone', t('not a time zone such as Europe/Berlin'), wrong);
  if (input.language !== undefined) columns['language'] = known(input.language, readLanguage, 'language', t('not a language code such as de or pt-BR'), wrong);
  if (input.ownerId !== undefined) {
    columns['owner_id'] = input.ownerId;
    if (input.ownerId !== null && !(await isMember(tx, workspaceId, input.ownerId))) wrong.push({ path: 'body.ownerId', message: t('not a member of this workspace') });
  }
  if (input.consent) Object.assign(columns, { consent: input.consent.state, ...consentFacts(input.consent, now, wrong) });
  if (input.tracking) Object.assign(columns, { tracking: input.tracking.state, tracking_source: oneLine(input.tracking.source) || null, tracking_at: now });
  if (input.company !== undefined) {
    const name = oneLine(input.company ?? '');
    if (name.length > longest.company) wrong.push({ path: 'body.company', message: t('longer than {max} characters', { max: longest.company }) });
    else columns['company_id'] = name === '' ? null : (await ensureCompanies(tx, workspaceId, [{ name, domain: null }], now)).get(name.toLowerCase()) ?? null;
  }
  if (wrong.length > 0) throw invalid('invalid_contact', wrong.map((each) => each.message).join(' '), wrong);
  if (input.attributes) fields.attributes = await checkAttributes(tx, workspaceId, input.attributes);
  return fields;
}

function known(text: string | null, read: (text: string) => string | undefined, field: string, message: string, wrong: FieldError[]): string | null {
  if (text === null || text.trim() === '') return null;
  const value = read(text);
  if (value === undefined) wrong.push({ path: `body.${field}`, message });
  return value ?? null;
}

/** Consent given wants to say how we know of it. */
function consentFacts(consent: NonNullable<ContactChange['consent']>, now: Date, wrong: FieldError[]): Record<string, unknown> {
  if (consent.state === 'unknown') return { consent_source: null, consent_at: null };
  const source = oneLine(consent.source ?? '');
  if (consent.state === 'given' && source === '') wrong.push({ path: 'body.consent.source', message: t('say where the consent was given: a form, a fair, a contract') });
  return { consent_source: source || null, consent_at: consent.at ?? now };
}
