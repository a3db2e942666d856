import { speakIn, spoken, t } from '../../../platform/words/index.ts';
import type { InternalMail } from '../deps.ts';

/** What a mail to a member says: in the language they chose; to somebody who has not chosen yet, in that of whoever asked for the mail. */
export function memberMail({ template, url, language }: Pick<InternalMail, 'template' | 'url' | 'language'>): { subject: string; text: string } {
  return speakIn(language ?? spoken(), () => {
    const [subject, before, after] = template === 'password'
      ? [t('Choose a new password for Kindred'), t('Somebody asked for a new password for your address. Choose one here:'), t('If it was not you, nothing has changed, and you need do nothing.')]
      : [t('You are invited to Kindred'), t('A colleague invites you to work together in Kindred. Join here:'), t('The link works once.')];
    return { subject, text: [before, url, after].join('\n\n') };
  });
}
