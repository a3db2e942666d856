import type { CompiledLink } from '../sending-form.ts';

/** The links of one email: the same target is the same link, wherever it stands. */
export class LinkTable {
  readonly #links: CompiledLink[] = [];
  readonly #byTarget = new Map<string, number>();

  /** The index of a target; `target` with its Liquid in place. */
  indexOf(target: string): number {
    const known = this.#byTarget.get(target);
    if (known !== undefined) return known;
    const index = this.#links.length;
    this.#links.push({ index, target, counts: true });
    this.#byTarget.set(target, index);
    return index;
  }

  list(): CompiledLink[] {
    return [...this.#links];
  }
}
