import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';

// Sign-in, the company, its people, keys and log. Shared with the browser.

export const passwordMin = 10;
export const passwordMax = 128;

/** Text of one line: no control characters, so that it can stand in a mail's header or a file's name. */
export const line = (max: number) => z.string().trim().min(1, says('must not be empty')).max(max)
  // eslint-disable-next-line no-control-regex
  .refine((text) => !/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text), says('must be a single line'));

export const team = z.enum(['sales', 'marketing', 'both']);
export const role = z.enum(['owner', 'manager', 'member', 'viewer']);

const zoneFits = (zone: string): boolean => {
  try {
    // Offsets such as +01:00 are taken, too, but know no summer time.
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
};
/** A zone of the IANA database, `Europe/Lisbon`. */
/** Of the screens and of mails to members, BCP 47: `de`, `pt-BR`. One that there are no sentences in is English. */
export const language = z.string().max(35).regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, says('is not a language, such as de'));
export const timeZone = z.string().max(64).refine(zoneFits, says('is not a time zone, such as Europe/Berlin'));
const email = z.string().trim().max(254).pipe(z.email(says('is not an email address')));
export const password = z.string().min(passwordMin).max(passwordMax);
const givenPassword = z.string().min(1).max(passwordMax);
const token = z.string().min(1).max(200);
const nothing = z.object({});
const link = z.object({ url: z.string(), expiresAt: instant });

// --- First visit -----------------------------------------------------------

export const getSetup = endpoint({
  method: 'GET', path: '/setup', tag: 'Sign-in', summary: 'Whether a company has been set up here',
  response: z.object({
    state: z.enum(['empty', 'ready']),
    /** A demo company is there. */
    demo: z.boolean(),
    /** The company's own sign-in, by the name on its button. */
    companySignIn: z.string().nullable(),
  }),
});
export const setUp = endpoint({
  method: 'POST', path: '/setup', tag: 'Sign-in', summary: 'Set up the first company and its owner, and sign in',
  body: z.object({ companyName: line(120), timeZone, name: line(120), email, password, team }),
  response: z.object({ workspaceId: id, memberId: id }),
});
export const openDemoCompany = endpoint({
  method: 'POST', path: '/setup/demo', tag: 'Sign-in', summary: 'Open the demo company',
  response: z.object({ workspaceId: id, memberId: id }),
});

export const getDemoProgress = endpoint({
  method: 'GET', path: '/setup/demo/progress', tag: 'Sign-in', summary: 'How far the demo company is, while it is being made',
  response: z.object({ making: z.object({ part: z.enum(['people', 'campaigns', 'mails', 'returns']), share: z.number() }).nullable() }),
});

// --- Sign-in ---------------------------------------------------------------

export const signIn = endpoint({
  method: 'POST', path: '/sign-in', tag: 'Sign-in', summary: 'Sign in with address and password',
  body: z.object({ email: z.string().trim().min(1).max(254), password: givenPassword }),
  response: z.object({ needsSecondFactor: z.boolean() }),
});
export const signInSecondFactor = endpoint({
  method: 'POST', path: '/sign-in/second-factor', tag: 'Sign-in', summary: 'Finish signing in with a code',
  body: z.object({ code: z.string().trim().min(6).max(40) }), response: nothing,
});
export const signInWithCompany = endpoint({
  method: 'POST', path: '/sign-in/company', tag: 'Sign-in', summary: "Begin the company's own sign-in; answers where to send the browser",
  response: z.object({ url: z.string() }),
});
export const signOut = endpoint({ method: 'POST', path: '/sign-out', tag: 'Sign-in', summary: 'Sign out here', response: nothing });
export const forgotPassword = endpoint({
  method: 'POST', path: '/password/forgot', tag: 'Sign-in', summary: 'Ask for a mail with a link that sets a new password; answers the same for any address',
  body: z.object({ email: z.string().trim().min(1).max(254) }), response: nothing,
});
export const resetPassword = endpoint({
  method: 'POST', path: '/password/reset', tag: 'Sign-in', summary: 'Set a new password with such a link; ends every session',
  body: z.object({ token, password }), response: nothing,
});

// --- Me --------------------------------------------------------------------

export const getMe = endpoint({
  method: 'GET', path: '/me', tag: 'Me', summary: 'Who is signed in, where, and what they may do',
  response: z.object({
    /** Their language, as a BCP 47 tag; null: as the browser asks. */
    member: z.object({ id, name: z.string(), email: z.string(), team, role, language: z.string().nullable() }),
    workspace: z.object({ id, name: z.string(), timeZone: z.string(), isDemo: z.boolean(), trackingMode: z.enum(['per-person', 'totals-only']) }),
    workspaces: z.array(z.object({ id, name: z.string(), isDemo: z.boolean() })),
    permissions: z.array(z.string()),
    /** Whether mail stays on this machine, in the local mailbox. */
    banner: z.object({ localMailbox: z.boolean() }),
    /** A picture of the tracking address: a browser that loads it once is known as a member's, so that own clicks are not counted. Null for keys. */
    memberPixel: z.string().nullable(),
  }),
});
export const getAccount = endpoint({
  method: 'GET', path: '/account', tag: 'Me', summary: 'My account',
  response: z.object({ name: z.string(), email: z.string(), timeZone: z.string().nullable(), language: z.string().nullable(), secondFactor: z.boolean(), hasPassword: z.boolean() }),
});
export const changeAccount = endpoint({
  method: 'PATCH', path: '/account', tag: 'Me', summary: 'Change my name, time zone or language',
  body: z.object({ name: line(120).optional(), timeZone: timeZone.nullable().optional(), language: language.nullable().optional() }), response: nothing,
});
export const changePassword = endpoint({
  method: 'POST', path: '/account/password', tag: 'Me', summary: 'Change my password; signs me out everywhere else',
  body: z.object({ current: givenPassword, password }), response: nothing,
});
export const beginSecondFactor = endpoint({
  method: 'POST', path: '/account/second-factor', tag: 'Me', summary: 'Begin to set up a second factor; it counts once confirmed',
  body: z.object({ password: givenPassword }), response: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }),
});
export const confirmSecondFactor = endpoint({
  method: 'POST', path: '/account/second-factor/confirm', tag: 'Me', summary: 'Confirm the second factor with a first code',
  body: z.object({ code: z.string().trim().regex(/^\d{6}$/, says('must be six digits')) }), response: nothing,
});
export const removeSecondFactor = endpoint({
  method: 'POST', path: '/account/second-factor/remove', tag: 'Me', summary: 'Remove the second factor',
  body: z.object({ password: givenPassword }), response: nothing,
});

// --- Members and invitations -----------------------------------------------

const memberAnswer = z.object({
  id, name: z.string(), email: z.string(), team, role, timeZone: z.string().nullable(),
  /** `invited` has not accepted yet; `left` is kept for what they did. */
  state: z.enum(['active', 'invited', 'left']),
  createdAt: instant, leftAt: instant.nullable(),
});
const memberParams = z.object({ memberId: idParam });

export const listMembers = endpoint({
  method: 'GET', path: '/members', tag: 'Members', summary: 'Members, by name',
  query: pageQuery.extend({ state: z.enum(['active', 'invited', 'left']).optional() }), response: pageOf(memberAnswer),
});
export const changeMember = endpoint({
  method: 'PATCH', path: '/members/{memberId}', tag: 'Members', summary: "Change a member's role or team",
  params: memberParams, body: z.object({ role: role.optional(), team: team.optional() }), response: memberAnswer,
});
export const removeMember = endpoint({
  method: 'DELETE', path: '/members/{memberId}', tag: 'Members', summary: 'Let a member go; what they did stays under their name',
  params: memberParams, response: nothing,
});
export const leaveWorkspace = endpoint({
  method: 'POST', path: '/members/leave', tag: 'Members', summary: 'Leave this company', response: nothing,
});
export const makePasswordLink = endpoint({
  method: 'POST', path: '/members/{memberId}/password-link', tag: 'Members', summary: 'A link with which a member sets a new password, to hand over yourself',
  params: memberParams, response: link,
});

const invitationAnswer = z.object({
  id, memberId: id, name: z.string(), email: z.string(), team, role,
  invitedBy: z.string().nullable(), createdAt: instant, expiresAt: instant, expired: z.boolean(),
});
const invitationParams = z.object({ invitationId: idParam });
/** `url` is shown once; `mailed` says whether a mail is on its way, too. */
const invitationLink = z.object({ id, url: z.string(), expiresAt: instant, mailed: z.boolean() });

export const listInvitations = endpoint({
  method: 'GET', path: '/invitations', tag: 'Members', summary: 'Open invitations', query: pageQuery, response: pageOf(invitationAnswer),
});
export const invite = endpoint({
  method: 'POST', path: '/invitations', tag: 'Members', summary: 'Invite somebody; the link is mailed and answered',
  body: z.object({ email, name: line(120).optional(), team, role }), response: invitationLink,
});
export const resendInvitation = endpoint({
  method: 'POST', path: '/invitations/{invitationId}/resend', tag: 'Members', summary: 'Make a new link; the old one stops working',
  params: invitationParams, response: invitationLink,
});
export const revokeInvitation = endpoint({
  method: 'DELETE', path: '/invitations/{invitationId}', tag: 'Members', summary: 'Take an invitation back', params: invitationParams, response: nothing,
});
export const readInvitation = endpoint({
  method: 'POST', path: '/invitations/read', tag: 'Members', summary: 'What an invitation link is for',
  body: z.object({ token }),
  response: z.object({ companyName: z.string(), email: z.string(), name: z.string(), invitedBy: z.string().nullable(), hasAccount: z.boolean() }),
});
export const acceptInvitation = endpoint({
  method: 'POST', path: '/invitations/accept', tag: 'Members', summary: 'Accept an invitation. With an account already: sign in first, then accept without a password',
  body: z.object({ token, name: line(120).optional(), password: password.optional() }), response: z.object({ workspaceId: id, memberId: id }),
});

// --- The company -----------------------------------------------------------

const minuteOfDay = z.number().int().min(0).max(1439);
const rules = {
  name: line(120),
  timeZone,
  /** Stands in every commercial mail; lines are kept. */
  postalAddress: z.string().trim().max(500),
  trackingMode: z.enum(['per-person', 'totals-only']),
  marketingNeedsConsent: z.boolean(),
  /** At most this many mails by either team within so many days; null: no rule. */
  frequency: z.object({ max: z.number().int().min(1).max(1000), days: z.number().int().min(1).max(365) }).nullable(),
  /** Minutes after midnight in the contact's own zone; from later than until goes over midnight. */
  quietHours: z.object({ fromMinute: minuteOfDay, untilMinute: minuteOfDay })
    .refine((hours) => hours.fromMinute !== hours.untilMinute, says('must not begin and end at the same minute')).nullable(),
  holdExpiryDays: z.number().int().min(1).max(90),
};
export const workspaceSettings = z.object(rules);
const addressCheck = z.object({
  url: z.string(), reachable: z.boolean(), secure: z.boolean(),
  /** What stands in the way, for a person; null when nothing does. */
  problem: z.string().nullable(),
});
const settingsAnswer = workspaceSettings.extend({
  /** Set where Kindred is started, and shown here. */
  addresses: z.object({ base: addressCheck, tracking: addressCheck, trustedProxies: z.array(z.string()) }),
});
export const getSettings = endpoint({ method: 'GET', path: '/settings', tag: 'Company', summary: "The company's settings", response: settingsAnswer });
export const changeSettings = endpoint({
  method: 'PATCH', path: '/settings', tag: 'Company', summary: 'Change settings; what is left out stays',
  body: workspaceSettings.partial(), response: settingsAnswer,
});

// --- Keys for programs -----------------------------------------------------

const apiKeyAnswer = z.object({
  id, name: z.string(), hint: z.string(), scopes: z.array(z.string()), madeBy: z.object({ id, name: z.string() }),
  createdAt: instant, lastUsedAt: instant.nullable(), expiresAt: instant.nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
});
export const listApiKeys = endpoint({
  method: 'GET', path: '/api-keys', tag: 'API keys', summary: 'Keys: my own, and for managers everybody\'s', query: pageQuery,
  response: pageOf(apiKeyAnswer),
});
export const listScopes = endpoint({
  method: 'GET', path: '/api-keys/scopes', tag: 'API keys', summary: 'Scopes a key of mine may have',
  response: z.object({ items: z.array(z.object({ scope: z.string(), calls: z.array(z.string()) })) }),
});
export const makeApiKey = endpoint({
  method: 'POST', path: '/api-keys', tag: 'API keys', summary: 'Make a key; it is shown once',
  body: z.object({ name: line(80), scopes: z.array(z.string().max(80)).min(1).max(100), expiresAt: instant.nullable().default(null) }),
  response: z.object({ id, key: z.string() }),
});
export const revokeApiKey = endpoint({
  method: 'DELETE', path: '/api-keys/{apiKeyId}', tag: 'API keys', summary: 'Revoke a key at once', params: z.object({ apiKeyId: idParam }), response: nothing,
});

// --- Who did what ----------------------------------------------------------

export const listAudit = endpoint({
  method: 'GET', path: '/audit', tag: 'Audit log', summary: 'Who did what, newest first',
  query: pageQuery.extend({ memberId: idParam.optional(), action: z.string().max(80).optional() }),
  response: pageOf(z.object({
    id, at: instant, action: z.string(),
    member: z.object({ id, name: z.string() }).nullable(),
    key: z.object({ id, name: z.string() }).nullable(),
    subject: z.object({ kind: z.string(), id: id.nullable() }).nullable(),
    outcome: z.enum(['started', 'done', 'refused', 'failed']),
    detail: z.record(z.string(), z.unknown()), address: z.string().nullable(),
  })),
});
export const listAuditActions = endpoint({
  method: 'GET', path: '/audit/actions', tag: 'Audit log', summary: 'Names that stand in the log', response: z.object({ items: z.array(z.string()) }),
});
