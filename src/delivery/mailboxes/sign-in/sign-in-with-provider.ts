import { createHash } from 'node:crypto';
import type { Actor } from '../../../platform/identity/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import { open, seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { mailboxAccount, type MailboxAccount } from '../contract.ts';
import { connectMailbox, type ConnectDeps } from '../own/connect-mailbox.ts';
import type { MailboxRow } from '../own/queries.ts';
import { findProvider, insertSignIn, sweepSignIns, takeSignIn } from './queries.ts';
import { authorizeUrl, exchangeCode, newSecret } from './token-calls.ts';

/** A sign-in that was begun is finished within this, or begun anew. */
const lastsMs = 15 * 60_000;
const hashOf = (state: string): Buffer => createHash('sha256').update(state).digest();

export interface SignInDeps extends ConnectDeps {
  /** Where the provider sends members back to; registered with it. */
  redirectUri: string;
}

/** Begins to connect a mailbox by its provider's sign-in; answers the address to go to. */
export async function beginSignIn({ db, secret, redirectUri }: SignInDeps, actor: Actor, account: MailboxAccount, now: Date): Promise<string> {
  const provider = await findProvider.maybe(db, [actor.workspaceId, account.provider]);
  if (!provider) throw conflict('provider_not_registered', t('This installation is not registered with that provider yet. An owner can do so, or you connect with a password.'));
  const state = newSecret();
  const verifier = newSecret();
  await sweepSignIns.run(db, [actor.workspaceId, new Date(now.getTime() - lastsMs)]);
  await insertSignIn.run(db, [actor.workspaceId, hashOf(state), actor.memberId, account.provider, seal(secret, verifier), JSON.stringify(account), now]);
  return authorizeUrl(provider, { redirectUri, state, verifier, address: account.address });
}

/** Finishes it: only for the member who began it, and once. */
export async function finishSignIn(deps: SignInDeps, actor: Actor, { state, code }: { state: string; code: string }, now: Date): Promise<MailboxRow> {
  const { db, secret, redirectUri } = deps;
  const begun = await takeSignIn.maybe(db, [actor.workspaceId, hashOf(state), actor.memberId, new Date(now.getTime() - lastsMs)]);
  const provider = begun && (await findProvider.maybe(db, [actor.workspaceId, begun.provider]));
  if (!begun || !provider) throw conflict('sign_in_unknown', t('This sign-in was not begun here, or too long ago. Nothing was changed; begin anew.'));
  const clientSecret = provider.client_secret_sealed && open(secret, provider.client_secret_sealed);
  const tokens = await exchangeCode(provider, clientSecret, { code, redirectUri, verifier: open(secret, begun.verifier_sealed) }, now);
  return connectMailbox(deps, actor, mailboxAccount.parse(begun.account), tokens, now);
}
