export * from './permissions.ts';
export { createAuditLog, recordAudit, type AuditRecord } from './audit/audit-log.ts';
export { createIdentify } from './access/identify.ts';
export { isReachableByReaders, judgeReach, type Reach } from './company/reachable.ts';
export { readSettings, type WorkspaceSettings } from './company/settings.ts';
export type { InternalMail, WorkspacesDeps } from './deps.ts';
export { workspacesRoutes } from './routes.ts';
export { linksForMember, type MemberLink } from './members/link-for-member.ts';
export { findDemoDoor, makeDemoCompany, type DemoCompany, type DemoDoor } from './access/make-demo-company.ts';
