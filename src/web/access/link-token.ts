/**
 * The token in a link's fragment, `/invitation#token=...`: a fragment is never sent to a server,
 * so it stands in no log and no referrer. Null when there is none.
 */
export function tokenIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') || null;
}
