import { locale, t } from '../../../platform/ui/words.ts';
import type { SubmissionLine } from '../contract.ts';

/** "German", as the member's language calls it. */
export const languageName = (language: string): string => new Intl.DisplayNames(locale(), { type: 'language' }).of(language) ?? language;

export const fieldWords = (): Record<string, string> => ({ first_name: t('First name'), last_name: t('Last name'), job_title: t('Job title'), company: t('Company'), phone: t('Phone') });

export const stateWords = (): Record<SubmissionLine['state'], string> => ({ waiting: t('Waiting'), confirmed: t('Confirmed'), expired: t('Too late') });

/** A record of a contact's history in words. */
export function recordWords(what: string, topic: string | null, detail: string): string {
  const name = topic ?? '';
  switch (what) {
    case 'consent-given': return t('Gave consent');
    case 'consent-withdrawn': return t('Withdrew consent, left everything');
    case 'topic-in': return t('Chose {topic}', { topic: name });
    case 'topic-out': return t('Does not want {topic}', { topic: name });
    case 'tracking-allowed': return t('Allowed opens and clicks to be seen');
    case 'tracking-refused': return t('Refused that opens and clicks are seen');
    case 'fewer-mails': return t('Asked for fewer mails: at most {detail}', { detail });
    case 'all-mails': return t('Asked for as many mails as there are');
    case 'suppression-lifted': return t('Took their opt-out back');
    case 'data-shown': return t('Downloaded what is known about them');
    default: return what;
  }
}
