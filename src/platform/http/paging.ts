import { z } from 'zod';
import { invalid } from '../errors/index.ts';
import { t } from '../words/contract.ts';

type CursorValue = string | number | null;

/** Packs where a page ended, as an opaque text. It carries no rights: queries name their workspace. */
export const encodeCursor = (...values: CursorValue[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * Unpacks a cursor made by `encodeCursor` with values of these types; undefined stays undefined.
 * Throws an `invalid` problem for anything else, so a forged cursor never reaches SQL.
 */
export function decodeCursor<const T extends readonly [z.ZodType, ...z.ZodType[]]>(after: string | undefined, types: T): { [K in keyof T]: z.output<T[K]> } | undefined {
  if (after === undefined) return undefined;
  try {
    return z.tuple(types as unknown as [z.ZodType]).parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))) as unknown as { [K in keyof T]: z.output<T[K]> };
  } catch {
    throw invalid('invalid_cursor', t('This page marker is not one of ours. Start again from the first page.'), [{ path: 'query.after', message: t('not a page marker') }]);
  }
}

/** Makes a page of rows read with `limit + 1`: the extra row only tells that there is more. */
export function pageFrom<Row, Item>(rows: readonly Row[], limit: number, present: (row: Row) => Item, cursorOf: (row: Row) => string): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(present), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
