// Which bodies the editor has written itself. The page hands each back a moment later, when the next
// may be written already: taking an echo for a colleague's words would throw the newest away.

export interface OwnWords {
  latest: string;
  /** Written and not come back yet, oldest first. */
  underWay: string[];
}

export const newOwnWords = (body: string): OwnWords => ({ latest: body, underWay: [] });

export function said(own: OwnWords, body: string): void {
  own.latest = body;
  own.underWay.push(body);
}

/** Whether a body handed in is an echo. One that comes back takes those before it along: the page may skip some. */
export function isOwn(own: OwnWords, body: string): boolean {
  const at = own.underWay.indexOf(body);
  if (at >= 0) own.underWay.splice(0, at + 1);
  return at >= 0 || body === own.latest || sameJson(body, own.latest);
}

/** Whether two bodies hold the same document, whatever the order of their keys. */
export function sameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(inOrder(JSON.parse(one))) === JSON.stringify(inOrder(JSON.parse(other)));
  } catch {
    return false;
  }
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]));
}
