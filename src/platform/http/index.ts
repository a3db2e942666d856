export { createWebServer, type Page, type WebServer, type WebServerOptions } from './server.ts';
export { implement, implementPublic, type Call, type FileAnswer, type HttpExchange, type PublicCall, type Route } from './route.ts';
export { decodeCursor, encodeCursor, pageFrom } from './paging.ts';
export { forgetOldCalls } from './idempotency.ts';
export { countTry, expireTries, forgetTries } from './tries.ts';
export { HttpProblem } from './problem-details.ts';
export { isStorable } from './parse-input.ts';
export type { AuditEnd, AuditLog, AuditStart, Credentials, Identify, Identity } from './identify.ts';
