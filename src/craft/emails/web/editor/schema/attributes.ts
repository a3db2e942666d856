import type { Attribute } from '@tiptap/core';

// Attributes travel through the clipboard as data-...: values are words, numbers or JSON, never styles.

const kept = (name: string): string => `data-${name}`;

/** An attribute that is a word: one of `known`, or any text where nothing is said. */
export function word(name: string, fallback: string, known?: readonly string[]): Partial<Attribute> {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => {
      const value = element.getAttribute(kept(name));
      return value === null || (known && !known.includes(value)) ? fallback : value;
    },
    renderHTML: (attributes: Record<string, unknown>) => ({ [kept(name)]: String(attributes[name] ?? '') }),
  };
}

/** An attribute that is no word: a number, a switch, a list, or nothing at all. */
export function value(name: string, fallback: unknown, accepts: (value: unknown) => boolean): Partial<Attribute> {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => {
      try {
        const read: unknown = JSON.parse(element.getAttribute(kept(name)) ?? '');
        return accepts(read) ? read : fallback;
      } catch {
        return fallback;
      }
    },
    renderHTML: (attributes: Record<string, unknown>) => ({ [kept(name)]: JSON.stringify(attributes[name] ?? null) }),
  };
}

/** Names a block for findings and reviews. Half of a split block is a new one. */
export const blockId: Partial<Attribute> = {
  default: null,
  keepOnSplit: false,
  parseHTML: (element: HTMLElement) => element.getAttribute('data-id'),
  renderHTML: (attributes: Record<string, unknown>) => (attributes['id'] ? { 'data-id': String(attributes['id']) } : {}),
};

export const alignments = ['left', 'center', 'right'] as const;
export const align = word('align', 'left', alignments);

export const isText = (read: unknown): boolean => typeof read === 'string';
export const isTextOrNothing = (read: unknown): boolean => read === null || typeof read === 'string';
export const isNumberOrNothing = (read: unknown): boolean => read === null || (typeof read === 'number' && Number.isFinite(read));
export const isSwitch = (read: unknown): boolean => typeof read === 'boolean';
