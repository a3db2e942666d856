const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether each word written begins a word of the label: "wr con" finds "Write to a contact". Accents do not matter. */
export function matchesWords(label: string, written: string): boolean {
  const words = plain(label).split(/[^\p{L}\p{N}]+/u);
  return plain(written).split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)));
}
