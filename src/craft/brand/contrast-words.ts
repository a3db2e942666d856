import { t } from '../../platform/words/contract.ts';
import type { LowContrast } from './contrast.ts';

/** What is hard to read, as a sentence. */
export function contrastWords({ pair, ratio, wanted }: LowContrast): string {
  const values = { ratio: ratio.toFixed(1), wanted: wanted.toFixed(1) };
  switch (pair) {
    case 'text-on-surface': return t('The text is hard to read on the paper: a contrast of {ratio} where readers need {wanted}. Make the text darker, or the paper lighter.', values);
    case 'link-on-surface': return t('Links are hard to read on the paper: a contrast of {ratio} where readers need {wanted}.', values);
    case 'button-on-surface': return t('Buttons hardly stand out from the paper: a contrast of {ratio} where {wanted} is needed.', values);
  }
}
