import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import type { ImportCounts, ImportStatus } from '../contract.ts';

// What the wizard says, and how it names the things of a file.

export const statusWords: Record<ImportStatus, Phrase> = {
  reading: phrase('Being read'), mapping: phrase('Waits for you'), checking: phrase('Being checked'), running: phrase('Coming in'), finished: phrase('In'), cancelled: phrase('Stopped'), failed: phrase('Could not be read'),
};

export const delimiterWords: Record<string, Phrase> = { ',': phrase('comma'), ';': phrase('semicolon'), '\t': phrase('tab'), '|': phrase('bar') };

const encodings: Record<string, Phrase> = {
  'utf-8': phrase('UTF-8'), 'utf-16le': phrase('UTF-16'), 'utf-16be': phrase('UTF-16 (big end first)'), 'windows-1252': phrase('Western Europe (Windows)'), 'windows-1250': phrase('Central Europe (Windows)'), 'windows-1251': phrase('Cyrillic (Windows)'),
  'windows-1253': phrase('Greek (Windows)'), 'windows-1254': phrase('Turkish (Windows)'), 'windows-1255': phrase('Hebrew (Windows)'), 'windows-1256': phrase('Arabic (Windows)'), 'windows-1257': phrase('Baltic (Windows)'), macintosh: phrase('Western Europe (old Mac)'),
  cp437: phrase('DOS (US)'), cp850: phrase('DOS (Western Europe)'), 'koi8-r': phrase('Cyrillic (KOI8-R)'), shift_jis: phrase('Japanese (Shift JIS)'), 'euc-jp': phrase('Japanese (EUC)'), gb18030: phrase('Chinese (GB 18030)'), big5: phrase('Chinese (Big5)'), 'euc-kr': phrase('Korean (EUC)'),
};
export const encodingName = (name: string): string => t(encodings[name] ?? name.toUpperCase());

export const fieldWords = (): Record<string, string> => ({
  skip: t('Leave out'), email: t('Address'), first_name: t('First name'), last_name: t('Last name'), full_name: t('Whole name'), company: t('Company'), job_title: t('Job title'), phone: t('Phone'), language: t('Language'),
  time_zone: t('Time zone'), owner: t("Owner (a member's address)"), consent: t('Consent (yes or no)'), consent_source: t('Source of the consent'), consent_at: t('Time of the consent'), note: t('Note'),
});

/** A field or attribute as a person calls it. */
export function fieldName(field: string, attributes: readonly { key: string; label: string }[]): string {
  if (!field.startsWith('attribute:')) return fieldWords()[field] ?? field;
  const key = field.slice('attribute:'.length);
  return attributes.find((each) => each.key === key)?.label ?? key;
}

/** Counts as a sentence: "1,200 new, 34 changed, 5 refused." `done`: it has happened. */
export function countsSentence(counts: ImportCounts): string {
  const parts = [
    ...(counts.new > 0 ? [t('{count} new', { count: counts.new })] : []),
    ...(counts.changed > 0 ? [t('{count} changed', { count: counts.changed })] : []),
    ...(counts.unchanged > 0 ? [t('{count} unchanged', { count: counts.unchanged })] : []),
    ...(counts.duplicates > 0 ? [t('{count} repeated in the file', { count: counts.duplicates })] : []),
    ...(counts.refused > 0 ? [t('{count} refused', { count: counts.refused })] : []),
  ];
  return parts.length === 0 ? t('The file has no rows of people.') : `${parts.join(', ')}.`;
}
