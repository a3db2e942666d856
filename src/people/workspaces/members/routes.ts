import { z } from 'zod';
import { decodeCursor, encodeCursor, implement, implementPublic, pageFrom, type Route } from '../../../platform/http/index.ts';
import { findUserByEmail } from '../../../platform/auth/index.ts';
import { makePasswordLink } from '../access/recover-password.ts';
import { sendCookies } from '../access/routes.ts';
import * as contract from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { canHandOutPasswordLinks, canInvite, canManageMembers, canView } from '../permissions.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changeMember } from './change-member.ts';
import { findInvitationByToken, listInvitations, type InvitationRow } from './invitation-queries.ts';
import { invitationNotValid, readInvitationToken } from './invitation.ts';
import { inviteMember, resendInvitation, revokeInvitation, type InvitationLink } from './invite-member.ts';
import { presentMember } from './member.ts';
import { listMembers } from './queries.ts';
import { removeMember } from './remove-member.ts';

/** Who belongs to the company. */
export function memberRoutes(deps: WorkspacesDeps): Route[] {
  return [
    implement(contract.listMembers, {
      allow: canView, scope: 'members:read',
      handle: async ({ actor, query }) => {
        const [name, id] = decodeCursor(query.after, [z.string(), z.number().int()]) ?? [null, null];
        const rows = await listMembers.rows(deps.db, [actor.workspaceId, query.state ?? null, name, id, query.limit + 1]);
        return pageFrom(rows, query.limit, presentMember, (row) => encodeCursor(row.name.toLowerCase(), row.id));
      },
    }),
    implement(contract.changeMember, {
      allow: canManageMembers, scope: 'members:write', audit: 'member.changed',
      handle: async ({ actor, params, body, note }) => {
        const { before, after } = await changeMember(deps.db, actor, params.memberId, body);
        note({ name: after.name, role: { from: before.role, to: after.role }, team: { from: before.team, to: after.team } });
        return presentMember(after);
      },
    }),
    implement(contract.removeMember, {
      allow: canManageMembers, scope: 'members:write', audit: 'member.removed',
      handle: async ({ actor, params, now, note }) => {
        note({ name: (await removeMember(deps.db, actor, params.memberId, now)).name });
        return {};
      },
    }),
    implement(contract.leaveWorkspace, {
      allow: canView, scope: null, personal: true, audit: 'member.left',
      handle: async ({ actor, now, note }) => {
        note({ name: (await removeMember(deps.db, actor, actor.memberId, now)).name });
        return {};
      },
    }),
    implement(contract.makePasswordLink, {
      allow: canHandOutPasswordLinks, scope: null, answersSecret: true, audit: 'member.password-link-made',
      handle: async ({ actor, params, now }) => {
        const { url, expiresAt } = await makePasswordLink(deps, actor, params.memberId, now);
        return { url, expiresAt: expiresAt.toISOString() };
      },
    }),
  ];
}

const presentLink = ({ id, url, expiresAt }: InvitationLink) => ({ id, url, expiresAt: expiresAt.toISOString(), mailed: true });

/** How people come to belong. */
export function invitationRoutes(deps: WorkspacesDeps): Route[] {
  const managed = { allow: canInvite, scope: null } as const;
  return [
    implement(contract.listInvitations, {
      ...managed,
      handle: async ({ actor, query, now }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const rows = await listInvitations.rows(deps.db, [actor.workspaceId, before, query.limit + 1]);
        return pageFrom(rows, query.limit, (row) => presentInvitation(row, now), (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.invite, {
      ...managed, answersSecret: true, audit: 'invitation.sent',
      handle: async ({ actor, body, now, note }) => {
        note({ email: body.email, role: body.role, team: body.team });
        return presentLink(await inviteMember(deps, actor, body, now));
      },
    }),
    implement(contract.resendInvitation, {
      ...managed, answersSecret: true, audit: 'invitation.sent-again',
      handle: async ({ actor, params, now }) => presentLink(await resendInvitation(deps, actor, params.invitationId, now)),
    }),
    implement(contract.revokeInvitation, {
      ...managed, audit: 'invitation.revoked',
      handle: async ({ actor, params, now, note }) => {
        note({ email: (await revokeInvitation(deps, actor, params.invitationId, now)).email });
        return {};
      },
    }),
    implementPublic(contract.readInvitation, {
      limit: { times: 600, perMinutes: 15 },
      handle: async ({ body, now }) => {
        const { workspaceId, hash } = readInvitationToken(body.token);
        const row = await findInvitationByToken.maybe(deps.db, [workspaceId, hash, now]);
        if (!row) throw invitationNotValid();
        const hasAccount = await findUserByEmail(deps.db, row.email) !== undefined;
        return { companyName: row.workspace_name, email: row.email, name: row.name, invitedBy: row.invited_by_name, hasAccount };
      },
    }),
    implementPublic(contract.acceptInvitation, {
      limit: { times: 600, perMinutes: 15 },
      handle: async ({ body, http, now }) => {
        const { newUserId, ...accepted } = await acceptInvitation(deps, { ...body, userId: http.userId, clientAddress: http.clientAddress, now });
        if (newUserId !== null) sendCookies(http, await deps.auth.startSession(newUserId, http));
        return accepted;
      },
    }),
  ];
}

function presentInvitation(row: InvitationRow, now: Date): z.input<typeof contract.listInvitations.response>['items'][number] {
  return {
    id: row.id, memberId: row.member_id, name: row.name, email: row.email, team: row.team, role: row.role, invitedBy: row.invited_by_name,
    createdAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString(), expired: row.expires_at <= now,
  };
}
