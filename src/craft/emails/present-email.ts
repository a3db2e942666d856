import type { EmailVersionView, EmailView } from './contract.ts';
import { draftOf, type EmailRow, type VersionRow } from './queries.ts';

export const whoOf = (id: number | null, name: string | null): { id: number; name: string } | null => (id === null || name === null ? null : { id, name });

export function presentVersion(row: VersionRow): EmailVersionView {
  return { ...draftOf(row), version: row.version, createdAt: row.saved_at.toISOString(), createdBy: whoOf(row.saved_by, row.saved_by_name) };
}

export function presentEmail(row: EmailRow): EmailView {
  return { id: row.id, name: row.name, createdAt: row.created_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null, current: presentVersion(row) };
}
