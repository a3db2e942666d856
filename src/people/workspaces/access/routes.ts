import type { Cookies } from '../../../platform/auth/index.ts';
import { implement, implementPublic, type HttpExchange, type Route } from '../../../platform/http/index.ts';
import * as contract from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { findMember, listMemberships } from '../members/queries.ts';
import { canView, permissionsOf } from '../permissions.ts';
import { readSetup } from './first-visit.ts';
import { openDemoCompany } from './open-demo-company.ts';
import { askForPassword, resetPassword } from './recover-password.ts';
import { setUpCompany } from './set-up-company.ts';
import { signIn, signInSecondFactor } from './sign-in.ts';

// How often one address may knock, beside what sign-in counts per account: an office shares one.
const knocks = { times: 600, perMinutes: 15 };

export function sendCookies(http: HttpExchange, cookies: Cookies): void {
  for (const cookie of cookies) http.addHeader('set-cookie', cookie);
}

/** The first visit, signing in and out, and lost passwords: doors that are open to strangers. */
export function doorRoutes(deps: WorkspacesDeps): Route[] {
  return [
    implementPublic(contract.getSetup, {
      handle: async () => {
        const { real, demo } = await readSetup(deps.db);
        return { state: real ? 'ready' as const : 'empty' as const, demo, companySignIn: deps.auth.oidcName ?? null };
      },
    }),
    implementPublic(contract.setUp, {
      limit: knocks,
      handle: async ({ body, http, now }) => {
        const { userId, ...made } = await setUpCompany(deps, body, http.clientAddress, now);
        sendCookies(http, await deps.auth.startSession(userId, http));
        return made;
      },
    }),
    implementPublic(contract.openDemoCompany, {
      limit: knocks,
      handle: async ({ http, now }) => {
        const { cookies, ...demo } = await openDemoCompany(deps, http, now);
        sendCookies(http, cookies);
        return demo;
      },
    }),
    implementPublic(contract.getDemoProgress, { handle: async () => ({ making: deps.demo?.progress() ?? null }) }),
    implementPublic(contract.signIn, {
      limit: knocks,
      handle: async ({ body, http, now }) => {
        const { cookies, needsSecondFactor } = await signIn(deps, body, http, now);
        sendCookies(http, cookies);
        return { needsSecondFactor };
      },
    }),
    implementPublic(contract.signInSecondFactor, {
      limit: knocks,
      handle: async ({ body, http, now }) => {
        sendCookies(http, await signInSecondFactor(deps, body.code, http, now));
        return {};
      },
    }),
    implementPublic(contract.signInWithCompany, {
      limit: knocks,
      handle: async ({ http }) => {
        const { url, cookies } = await deps.auth.startOidc(http);
        sendCookies(http, cookies);
        return { url };
      },
    }),
    implementPublic(contract.signOut, {
      handle: async ({ http }) => {
        sendCookies(http, await deps.auth.signOut(http));
        return {};
      },
    }),
    implementPublic(contract.forgotPassword, {
      limit: knocks,
      handle: async ({ body, now }) => {
        await askForPassword(deps, body.email, now);
        return {};
      },
    }),
    implementPublic(contract.resetPassword, {
      limit: knocks,
      handle: async ({ body, http, now }) => {
        await resetPassword(deps, body, http, now);
        return {};
      },
    }),
  ];
}

/** Who is signed in, and what they may do. */
export function meRoutes(deps: WorkspacesDeps): Route[] {
  return [implement(contract.getMe, {
    allow: canView, scope: 'me:read',
    handle: async ({ actor, http }) => {
      const member = await findMember.one(deps.db, [actor.workspaceId, actor.memberId], 'member');
      const memberships = await listMemberships.rows(deps.db, [member.user_id]);
      const here = memberships.find((one) => one.workspace_id === actor.workspaceId)!;
      // A program with a key knows its own company only.
      const shown = http.userId === undefined ? [here] : memberships;
      return {
        member: { id: member.id, name: member.name, email: member.email, team: member.team, role: member.role, language: member.language },
        workspace: { id: here.workspace_id, name: here.workspace_name, timeZone: here.workspace_zone, isDemo: here.is_demo, trackingMode: here.tracking_mode },
        workspaces: shown.map((one) => ({ id: one.workspace_id, name: one.workspace_name, isDemo: one.is_demo })),
        permissions: permissionsOf(actor),
        banner: { localMailbox: await deps.usesLocalMailbox(actor.workspaceId) },
        memberPixel: http.userId === undefined ? null : (deps.memberPixel?.(actor.workspaceId, actor.memberId) ?? null),
      };
    },
  })];
}
