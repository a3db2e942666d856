import type { Route } from '../../platform/http/index.ts';
import { ownMailboxRoutes, type OwnMailboxDeps } from './own/own-routes.ts';
import { mailboxRoutes as builtInRoutes } from './routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import type { SignInDeps } from './sign-in/sign-in-with-provider.ts';

export { mailboxesFollower } from './follow-contacts.ts';
export { startLocalMailbox, type LocalMailbox, type LocalMailboxOptions } from './local-mailbox.ts';
export { mailboxOfMember, serverOfMailbox, type MailboxFace } from './own/mailbox-of-member.ts';
export { createAccessTokens, type AccessTokens } from './sign-in/access-tokens.ts';
export { accessTokenOfServer } from './sign-in/token-of-server.ts';
export { startMailboxWatches, type MailboxWatches } from './watch/watch-mailboxes.ts';
export type { InboundMail, TakeMail } from './watch/read-folder.ts';
export { startSentCopies } from './sent/copy-to-sent.ts';

/** The built-in mailbox's pages, and members' own mailboxes. */
export const mailboxRoutes = (deps: OwnMailboxDeps & SignInDeps): Route[] => [...builtInRoutes(deps), ...ownMailboxRoutes(deps), ...signInRoutes(deps)];
