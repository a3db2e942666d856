import { createHash, randomBytes } from 'node:crypto';
import type { Route } from '../../../platform/http/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';

// A key reads `kindred_<workspace>_<43 characters>`: it names its workspace, is easy to find by
// scanners of leaked secrets, and holds 256 bits, so a plain hash is enough to keep.

const form = /^kindred_([1-9]\d{0,9})_[\w-]{43}$/;
const maxWorkspaceId = 2 ** 31 - 1;
const hintLength = 6;

export interface NewKey {
  key: string;
  /** What may be shown of it later, to tell keys apart. */
  hint: string;
  hash: Buffer;
}

export function newApiKey(workspaceId: number): NewKey {
  const start = `kindred_${workspaceId}_`;
  const key = start + randomBytes(32).toString('base64url');
  return { key, hint: `${key.slice(0, start.length + hintLength)}…`, hash: hashKey(key) };
}

/** The workspace and hash of what looks like a key; undefined for anything else. */
export function readApiKey(key: string): { workspaceId: number; hash: Buffer } | undefined {
  const workspaceId = Number(form.exec(key)?.[1]);
  return workspaceId <= maxWorkspaceId ? { workspaceId, hash: hashKey(key) } : undefined;
}

const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Scopes a key of `actor` may have, with the calls each opens: nothing that the role itself may not. */
export function grantableScopes(routes: readonly Route[], actor: Actor): { scope: string; calls: string[] }[] {
  const scopes = new Map<string, string[]>();
  for (const { endpoint, scope, allow, public: open } of routes) {
    if (scope === null || open || !allow(actor)) continue;
    const calls = scopes.get(scope) ?? [];
    calls.push(`${endpoint.method} ${endpoint.path}`);
    scopes.set(scope, calls);
  }
  return [...scopes].map(([scope, calls]) => ({ scope, calls })).toSorted((a, b) => (a.scope < b.scope ? -1 : 1));
}

export type KeyState = 'active' | 'expired' | 'revoked';

export function keyState(key: { revoked_at: Date | null; expires_at: Date | null }, now: Date): KeyState {
  if (key.revoked_at) return 'revoked';
  return key.expires_at && key.expires_at <= now ? 'expired' : 'active';
}
