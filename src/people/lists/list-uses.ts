import { conflict } from '../../platform/errors/index.ts';
import { joinWords, t } from '../../platform/words/index.ts';

/** Names of what works with a list: each belongs to a slice to the right of this one, so wire.ts asks them. */
export interface ListUses {
  /** They ask for it, and find nobody once it is put away. */
  segments: string[];
  /** They put people on it. */
  forms: string[];
  /** Not sent yet; it is their audience, or left out of it. */
  campaigns: string[];
}

/** Throws `list_in_use` with the names when anything works with the list. */
export function refuseUsed({ segments, forms, campaigns }: ListUses): void {
  if (segments.length + forms.length + campaigns.length === 0) return;
  const names = (all: readonly string[]) => joinWords(all.map((name) => `“${name}”`));
  const sentences = [
    segments.length > 0 && t('Segments would find nobody until it is brought back: {names}.', { names: names(segments) }),
    forms.length > 0 && t('Forms put people on it: {names}.', { names: names(forms) }),
    campaigns.length > 0 && t('Campaigns that are not sent yet are aimed by it: {names}.', { names: names(campaigns) }),
  ];
  throw conflict('list_in_use', [...sentences.filter(Boolean), t('Nothing was changed.')].join(' '), { segments, forms, campaigns });
}
