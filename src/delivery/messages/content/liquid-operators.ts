import { defaultOperators, type Operators } from 'liquidjs';

/** A value as people compare it: numbers and yes or no by what they look like, capitals and blanks around it aside. */
const folded = (value: unknown): string => {
  const plain: unknown = value !== null && typeof value === 'object' ? value.valueOf() : value;
  return plain === null || plain === undefined || typeof plain === 'object' ? '' : String(plain).trim().toLowerCase();
};

/**
 * Liquid's own operators, and some that take no notice of capitals: `says` (the same text), `says_not`, and `mentions` (holds it).
 * What people write themselves with `==` and `contains` stays as exact as Liquid is.
 */
export const liquidOperators: Operators = {
  ...defaultOperators,
  says: (left: unknown, right: unknown) => folded(left) === folded(right),
  says_not: (left: unknown, right: unknown) => folded(left) !== folded(right),
  mentions: (left: unknown, right: unknown) => folded(left).includes(folded(right)),
};
