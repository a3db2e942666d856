import { createPasswordLink, findUserByEmail, passwordLinkHours, removeSecondFactors } from '../../../platform/auth/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import { Problem } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { lockInvitationOfMember } from './invitation-queries.ts';
import { passwordUrl } from './invitation.ts';
import { renewLink } from './invite-member.ts';
import { listMemberships } from './queries.ts';

// Across workspaces on purpose: the command line belongs to whoever runs the machine.
const listInvited = statement<{ workspace_id: number; workspace_name: string; member_id: number }>('members.invited-by-email', `
  select m.workspace_id, w.name as workspace_name, m.id as member_id
  from members m join workspaces w on w.workspace_id = m.workspace_id
  where lower(m.email) = lower($1) and m.left_at is null and m.user_id is null order by m.workspace_id`);

export interface MemberLink {
  kind: 'password' | 'invitation';
  /** The company an invitation is to; null for a password, which is the same in all. */
  company: string | null;
  url: string;
  expiresAt: Date;
}

/**
 * Links that let somebody in before any mail server is set: a new password for who has an account,
 * and a new link for each open invitation. Throws `no_such_member` for an address of nobody here.
 */
export async function linksForMember(db: Database, wish: { email: string; baseUrl: string; removeSecondFactor: boolean; now: Date }): Promise<MemberLink[]> {
  const { email, baseUrl, now } = wish;
  const links = await db.transaction(async (tx) => {
    const made: MemberLink[] = [];
    const user = await findUserByEmail(tx, email);
    const memberships = user ? await listMemberships.rows(tx, [user.id]) : [];
    if (user && memberships.length > 0) {
      if (wish.removeSecondFactor) await removeSecondFactors(tx, user.id);
      const token = await createPasswordLink(tx, user.id, now);
      made.push({ kind: 'password', company: null, url: passwordUrl(baseUrl, token), expiresAt: new Date(now.getTime() + passwordLinkHours * 3_600_000) });
    }
    for (const member of memberships) {
      await recordAudit(tx, { workspaceId: member.workspace_id, memberId: null, action: 'member.password-link-made', subjectId: member.id, detail: { through: 'command line', removedSecondFactor: wish.removeSecondFactor }, now });
    }
    for (const invited of await listInvited.rows(tx, [email])) {
      const invitation = await lockInvitationOfMember.maybe(tx, [invited.workspace_id, invited.member_id]);
      if (!invitation) continue;
      const link = await renewLink(tx, baseUrl, invited.workspace_id, invitation, now);
      await recordAudit(tx, { workspaceId: invited.workspace_id, memberId: null, action: 'invitation.sent-again', subjectId: invitation.id, detail: { through: 'command line' }, now });
      made.push({ kind: 'invitation', company: invited.workspace_name, url: link.url, expiresAt: link.expiresAt });
    }
    return made;
  });
  if (links.length === 0) throw new Problem('not-found', 'no_such_member', t('Nobody here has the address {email}: no member, and no open invitation.', { email }));
  return links;
}
