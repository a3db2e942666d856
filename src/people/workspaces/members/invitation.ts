import { hashToken, newToken } from '../../../platform/auth/index.ts';
import { invalid, type Problem } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';

// An invitation is a member's row without a user, and a link. The link's token names its workspace
// (`7.kP3...`), so that even this look-up names it; only a hash of the token is kept.

export const invitationDays = 14;
const maxWorkspaceId = 2 ** 31 - 1;

export interface NewInvitationToken {
  token: string;
  hash: Buffer;
  expiresAt: Date;
}

export function newInvitationToken(workspaceId: number, now: Date): NewInvitationToken {
  const token = `${workspaceId}.${newToken().token}`;
  return { token, hash: hashToken(token), expiresAt: new Date(now.getTime() + invitationDays * 86_400_000) };
}

/** Reads the workspace out of a token; throws `invitation_not_valid` for what is not one. */
export function readInvitationToken(token: string): { workspaceId: number; hash: Buffer } {
  const workspaceId = Number(/^([1-9]\d{0,9})\.[\w-]{43}$/.exec(token)?.[1]);
  if (!(workspaceId <= maxWorkspaceId)) throw invitationNotValid();
  return { workspaceId, hash: hashToken(token) };
}

export function invitationNotValid(): Problem {
  return invalid('invitation_not_valid', t('This invitation has been used, taken back or is too old. Ask the colleague who invited you for a new link.'));
}

// The token stands behind the #, where no server log and no referrer ever sees it.
export const invitationUrl = (baseUrl: string, token: string): string => `${baseUrl}/invitation#token=${token}`;
export const passwordUrl = (baseUrl: string, token: string): string => `${baseUrl}/reset-password#token=${token}`;
