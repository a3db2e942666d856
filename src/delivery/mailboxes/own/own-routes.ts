import type { Database } from '../../../platform/db/index.ts';
import { implement, type Route } from '../../../platform/http/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { open } from '../../../platform/sealing/index.ts';
import * as contract from '../contract.ts';
import { canConnectMailbox, canSeeMailboxes, ownsMailbox } from '../permissions.ts';
import type { AccessTokens } from '../sign-in/access-tokens.ts';
import { changeMailbox, disconnectMailbox, pauseMailbox, setHolidays } from './change-mailbox.ts';
import { changeAccount, connectMailbox, passwordFor, type ConnectDeps } from './connect-mailbox.ts';
import { accountOf, presentColleague, presentMailbox } from './present-mailbox.ts';
import { findByAddress, findMailboxRow, listHolidays, listMailboxRows, storeMailboxTest, type MailboxRow } from './queries.ts';
import { tryBoth, tryIncoming, tryOutgoing, type Login } from './try-account.ts';

export interface OwnMailboxDeps extends ConnectDeps {
  tokens: AccessTokens;
}

// Never with a key: a mailbox is a person's own.
const mine = { allow: canConnectMailbox, scope: null } as const;
/** Each try knocks at a server of the caller's choosing. */
const tries = { times: 30, perMinutes: 10 };

/** A member's own mailboxes. */
export function ownMailboxRoutes(deps: OwnMailboxDeps): Route[] {
  return [...accountRoutes(deps), ...settingRoutes(deps.db)];
}

function accountRoutes(deps: OwnMailboxDeps): Route[] {
  const { db, secret, ports, tokens } = deps;
  const unseal = (sealed: Buffer) => open(secret, sealed);
  const keptPassword = async (actor: Actor, account: contract.MailboxAccount, given: string | null) => {
    const before = await findByAddress.maybe(db, [actor.workspaceId, account.address]);
    return passwordFor(before?.member_id === actor.memberId && !before.disconnected_at ? before : undefined, account, given, unseal);
  };
  return [
    implement(contract.tryMailboxOutgoing, {
      ...mine, limit: tries,
      handle: async ({ actor, body: { password, ...account } }) => tryOutgoing(account, { password: await keptPassword(actor, account, password) }, ports),
    }),
    implement(contract.tryMailboxIncoming, {
      ...mine, limit: tries,
      handle: async ({ actor, body: { password, ...account } }) => tryIncoming(account, { password: await keptPassword(actor, account, password) }, ports),
    }),
    implement(contract.connectMailbox, {
      ...mine, audit: 'mailbox.connected', limit: tries,
      handle: async ({ actor, body: { password, ...account }, now, note }) => {
        note({ address: account.address });
        return presentMailbox(db, await connectMailbox(deps, actor, account, { password }, now), now);
      },
    }),
    implement(contract.changeMailboxAccount, {
      ...mine, audit: 'mailbox.changed', limit: tries,
      handle: async ({ actor, params, body: { password, ...account }, now, note }) => {
        note({ mailboxId: params.mailboxId, address: account.address });
        const before = await own(db, actor, params.mailboxId);
        return presentMailbox(db, await changeAccount(deps, actor, before, account, { password: passwordFor(before, account, password, unseal) }, now), now);
      },
    }),
    implement(contract.testMailbox, {
      ...mine, limit: tries,
      handle: async ({ actor, params, now }) => {
        const row = await own(db, actor, params.mailboxId);
        const login: Login = row.imap_password_sealed ? { password: unseal(row.imap_password_sealed) } : { accessToken: await tokens.fresh(row, now) };
        const test = await tryBoth(accountOf(row), login, ports);
        await storeMailboxTest.run(db, [actor.workspaceId, row.id, JSON.stringify(test), now]);
        return test;
      },
    }),
    implement(contract.disconnectMailbox, {
      ...mine, audit: 'mailbox.disconnected',
      handle: async ({ actor, params, now, note }) => {
        note({ mailboxId: params.mailboxId });
        await disconnectMailbox(db, actor, params.mailboxId, now);
        return {};
      },
    }),
  ];
}

function settingRoutes(db: Database): Route[] {
  return [
    implement(contract.listMailboxes, {
      ...mine,
      handle: async ({ actor, now }) => {
        const rows = await listMailboxRows.rows(db, [actor.workspaceId]);
        const isMine = (row: MailboxRow) => ownsMailbox(actor, { memberId: row.member_id });
        return {
          own: await Promise.all(rows.filter(isMine).map((row) => presentMailbox(db, row, now))),
          colleagues: canSeeMailboxes(actor) ? rows.filter((row) => !isMine(row)).map(presentColleague) : [],
        };
      },
    }),
    implement(contract.changeMailbox, {
      ...mine, audit: 'mailbox.changed',
      handle: async ({ actor, params, body, now, note }) => {
        note({ mailboxId: params.mailboxId, dailyLimit: body.dailyLimit });
        return presentMailbox(db, await changeMailbox(db, actor, params.mailboxId, body, now), now);
      },
    }),
    implement(contract.pauseMailbox, {
      ...mine, audit: 'mailbox.paused',
      handle: async ({ actor, params, body, now, note }) => {
        note({ mailboxId: params.mailboxId, paused: body.paused });
        return presentMailbox(db, await pauseMailbox(db, actor, params.mailboxId, body.paused, now), now);
      },
    }),
    implement(contract.getHolidays, {
      ...mine,
      handle: async ({ actor }) => ({ days: (await listHolidays.rows(db, [actor.workspaceId, actor.memberId])).map(({ day }) => day) }),
    }),
    implement(contract.setHolidays, {
      ...mine, audit: 'holidays.set',
      handle: async ({ actor, body, now, note }) => {
        note({ count: body.days.length });
        return { days: await setHolidays(db, actor, body.days, now) };
      },
    }),
  ];
}

const own = (db: Database, actor: Actor, mailboxId: number): Promise<MailboxRow> => findMailboxRow.one(db, [actor.workspaceId, mailboxId, actor.memberId], 'mailbox');
