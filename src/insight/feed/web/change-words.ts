// A change of a contact's fields in words: "Changed by import of sheet.csv by Olga: Company from X to Y".
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import type { TimelineEntry } from '../contract.ts';

const fields: Record<string, Phrase> = {
  email: phrase('Address'), firstName: phrase('First name'), lastName: phrase('Last name'), jobTitle: phrase('Job title'), phone: phrase('Phone'), company: phrase('Company'),
  owner: phrase('Owner'), timeZone: phrase('Time zone'), language: phrase('Language'), consent: phrase('Consent'), tracking: phrase('Tracking'),
};
const values: Record<string, Phrase> = { given: phrase('given'), withdrawn: phrase('withdrawn'), unknown: phrase('unknown'), allowed: phrase('allowed'), refused: phrase('refused') };

/** Who or what changed which field from what to what. */
export const changeWords = (entry: TimelineEntry): string => `${cause(entry)}: ${entry.changes.map(fieldWords).join('; ')}`;

function cause({ kind, reason, member }: TimelineEntry): string {
  if (kind === 'import') {
    const sheet = reason ?? t('a sheet');
    return member ? t('Changed by import of {sheet} by {name}', { sheet, name: member.name }) : t('Changed by import of {sheet}', { sheet });
  }
  if (kind === 'form') return reason ? t('Changed through the form {form}', { form: reason }) : t('Changed by themselves');
  if (!member) return t('Changed');
  return kind === 'key' ? t('Changed by a program with a key of {name}', { name: member.name }) : t('Changed by {name}', { name: member.name });
}

function fieldWords({ field, from, to }: TimelineEntry['changes'][number]): string {
  const name = field.startsWith('attribute:') ? field.slice('attribute:'.length) : t(fields[field] ?? field);
  const [was, is] = [valueWords(field, from), valueWords(field, to)];
  if (was === null) return t('{field} set to {to}', { field: name, to: is ?? '' });
  return is === null ? t('{field} {from} removed', { field: name, from: was }) : t('{field} from {from} to {to}', { field: name, from: was, to: is });
}

/** Consent and tracking are words of ours; all else is the contact's own. */
function valueWords(field: string, value: string | null): string | null {
  if (value === null || (field !== 'consent' && field !== 'tracking')) return value;
  return t(values[value] ?? value);
}
