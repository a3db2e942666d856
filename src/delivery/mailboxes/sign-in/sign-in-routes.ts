import { canChangeSettings } from '../../../people/workspaces/index.ts';
import { invalid, notFound } from '../../../platform/errors/index.ts';
import { implement, type Route } from '../../../platform/http/index.ts';
import { seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import * as contract from '../contract.ts';
import { presentMailbox } from '../own/present-mailbox.ts';
import { canConnectMailbox } from '../permissions.ts';
import { deleteProvider, findProvider, listProviders, saveProvider } from './queries.ts';
import { beginSignIn, finishSignIn, type SignInDeps } from './sign-in-with-provider.ts';

const owners = { allow: canChangeSettings, scope: null } as const;
const mine = { allow: canConnectMailbox, scope: null } as const;

/** Signing in with a mailbox's provider, and the registration that it takes. */
export function signInRoutes(deps: SignInDeps): Route[] {
  const { db, secret, redirectUri } = deps;
  return [
    implement(contract.listMailboxProviders, {
      ...mine,
      handle: async ({ actor }) => {
        const ready = new Set((await listProviders.rows(db, [actor.workspaceId])).map(({ provider }) => provider));
        return { items: contract.mailboxProvider.options.map((provider) => ({ provider, ready: ready.has(provider) })), redirectUri };
      },
    }),
    implement(contract.getMailboxProvider, {
      ...owners,
      handle: async ({ actor, params }) => {
        const row = await findProvider.one(db, [actor.workspaceId, params.provider], 'registration');
        return { provider: row.provider, clientId: row.client_id, hasSecret: row.client_secret_sealed !== null, authorizeUrl: row.authorize_url, tokenUrl: row.token_url, scopes: row.scopes };
      },
    }),
    implement(contract.setMailboxProvider, {
      ...owners, audit: 'mailbox-provider.set',
      handle: async ({ actor, params: { provider }, body, note }) => {
        note({ provider, clientId: body.clientId });
        requireSafe(body.authorizeUrl, 'authorizeUrl');
        requireSafe(body.tokenUrl, 'tokenUrl');
        const before = await findProvider.maybe(db, [actor.workspaceId, provider]);
        // A kept secret goes on to the same address only.
        const kept = before?.token_url === body.tokenUrl && before.client_id === body.clientId ? before.client_secret_sealed : null;
        await saveProvider.run(db, [actor.workspaceId, provider, body.clientId, body.clientSecret ? seal(secret, body.clientSecret) : kept, body.authorizeUrl, body.tokenUrl, body.scopes]);
        return { provider, ready: true };
      },
    }),
    implement(contract.removeMailboxProvider, {
      ...owners, audit: 'mailbox-provider.removed',
      handle: async ({ actor, params, note }) => {
        note({ provider: params.provider });
        if ((await deleteProvider.run(db, [actor.workspaceId, params.provider])) === 0) throw notFound(t('registration'));
        return {};
      },
    }),
    implement(contract.beginMailboxSignIn, {
      ...mine, limit: { times: 30, perMinutes: 10 },
      handle: async ({ actor, body, now }) => ({ url: await beginSignIn(deps, actor, body, now) }),
    }),
    implement(contract.finishMailboxSignIn, {
      ...mine, audit: 'mailbox.connected', limit: { times: 30, perMinutes: 10 },
      handle: async ({ actor, body, now, note }) => {
        const row = await finishSignIn(deps, actor, body, now);
        note({ mailboxId: row.id, address: row.address });
        return presentMailbox(db, row, now);
      },
    }),
  ];
}

/** Tokens cross the network only encrypted; a provider on this very machine is for trying things out. */
function requireSafe(address: string, field: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost') return;
  throw invalid('not_encrypted', t('The provider’s addresses must begin with https. Nothing was changed.'), [{ path: `body.${field}`, message: t('must begin with https') }]);
}
