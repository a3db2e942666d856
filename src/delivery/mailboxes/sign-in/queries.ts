import { statement } from '../../../platform/db/index.ts';
import type { MailboxAccount } from '../contract.ts';
import type { Provider } from '../providers.ts';

export interface ProviderRow {
  provider: Provider; client_id: string; client_secret_sealed: Buffer | null; authorize_url: string; token_url: string; scopes: string;
}
const columns = 'provider, client_id, client_secret_sealed, authorize_url, token_url, scopes';
export const listProviders = statement<ProviderRow>('mailboxes.providers', `select ${columns} from mailbox_providers where workspace_id = $1`);
export const findProvider = statement<ProviderRow>('mailboxes.provider', `select ${columns} from mailbox_providers where workspace_id = $1 and provider = $2`);
export const saveProvider = statement('mailboxes.save-provider', `
  insert into mailbox_providers (workspace_id, provider, client_id, client_secret_sealed, authorize_url, token_url, scopes) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (workspace_id, provider) do update set client_id = excluded.client_id, client_secret_sealed = excluded.client_secret_sealed,
    authorize_url = excluded.authorize_url, token_url = excluded.token_url, scopes = excluded.scopes`);
export const deleteProvider = statement('mailboxes.delete-provider', 'delete from mailbox_providers where workspace_id = $1 and provider = $2');

export interface SignInRow { provider: Provider; verifier_sealed: Buffer; account: MailboxAccount }
export const insertSignIn = statement('mailboxes.begin-sign-in', `
  insert into mailbox_sign_ins (workspace_id, state_hash, member_id, provider, verifier_sealed, account, started_at) values ($1, $2, $3, $4, $5, $6, $7)`);
/** Once: whoever takes it has it. */
export const takeSignIn = statement<SignInRow>('mailboxes.take-sign-in', `
  delete from mailbox_sign_ins where workspace_id = $1 and state_hash = $2 and member_id = $3 and started_at > $4 returning provider, verifier_sealed, account`);
export const sweepSignIns = statement('mailboxes.sweep-sign-ins', 'delete from mailbox_sign_ins where workspace_id = $1 and started_at <= $2');
