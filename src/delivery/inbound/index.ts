export { createHooksDoor, type HooksDoorDeps } from './hooks/hooks-door.ts';
export { inboundFollower } from './follow-contacts.ts';
export { inboundRoutes, type InboundDeps } from './routes.ts';
export { inspectMail, type InspectedMail, type InspectedRecipient, type MailKind } from './inspect-mail.ts';
export { startInboundUpkeep } from './jobs.ts';
export { takeInboundMail, type InboundMailId, type InboundPorts } from './taking/take-inbound-mail.ts';
export type { InboundMail } from './taking/read-inbound.ts';
export { sortReply, replySorts, type ReplySort } from './sorting/sort-reply.ts';
