// A sentence of which some words lead somewhere: cut at its tags, wherever the language put them.
import type { Values } from './words.ts';

export interface SentencePart {
  text: string;
  /** `opened` of `<opened>931</opened>`; null between the tags. */
  tag: string | null;
}

/**
 * `sentenceParts(t('{when}, <who>{name}</who> left.'), { when, name })`. Values are laid in after
 * the cut: a name that looks like a tag is a name. Tags do not nest.
 */
export function sentenceParts(sentence: string, values: Values = {}): SentencePart[] {
  const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  // The split answers what stands between, then tag and inner words, in turn.
  return sentence.split(/<(\w+)>(.*?)<\/\1>/s).reduce<SentencePart[]>((parts, piece, index, all) => {
    if (index % 3 === 1) return parts;
    if (piece !== '') parts.push({ text: filled(piece), tag: index % 3 === 2 ? all[index - 1]! : null });
    return parts;
  }, []);
}
