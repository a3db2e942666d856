import { t } from '../../../platform/words/contract.ts';
import { speakIn, wordsFor, type Words } from '../../../platform/words/index.ts';

export interface FooterLabels {
  unsubscribe_label: string;
  preferences_label: string;
}

const known = new Map<Words, FooterLabels>();

/** The words of a mail's own links, in the first of these languages that is given (BCP 47); English when none is. */
export function footerLabels(...languages: readonly (string | undefined)[]): FooterLabels {
  const words = wordsFor(languages.find(Boolean));
  let labels = known.get(words);
  // Made once a language: this is asked for each mail.
  if (!labels) known.set(words, (labels = speakIn(words, () => ({ unsubscribe_label: t('Unsubscribe'), preferences_label: t('Your choices') }))));
  return labels;
}
