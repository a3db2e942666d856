import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { startDovecot, type Dovecot } from './dovecot.ts';

// A whole account for tests: Dovecot to read, and a small SMTP server to send by, with one password for everybody.

export interface MailAccounts extends Dovecot {
  smtpPort: number;
  /** Mails the SMTP server took, in order. */
  sent: { from: string; to: string; raw: string }[];
  /** What a member would fill in to connect the account of this name. */
  account(name: string): { provider: 'other'; address: string; name: string; outgoing: object; incoming: object; username: string; password: string };
  /** Takes a sign-in by token (XOAUTH2) with this token alone; null: none. */
  token: string | null;
}

/** Starts both; answers why not where it cannot be. Ends by itself after the tests. */
export async function startMailAccounts(): Promise<MailAccounts | string> {
  const dovecot = await startDovecot();
  if (typeof dovecot === 'string') return dovecot;
  const sent: MailAccounts['sent'] = [];
  const accounts: MailAccounts = {
    ...dovecot, sent, smtpPort: 0, token: null,
    account: (name) => ({
      provider: 'other', address: `${name}@sellers.example`, name: '', username: name, password: dovecot.password,
      outgoing: { host: '127.0.0.1', port: accounts.smtpPort, security: 'none' }, incoming: { host: '127.0.0.1', port: dovecot.imapPort, security: 'none' },
    }),
  };
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'], authMethods: ['PLAIN', 'XOAUTH2'], allowInsecureAuth: true, disableReverseLookup: true, logger: false,
    onAuth: (auth, _session, callback) => {
      const isGood = auth.method === 'XOAUTH2' ? auth.accessToken === accounts.token : auth.password === dovecot.password;
      if (isGood) callback(null, { user: auth.username ?? '' });
      else callback(new Error('wrong password'));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        sent.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo[0]?.address ?? '', raw: Buffer.concat(chunks).toString('latin1') });
        callback(null);
      });
    },
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', () => resolve()); });
  accounts.smtpPort = (smtp.server.address() as AddressInfo).port;
  after(async () => {
    await new Promise<void>((resolve) => { smtp.close(() => resolve()); });
    await dovecot.stop();
  });
  return accounts;
}
