import type { Actor, Role, Team } from '../../platform/identity/index.ts';

// Who may do what, as sentences. The same predicate guards a route and, by its name in
// GET /me, shows or hides the button. Roles: a viewer reads only; a member works, for the
// own team; a manager works for both teams and looks after people; an owner sets the rules.

type Predicate = (actor: Actor) => boolean;

const rank: Record<Role, number> = { viewer: 0, member: 1, manager: 2, owner: 3 };
const atLeast = (role: Role): Predicate => (actor) => rank[actor.role] >= rank[role];

/** Reads everything of the workspace that is not about its keys and its members' doings. */
export const canView: Predicate = atLeast('viewer');
/** Writes emails, their versions and test sends. */
export const canWriteEmails: Predicate = atLeast('member');
/** Launches, pauses, resumes and cancels what it may send for some team; see `canSendFor`. */
export const canSend: Predicate = atLeast('member');
/** Adds and edits contacts, companies and lists, and merges duplicates. */
export const canEditPeople: Predicate = atLeast('member');
/** Imports sheets of contacts. */
export const canImport: Predicate = atLeast('member');
/** Takes contacts, results or lists out as a file. */
export const canExport: Predicate = atLeast('member');
/** Adds addresses never to be written to again. */
export const canSuppress: Predicate = atLeast('member');
/** Allows an address to be written to again. */
export const canLiftSuppression: Predicate = atLeast('manager');
/** Erases a person for good. */
export const canErasePeople: Predicate = atLeast('manager');
/** Defines the custom attributes that contacts have. */
export const canDefineAttributes: Predicate = atLeast('manager');
/** Sets mail servers, sending domains and their keys. */
export const canManageServers: Predicate = atLeast('manager');
/** Invites members, lists and revokes invitations; whom to which role says `canGiveRole`. */
export const canInvite: Predicate = atLeast('manager');
/** Changes roles and teams, and lets members go; whom exactly says `canManageMember`. */
export const canManageMembers: Predicate = atLeast('manager');
/** Makes keys for programs, which can never do more than the member who made them. */
export const canMakeKeys: Predicate = atLeast('member');
/** Sees and revokes everybody's keys. */
export const canManageKeys: Predicate = atLeast('manager');
/** Reads who changed what. */
export const canReadAudit: Predicate = atLeast('manager');
/** Hands a member a link for a new password: it opens their account, so owners alone. */
export const canHandOutPasswordLinks: Predicate = atLeast('owner');
/** Changes how all mails look: logo, colours, fonts, footer. */
export const canChangeBrand: Predicate = atLeast('manager');
/** Changes the company's name, zone, postal address and the rules of sending. */
export const canChangeSettings: Predicate = atLeast('owner');

/** Sends in a team's name: a member for the own team, who leads both and managers for either. */
export function canSendFor(actor: Actor, team: Team): boolean {
  return canSend(actor) && (rank[actor.role] >= rank.manager || actor.team === 'both' || actor.team === team);
}

/** Hands out a role: nobody gives more than they have. */
export function canGiveRole(actor: Actor, role: Role): boolean {
  return canInvite(actor) && rank[role] <= rank[actor.role];
}

/** Changes another member: a manager those below owner, an owner everybody. */
export function canManageMember(actor: Actor, member: { role: Role }): boolean {
  return canManageMembers(actor) && rank[member.role] <= rank[actor.role];
}

/** The predicates by name, as GET /me tells the web app which hold. */
export const permissions = {
  canView, canWriteEmails, canSend, canEditPeople, canImport, canExport, canSuppress, canLiftSuppression,
  canErasePeople, canDefineAttributes, canManageServers, canInvite, canManageMembers, canMakeKeys,
  canManageKeys, canReadAudit, canHandOutPasswordLinks, canChangeSettings, canChangeBrand,
} as const satisfies Record<string, Predicate>;

export type PermissionName = keyof typeof permissions;

/** Names of the permissions that hold for `actor`. */
export function permissionsOf(actor: Actor): PermissionName[] {
  return (Object.keys(permissions) as PermissionName[]).filter((name) => permissions[name](actor));
}
