import { z } from 'zod';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../../platform/http/index.ts';
import * as contract from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { canMakeKeys, canManageKeys } from '../permissions.ts';
import { grantableScopes, keyState } from './api-key.ts';
import { makeApiKey } from './make-api-key.ts';
import { listApiKeys, type ApiKeyRow } from './queries.ts';
import { revokeApiKey } from './revoke-api-key.ts';

/** Keys for programs. No key makes another: all of this is done in person. */
export function keyRoutes(deps: WorkspacesDeps): Route[] {
  const inPerson = { allow: canMakeKeys, scope: null } as const;
  return [
    implement(contract.listApiKeys, {
      ...inPerson,
      handle: async ({ actor, query, now }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const rows = await listApiKeys.rows(deps.db, [actor.workspaceId, canManageKeys(actor) ? null : actor.memberId, before, query.limit + 1]);
        return pageFrom(rows, query.limit, (row) => presentKey(row, now), (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.listScopes, { ...inPerson, handle: async ({ actor }) => ({ items: grantableScopes(deps.routes(), actor) }) }),
    implement(contract.makeApiKey, {
      ...inPerson, answersSecret: true, audit: 'key.made',
      handle: async ({ actor, body, now, note }) => {
        note({ name: body.name, scopes: body.scopes });
        return makeApiKey(deps, actor, body, now);
      },
    }),
    implement(contract.revokeApiKey, {
      ...inPerson, audit: 'key.revoked',
      handle: async ({ actor, params, now, note }) => {
        note(await revokeApiKey(deps.db, actor, params.apiKeyId, now));
        return {};
      },
    }),
  ];
}

function presentKey(row: ApiKeyRow, now: Date): z.input<typeof contract.listApiKeys.response>['items'][number] {
  return {
    id: row.id, name: row.name, hint: row.hint, scopes: row.scopes, madeBy: { id: row.member_id, name: row.member_name },
    createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null, expiresAt: row.expires_at?.toISOString() ?? null,
    state: keyState(row, now),
  };
}
