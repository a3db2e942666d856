import { t } from '../../../platform/words/contract.ts';
import { tryServer, type SmtpOptions } from '../../transport/index.ts';
import type { MailboxAccount, MailboxStep, MailboxTest } from '../contract.ts';
import { findFolders } from '../imap/find-folders.ts';
import { closeImap, ImapProblem, openImap, usualTimes, type ImapStep } from '../imap/open-imap.ts';

export type Login = { password: string } | { accessToken: string };

/** What trying an account needs of the house. */
export interface TryPorts {
  helloName: string;
  ca?: string;
}

export const usernameOf = ({ username, address }: Pick<MailboxAccount, 'username' | 'address'>): string => username || address;

/** Tries to send up to the server's yes to the sender; sends nothing. */
export async function tryOutgoing(account: MailboxAccount, login: Login, { helloName, ca }: TryPorts): Promise<MailboxTest> {
  const options: SmtpOptions = { ...account.outgoing, helloName, login: { username: usernameOf(account), ...login } as NonNullable<SmtpOptions['login']>, ...(ca ? { ca } : {}) };
  const { ok, steps } = await tryServer(options, account.address);
  return { ok, steps: steps.map((step) => ({ half: 'outgoing', ...step })) };
}

const incomingSteps: readonly ImapStep[] = ['resolve', 'connect', 'encrypt', 'login', 'folders'];

/** Tries to read: signs in and looks for the folders. The last step of a failed try says why. */
export async function tryIncoming(account: MailboxAccount, login: Login, { ca }: TryPorts): Promise<MailboxTest> {
  const planned = incomingSteps.filter((step) => step !== 'encrypt' || account.incoming.security !== 'none');
  const done = (until: ImapStep | null): MailboxStep[] =>
    planned.slice(0, until === null ? undefined : planned.indexOf(until)).map((step) => ({ half: 'incoming', step, ok: true, words: doneWords(step) }));
  try {
    const client = await openImap({ ...account.incoming, username: usernameOf(account), login, ...(ca ? { ca } : {}) }, { ...usualTimes, connectMs: 10_000, greetingMs: 10_000 });
    try {
      await findFolders(client);
    } finally {
      await closeImap(client);
    }
    return { ok: true, steps: done(null) };
  } catch (error) {
    const problem = error instanceof ImapProblem ? error : new ImapProblem('folders', (error as Error).message.slice(0, 300));
    return { ok: false, steps: [...done(problem.step), { half: 'incoming', step: problem.step, ok: false, words: problem.message }] };
  }
}

function doneWords(step: ImapStep): string {
  switch (step) {
    case 'resolve': return t('The name leads to an address.');
    case 'connect': return t('The server can be reached.');
    case 'encrypt': return t('The connection is encrypted, and the certificate is good.');
    case 'login': return t('User name and password are accepted.');
    case 'folders': return t('The inbox can be read.');
  }
}

/** Both directions at once. */
export async function tryBoth(account: MailboxAccount, login: Login, ports: TryPorts): Promise<MailboxTest> {
  const [outgoing, incoming] = await Promise.all([tryOutgoing(account, login, ports), tryIncoming(account, login, ports)]);
  return { ok: outgoing.ok && incoming.ok, steps: [...outgoing.steps, ...incoming.steps] };
}
