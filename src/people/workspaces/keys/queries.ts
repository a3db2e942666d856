import type { Role, Team } from '../../../platform/identity/index.ts';
import { statement } from '../../../platform/db/index.ts';

export type ApiKeyRow = {
  id: number; member_id: number; member_name: string; member_role: Role; name: string; hint: string; scopes: string[];
  created_at: Date; last_used_at: Date | null; expires_at: Date | null; revoked_at: Date | null;
};
const read = `
  select k.id, k.member_id, m.name as member_name, m.role as member_role, k.name, k.hint, k.scopes, k.created_at, k.last_used_at, k.expires_at, k.revoked_at
  from api_keys k join members m on m.workspace_id = k.workspace_id and m.id = k.member_id`;

export const insertApiKey = statement<{ id: number }>('keys.insert', `
  insert into api_keys (workspace_id, member_id, name, hint, key_hash, scopes, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`);
export const listApiKeys = statement<ApiKeyRow>('keys.list', `
  ${read} where k.workspace_id = $1 and ($2::bigint is null or k.member_id = $2) and ($3::bigint is null or k.id < $3) order by k.id desc limit $4`);
/** Locks a key by its id; the primary key serves it. */
export const lockApiKey = statement<ApiKeyRow>('keys.lock', `${read} where k.workspace_id = $1 and k.id = $2 for update of k`);
export const revokeApiKey = statement('keys.revoke', `
  update api_keys set revoked_at = $3, revoked_by = $4 where workspace_id = $1 and id = $2 and revoked_at is null`);
export const revokeKeysOf = statement('keys.revoke-of', `
  update api_keys set revoked_at = $3, revoked_by = $4 where workspace_id = $1 and member_id = $2 and revoked_at is null`);

/** A key that holds, with its member as they are now; served by api_keys_hash. */
export const findLiveKey = statement<{ id: number; member_id: number; member_name: string; member_role: Role; member_team: Team | 'both'; scopes: string[]; last_used_at: Date | null }>('keys.find-live', `
  select k.id, k.member_id, m.name as member_name, m.role as member_role, m.team as member_team, k.scopes, k.last_used_at
  from api_keys k join members m on m.workspace_id = k.workspace_id and m.id = k.member_id
  where k.workspace_id = $1 and k.key_hash = $2 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $3) and m.left_at is null`);
export const touchApiKey = statement('keys.touch', 'update api_keys set last_used_at = $3 where workspace_id = $1 and id = $2');
