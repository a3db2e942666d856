import type { Database, Transaction } from '../../../platform/db/index.ts';
import { conflict, invalid } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { localDay, lookAgain } from '../../messages/index.ts';
import { saveMailboxServer } from '../../transport/index.ts';
import type { MailboxAccount, MailboxTest } from '../contract.ts';
import { zoneOfMailbox } from './present-mailbox.ts';
import { findByAddress, findMailboxRow, insertMailbox, updateAccount, type MailboxRow } from './queries.ts';
import { tryBoth, usernameOf, type Login, type TryPorts } from './try-account.ts';
import { memberZone } from './member-zone.ts';

/** What an account is signed in with: a password, or a provider's tokens. */
export type Secrets = { password: string } | { accessToken: string; accessExpiresAt: Date; refreshToken: string | null };

export interface ConnectDeps {
  db: Database;
  /** The installation's secret, which seals passwords and tokens. */
  secret: string;
  ports: TryPorts;
}

/** Connects a mailbox of the actor's, or one they had connected before; kept only if it works in both directions. Throws `mailbox_test_failed` with the steps. */
export async function connectMailbox(deps: ConnectDeps, actor: Actor, account: MailboxAccount, secrets: Secrets, now: Date): Promise<MailboxRow> {
  const before = await findByAddress.maybe(deps.db, [actor.workspaceId, account.address]);
  refuseTaken(before, actor);
  const test = await passedTest(account, loginOf(secrets), deps.ports);
  return deps.db.transaction(async (tx) => {
    const known = await findByAddress.maybe(tx, [actor.workspaceId, account.address]);
    refuseTaken(known, actor);
    const id = known?.member_id === actor.memberId ? await renew(tx, deps.secret, known, account, secrets, test, now) : await insert(tx, deps.secret, actor, account, secrets, test, now);
    return findMailboxRow.one(tx, [actor.workspaceId, id, actor.memberId], 'mailbox');
  });
}

/** Changes how a mailbox is reached. Without a password the stored one is used, if nothing else about the account changes. */
export async function changeAccount(deps: ConnectDeps, actor: Actor, before: MailboxRow, account: MailboxAccount, secrets: Secrets, now: Date): Promise<MailboxRow> {
  const test = await passedTest(account, loginOf(secrets), deps.ports);
  return deps.db.transaction(async (tx) => {
    const known = await findByAddress.maybe(tx, [actor.workspaceId, account.address]);
    if (known && known.id !== before.id && !known.disconnected_at) throw addressTaken();
    await renew(tx, deps.secret, before, account, secrets, test, now);
    return findMailboxRow.one(tx, [actor.workspaceId, before.id, actor.memberId], 'mailbox');
  });
}

const loginOf = (secrets: Secrets): Login => ('password' in secrets ? { password: secrets.password } : { accessToken: secrets.accessToken });

function refuseTaken(known: MailboxRow | undefined, actor: Actor): void {
  if (known && !known.disconnected_at && known.member_id !== actor.memberId) throw addressTaken();
}

const addressTaken = () => conflict('mailbox_taken', t('A colleague has connected this address. Nothing was changed.'));

async function passedTest(account: MailboxAccount, login: Login, ports: TryPorts): Promise<MailboxTest> {
  const test = await tryBoth(account, login, ports);
  const failed = test.steps.find((step) => !step.ok);
  if (failed) throw conflict('mailbox_test_failed', t('The account cannot be used yet, and nothing was saved: {words}', { words: failed.words }), { steps: test.steps });
  return test;
}

const serverOf = (secret: string, account: MailboxAccount, secrets: Secrets) => ({
  name: account.address, address: account.address, ...account.outgoing, username: usernameOf(account),
  passwordSealed: 'password' in secrets ? seal(secret, secrets.password) : null,
});

function accountValues(secret: string, account: MailboxAccount, secrets: Secrets, test: MailboxTest) {
  const sealed = 'password' in secrets
    ? [seal(secret, secrets.password), null, null, null]
    : [null, seal(secret, secrets.accessToken), secrets.accessExpiresAt, secrets.refreshToken ? seal(secret, secrets.refreshToken) : null];
  return [account.provider, account.address, account.name, 'password' in secrets ? 'password' : 'oauth2',
    account.incoming.host, account.incoming.port, account.incoming.security, usernameOf(account), ...sealed, JSON.stringify(test)];
}

async function insert(tx: Transaction, secret: string, actor: Actor, account: MailboxAccount, secrets: Secrets, test: MailboxTest, now: Date): Promise<number> {
  const serverId = await saveMailboxServer(tx, actor.workspaceId, null, serverOf(secret, account, secrets));
  const today = localDay(zoneOfMailbox(await memberZone.one(tx, [actor.workspaceId, actor.memberId], 'member')), now).toString();
  const row = await insertMailbox.one(tx, [actor.workspaceId, actor.memberId, serverId, ...accountValues(secret, account, secrets, test), now, today], 'mailbox');
  await notify(tx, 'kindred_mailboxes');
  return row.id;
}

async function renew(tx: Transaction, secret: string, before: MailboxRow, account: MailboxAccount, secrets: Secrets, test: MailboxTest, now: Date): Promise<number> {
  await saveMailboxServer(tx, before.workspace_id, before.server_id, serverOf(secret, account, secrets));
  await updateAccount.run(tx, [before.workspace_id, before.id, ...accountValues(secret, account, secrets, test), now]);
  await lookAgain(tx, before.workspace_id, before.server_id, now);
  await notify(tx, 'kindred_mailboxes');
  return before.id;
}

/** The password to try with: the one given, or the stored one where it would go nowhere it has not gone before. */
export function passwordFor(before: MailboxRow | undefined, account: MailboxAccount, given: string | null, open: (sealed: Buffer) => string): string {
  if (given) return given;
  if (before?.imap_password_sealed && isSameAccount(before, account)) return open(before.imap_password_sealed);
  throw invalid('password_needed', t('Enter the password: the account is new, or how it is reached has changed. Nothing was changed.'), [{ path: 'body.password', message: t('must not be empty') }]);
}

const isSameAccount = (row: MailboxRow, { outgoing, incoming, ...account }: MailboxAccount): boolean =>
  row.address.toLowerCase() === account.address.toLowerCase() && row.imap_username === usernameOf(account)
  && row.smtp_host === outgoing.host && row.smtp_port === outgoing.port && row.smtp_security === outgoing.security
  && row.imap_host === incoming.host && row.imap_port === incoming.port && row.imap_security === incoming.security;
