export { mailboxesFollower } from './follow-contacts.ts';
export { startLocalMailbox, type LocalMailbox, type LocalMailboxOptions } from './local-mailbox.ts';
export { mailboxRoutes } from './routes.ts';
