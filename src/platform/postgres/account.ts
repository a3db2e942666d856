import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Problem } from '../errors/index.ts';

/** The uid and gid that PostgreSQL runs under. */
export interface Account {
  uid: number;
  gid: number;
}

const accountName = 'kindred';

/**
 * PostgreSQL refuses to run as root. Root gets an account of its own for it, made once;
 * anybody else runs it as themselves (null). initdb asks for the account's name, so a bare uid will not do.
 */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  return findAccount(accountName) ?? makeAccount() ?? findAccount('postgres') ?? findAccount('nobody') ?? noAccount();
}

function findAccount(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const fields = line?.split(':') ?? [];
  const account = { uid: Number(fields[2]), gid: Number(fields[3]) };
  return account.uid > 0 && account.gid > 0 ? account : null;
}

function makeAccount(): Account | null {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/var/lib/kindred', '--shell', '/usr/sbin/nologin', accountName], { stdio: 'ignore' });
  } catch {
    return null; // No useradd here, or /etc is read-only: the accounts every system has are tried next.
  }
  return findAccount(accountName);
}

function noAccount(): never {
  throw new Problem('unavailable', 'no_postgres_account',
    `PostgreSQL does not run as root, and no account could be made for it. Nothing was changed. Make a user called ${accountName}, start Kindred as an ordinary user, or set DATABASE_URL.`);
}
