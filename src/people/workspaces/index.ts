export * from './permissions.ts';
export { createAuditLog, recordAudit, type AuditRecord } from './audit-log.ts';
