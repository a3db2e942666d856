import { t } from '../../../platform/ui/words.ts';
import type { ImportCounts, ImportStatus } from '../contract.ts';

// What the wizard says, and how it names the things of a file.

export const statusWords: Record<ImportStatus, string> = {
  reading: 'Being read', mapping: 'Waits for you', checking: 'Being checked', running: 'Coming in', finished: 'In', cancelled: 'Stopped', failed: 'Could not be read',
};

export const delimiterWords: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

const encodings: Record<string, string> = {
  'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16 (big end first)', 'windows-1252': 'Western Europe (Windows)', 'windows-1250': 'Central Europe (Windows)', 'windows-1251': 'Cyrillic (Windows)',
  'windows-1253': 'Greek (Windows)', 'windows-1254': 'Turkish (Windows)', 'windows-1255': 'Hebrew (Windows)', 'windows-1256': 'Arabic (Windows)', 'windows-1257': 'Baltic (Windows)', macintosh: 'Western Europe (old Mac)',
  cp437: 'DOS (US)', cp850: 'DOS (Western Europe)', 'koi8-r': 'Cyrillic (KOI8-R)', shift_jis: 'Japanese (Shift JIS)', 'euc-jp': 'Japanese (EUC)', gb18030: 'Chinese (GB 18030)', big5: 'Chinese (Big5)', 'euc-kr': 'Korean (EUC)',
};
export const encodingName = (name: string): string => encodings[name] ?? name.toUpperCase();

export const fieldWords = (): Record<string, string> => ({
  skip: 'Leave out', email: 'Address', first_name: 'First name', last_name: 'Last name', full_name: 'Whole name', company: 'Company', job_title: 'Job title', phone: 'Phone', language: 'Language',
  time_zone: 'Time zone', owner: "Owner (a member's address)", consent: 'Consent (yes or no)', consent_source: 'Source of the consent', consent_at: 'Time of the consent', note: t('Note'),
});

/** A field or attribute as a person calls it. */
export function fieldName(field: string, attributes: readonly { key: string; label: string }[]): string {
  if (!field.startsWith('attribute:')) return fieldWords()[field] ?? field;
  const key = field.slice('attribute:'.length);
  return attributes.find((each) => each.key === key)?.label ?? key;
}

const number = new Intl.NumberFormat('en-GB');
const part = (count: number, words: string): string[] => (count > 0 ? [`${number.format(count)} ${words}`] : []);

/** Counts as a sentence: "1,200 new, 34 changed, 5 refused." `done`: it has happened. */
export function countsSentence(counts: ImportCounts): string {
  const parts = [...part(counts.new, 'new'), ...part(counts.changed, 'changed'), ...part(counts.unchanged, 'unchanged'), ...part(counts.duplicates, 'repeated in the file'), ...part(counts.refused, 'refused')];
  return parts.length === 0 ? 'The file has no rows of people.' : `${parts.join(', ')}.`;
}
