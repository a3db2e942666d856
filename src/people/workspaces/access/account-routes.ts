import { hasPassword } from '../../../platform/auth/index.ts';
import { countTry, implement, type Route } from '../../../platform/http/index.ts';
import * as contract from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { findMember } from '../members/queries.ts';
import { canView } from '../permissions.ts';
import { changeAccount, changePassword, requireUser } from './account.ts';
import { sendCookies } from './routes.ts';

// One's own password is asked again here, so guessing it with a borrowed session is counted, too.
const guesses = { times: 10, perMinutes: 15 };

/** One's own account: in person only, in any role. */
export function accountRoutes(deps: WorkspacesDeps): Route[] {
  const own = { allow: canView, scope: null, personal: true } as const;
  return [
    implement(contract.getAccount, {
      ...own,
      handle: async ({ actor, http }) => {
        const user = await requireUser(deps.db, http.userId);
        const member = await findMember.one(deps.db, [actor.workspaceId, actor.memberId], 'member');
        return { name: member.name, email: user.email, timeZone: member.time_zone, language: member.language, secondFactor: user.twoFactor, hasPassword: await hasPassword(deps.db, user.id) };
      },
    }),
    implement(contract.changeAccount, {
      ...own, audit: 'member.changed-account',
      handle: async ({ actor, body, http, note }) => {
        const user = await requireUser(deps.db, http.userId);
        await changeAccount(deps.db, actor, user.id, body);
        note({ changed: Object.keys(body) });
        return {};
      },
    }),
    implement(contract.changePassword, {
      ...own, audit: 'member.changed-password',
      handle: async ({ body, http, now }) => {
        const user = await requireUser(deps.db, http.userId);
        await countTry(deps.db, ['own-password', user.id], guesses, now);
        await changePassword(deps, user.id, body);
        sendCookies(http, await deps.auth.startSession(user.id, http));
        return {};
      },
    }),
    implement(contract.beginSecondFactor, {
      ...own, answersSecret: true, audit: 'member.began-second-factor',
      handle: async ({ body, http, now }) => {
        const user = await requireUser(deps.db, http.userId);
        await countTry(deps.db, ['own-password', user.id], guesses, now);
        return deps.auth.beginSecondFactor(body.password, http);
      },
    }),
    implement(contract.confirmSecondFactor, {
      ...own, audit: 'member.set-second-factor',
      handle: async ({ body, http }) => {
        sendCookies(http, await deps.auth.confirmSecondFactor(body.code, http));
        return {};
      },
    }),
    implement(contract.removeSecondFactor, {
      ...own, audit: 'member.removed-second-factor',
      handle: async ({ body, http, now }) => {
        const user = await requireUser(deps.db, http.userId);
        await countTry(deps.db, ['own-password', user.id], guesses, now);
        sendCookies(http, await deps.auth.removeSecondFactor(body.password, http));
        return {};
      },
    }),
  ];
}
