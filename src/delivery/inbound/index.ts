export { inspectMail, type InspectedMail, type InspectedRecipient, type MailKind } from './inspect-mail.ts';
