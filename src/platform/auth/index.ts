export { createAuth, readSignIn, type Auth, type Caller, type Cookies } from './auth.ts';
export type { AuthOptions } from './auth-options.ts';
export { passwordLinkHours, passwordMax, passwordMin, sessionDays } from './limits.ts';
export { hashToken, newToken } from './one-time-token.ts';
export { createPasswordLink, deleteOldPasswordLinks, redeemPasswordLink } from './password-links.ts';
export { createUser, deleteExpiredSessions, endAllSessions, findUser, findUserByEmail, hasPassword, removeSecondFactors, renameUser, setPassword, type User } from './users.ts';
