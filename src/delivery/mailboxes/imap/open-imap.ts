import { isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import { ImapFlow } from 'imapflow';
import { t } from '../../../platform/words/contract.ts';
import type { Line } from '../providers.ts';

export interface ImapAccount extends Line {
  username: string;
  login: { password: string } | { accessToken: string };
  /** More certificate authorities than the system's, PEM. */
  ca?: string;
}

export type ImapStep = 'resolve' | 'connect' | 'encrypt' | 'login' | 'folders';

/** An account that cannot be read as it is set up: `message` says why, in words. */
export class ImapProblem extends Error {
  readonly step: ImapStep;

  constructor(step: ImapStep, message: string) {
    super(message);
    this.name = 'ImapProblem';
    this.step = step;
  }
}

export interface ImapTimes {
  connectMs: number;
  greetingMs: number;
  /** Silence, IDLE's restarts included, that means the line is dead. */
  silenceMs: number;
  /** IDLE is said anew this often: routers forget quiet lines, and servers hang up after 30 minutes (RFC 2177). */
  idleMs: number;
}
export const usualTimes: ImapTimes = { connectMs: 20_000, greetingMs: 15_000, silenceMs: 6 * 60_000, idleMs: 4 * 60_000 };

const megabyte = 1024 * 1024;
/** We ask for parts of mails; a server that sends more than this at once means no good. */
const literalAtMost = 64 * megabyte;

/** Connects, encrypts and signs in; throws an ImapProblem that names the step. Whoever opens it logs out. */
export async function openImap(account: ImapAccount, times: ImapTimes = usualTimes): Promise<ImapFlow> {
  await checkLine(account);
  const client = new ImapFlow({
    host: account.host, port: account.port, secure: account.security === 'tls',
    // Asked for, it must come: no silent way back to clear text.
    ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
    auth: { user: account.username, ...('password' in account.login ? { pass: account.login.password } : { accessToken: account.login.accessToken }) },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(account.ca ? { ca: [account.ca] } : {}) },
    logger: false, clientInfo: { name: 'Kindred' }, disableAutoIdle: true, maxIdleTime: times.idleMs,
    connectionTimeout: times.connectMs, greetingTimeout: times.greetingMs, socketTimeout: times.silenceMs,
    maxLiteralSize: literalAtMost, maxResponseSize: 2 * literalAtMost, maxLineLength: 8 * megabyte,
  });
  // Without somebody who hears it, a broken line would end the process; each command fails on its own.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw problemOf(error as ImapError, account);
  }
}

/** Says goodbye, and does not wait for long. */
export async function closeImap(client: ImapFlow): Promise<void> {
  const patience = setTimeout(() => client.close(), 2000);
  await client.logout().catch(() => {});
  clearTimeout(patience);
  client.close();
}

async function checkLine({ host, security }: ImapAccount): Promise<void> {
  let address = host;
  if (!isIP(host)) {
    try {
      ({ address } = await lookup(host));
    } catch (error) {
      throw problemOf(error as ImapError, { host, port: 0 });
    }
  }
  const isLoopback = address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
  if (security === 'none' && !isLoopback) throw new ImapProblem('encrypt', t('The password would cross the network unencrypted. Choose STARTTLS or TLS.'));
}

interface ImapError extends Error {
  code?: string;
  authenticationFailed?: boolean;
  responseText?: string;
  tlsFailed?: boolean;
}

const certificate = /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

function problemOf(error: ImapError, { host, port }: { host: string; port: number }): ImapProblem {
  const place = `${host}:${port}`;
  const said = (error.responseText ?? error.message).slice(0, 300);
  if (error.authenticationFailed) return new ImapProblem('login', t('The server did not accept the user name and password: {said}', { said }));
  if (error.tlsFailed || certificate.test(error.code ?? '') || /STARTTLS/i.test(error.message)) return new ImapProblem('encrypt', t('The line to {host} could not be encrypted: {said}', { host, said }));
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_NONAME': return new ImapProblem('resolve', t('There is no server called {host}.', { host }));
    case 'EAI_AGAIN': return new ImapProblem('resolve', t('DNS does not answer for {host}.', { host }));
    case 'ECONNREFUSED': return new ImapProblem('connect', t('{place} refuses connections: nothing listens there, or a firewall says no.', { place }));
    case 'CONNECT_TIMEOUT':
    case 'GREETING_TIMEOUT':
    case 'UPGRADE_TIMEOUT':
    case 'ETIMEDOUT': return new ImapProblem('connect', t('{place} does not answer.', { place }));
    default: return new ImapProblem('connect', t('The line to {place} broke: {said}', { place, said }));
  }
}
