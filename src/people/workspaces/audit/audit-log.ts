import type { AuditLog } from '../../../platform/http/index.ts';
import { statement, type Database, type Queryable } from '../../../platform/db/index.ts';

// Who did what. An entry is written before the work and completed after it: what was cut off in
// between stays as "started", so nothing changes without a trace.

const begin = statement<{ id: number }>('audit.begin', `
  insert into audit_entries (workspace_id, at, member_id, api_key_id, action, subject_kind, subject_id, address)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`);
const end = statement('audit.end', `
  update audit_entries set outcome = $3, subject_id = $4, detail = $5 where workspace_id = $1 and id = $2`);
const record = statement('audit.record', `
  insert into audit_entries (workspace_id, at, member_id, action, subject_kind, subject_id, detail, address, outcome)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 'done')`);

/** The audit log as the HTTP server writes it. */
export function createAuditLog(db: Database): AuditLog {
  return {
    async begin(entry) {
      const row = await begin.one(db, [entry.actor.workspaceId, entry.now, entry.actor.memberId, entry.keyId, entry.action, entry.subjectKind, entry.subjectId, entry.address], 'audit entry');
      return row.id;
    },
    async end(actor, id, { outcome, subjectId, detail }) {
      await end.run(db, [actor.workspaceId, id, outcome, subjectId, detail]);
    },
  };
}

export interface AuditRecord {
  workspaceId: number;
  /** Null: the program itself, or the command line. */
  memberId: number | null;
  /** Past tense with its subject, `member.signed-in`. */
  action: string;
  subjectId?: number | undefined;
  detail?: Record<string, unknown>;
  address?: string | undefined;
  now: Date;
}

/** Writes an entry for what no route with a signed-in member did, in the transaction it tells of. */
export async function recordAudit(on: Queryable, entry: AuditRecord): Promise<void> {
  await record.run(on, [entry.workspaceId, entry.now, entry.memberId, entry.action, entry.action.split('.')[0],
    entry.subjectId ?? null, entry.detail ?? {}, entry.address ?? null]);
}
