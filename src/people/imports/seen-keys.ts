// Which addresses of the file came before: 8 bytes a slot and no strings, so that a million rows
// cost 16 MiB. Keys are told apart by 53 bits of two hashes; of a million, one pair in 18,000 files
// is taken for the same, and then a count is off by one, nothing else.

const multiplierLow = 0x01000193;
const multiplierHigh = 0x85ebca6b;

export class SeenKeys {
  #slots = new Float64Array(1 << 16);
  #count = 0;

  /** Remembers a key; answers whether it was there already. */
  add(key: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const added = put(this.#slots, fingerprint(key));
    if (added) this.#count += 1;
    return !added;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const value of this.#slots) if (value !== 0) put(larger, value);
    this.#slots = larger;
  }
}

function put(slots: Float64Array, value: number): boolean {
  const mask = slots.length - 1;
  let at = (value % 0x7fffffff) & mask;
  for (;;) {
    const there = slots[at]!;
    if (there === value) return false;
    if (there === 0) {
      slots[at] = value;
      return true;
    }
    at = (at + 1) & mask;
  }
}

/** Never 0, which marks an empty slot. */
function fingerprint(key: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    low = Math.imul(low ^ code, multiplierLow);
    high = Math.imul(high ^ code, multiplierHigh);
    high ^= high >>> 13;
  }
  low ^= low >>> 15;
  return ((high >>> 0) & 0x1fffff) * 4294967296 + (low >>> 0) + 1;
}
