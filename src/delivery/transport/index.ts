export { openMailConnection, type MailConnection, type MailConnectionOptions } from './mail-connection.ts';
export type { MailServer } from './server.ts';
export { SmtpProblem, type SmtpStage } from './smtp/problem.ts';
export type { HandOverAnswer, Mail, Outcome } from './smtp/hand-over.ts';
export { readRefusal, type Refusal, type RefusalMeaning, type RefusalReading } from './read-refusal.ts';
