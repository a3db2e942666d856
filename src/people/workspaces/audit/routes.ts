import { z } from 'zod';
import { statement } from '../../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../../platform/http/index.ts';
import * as contract from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { canReadAudit } from '../permissions.ts';

type Row = {
  id: number; at: Date; action: string; member_id: number | null; member_name: string | null; api_key_id: number | null; key_name: string | null;
  subject_kind: string | null; subject_id: number | null; outcome: 'started' | 'done' | 'refused' | 'failed'; detail: Record<string, unknown>; address: string | null;
};
// audit_entries_member and audit_entries_action serve the filters, the primary key all of it.
const list = statement<Row>('audit.list', `
  select e.id, e.at, e.action, e.member_id, m.name as member_name, e.api_key_id, k.name as key_name,
         e.subject_kind, e.subject_id, e.outcome, e.detail, host(e.address) as address
  from audit_entries e
  left join members m on m.workspace_id = e.workspace_id and m.id = e.member_id
  left join api_keys k on k.workspace_id = e.workspace_id and k.id = e.api_key_id
  where e.workspace_id = $1 and ($2::bigint is null or e.member_id = $2) and ($3::text is null or e.action = $3) and ($4::bigint is null or e.id < $4)
  order by e.id desc limit $5`);
// Walks the index from name to name: a log of any length answers at once.
const actions = statement<{ action: string }>('audit.actions', `
  with recursive names as (
    (select action from audit_entries where workspace_id = $1 order by action limit 1)
    union all
    select (select e.action from audit_entries e where e.workspace_id = $1 and e.action > n.action order by e.action limit 1) from names n where n.action is not null)
  select action from names where action is not null`);

/** Who did what: for managers and owners to read, for nobody to change. */
export function auditRoutes(deps: WorkspacesDeps): Route[] {
  return [
    implement(contract.listAudit, {
      allow: canReadAudit, scope: 'audit:read',
      handle: async ({ actor, query }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const rows = await list.rows(deps.db, [actor.workspaceId, query.memberId ?? null, query.action ?? null, before, query.limit + 1]);
        return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.listAuditActions, {
      allow: canReadAudit, scope: 'audit:read',
      handle: async ({ actor }) => ({ items: (await actions.rows(deps.db, [actor.workspaceId])).map((row) => row.action) }),
    }),
  ];
}

function present(row: Row): z.input<typeof contract.listAudit.response>['items'][number] {
  return {
    id: row.id, at: row.at.toISOString(), action: row.action, outcome: row.outcome, detail: row.detail, address: row.address,
    member: row.member_id === null ? null : { id: row.member_id, name: row.member_name ?? 'somebody' },
    key: row.api_key_id === null ? null : { id: row.api_key_id, name: row.key_name ?? 'a key' },
    subject: row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id },
  };
}
