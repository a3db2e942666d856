import type { MailboxAccount, OwnMailbox } from '../contract.ts';
import { standardProviders, type Line, type Provider } from '../contract.ts';

export interface AccountDraft {
  provider: Provider;
  name: string;
  address: string;
  username: string;
  password: string;
  outgoing: Line;
  incoming: Line;
}

const unknownLines = { outgoing: { host: '', port: 587, security: 'starttls' }, incoming: { host: '', port: 993, security: 'tls' } } as const;
export const linesOf = (provider: Provider): Pick<AccountDraft, 'outgoing' | 'incoming'> => {
  const { outgoing, incoming } = provider === 'other' ? unknownLines : standardProviders[provider];
  return { outgoing, incoming };
};

/** What the form begins with: the member's own name and address, or the mailbox as it is. */
export const draftOf = (from: OwnMailbox | { name: string; email: string }): AccountDraft => ('email' in from
  ? { provider: 'other', name: from.name, address: from.email, username: '', password: '', ...linesOf('other') }
  : { provider: from.provider, name: from.name, address: from.address, username: from.username === from.address ? '' : from.username, password: '', outgoing: from.outgoing, incoming: from.incoming });

/** A guess where nothing was written yet: most hosts call their servers so. */
export function withGuess(draft: AccountDraft): AccountDraft {
  const domain = draft.address.split('@')[1] ?? '';
  if (draft.provider !== 'other' || !domain.includes('.')) return draft;
  return {
    ...draft,
    outgoing: draft.outgoing.host ? draft.outgoing : { ...draft.outgoing, host: `smtp.${domain}` },
    incoming: draft.incoming.host ? draft.incoming : { ...draft.incoming, host: `imap.${domain}` },
  };
}

export const accountBody = ({ password: _password, username, ...account }: AccountDraft): MailboxAccount => ({ ...account, username: username || null });

const usualPorts = { outgoing: { none: 25, starttls: 587, tls: 465 }, incoming: { none: 143, starttls: 143, tls: 993 } } as const;
/** Another encryption, with its usual port where the port was the usual one. */
export const withSecurity = (half: 'outgoing' | 'incoming', line: Line, security: Line['security']): Line =>
  ({ ...line, security, port: line.port === usualPorts[half][line.security] ? usualPorts[half][security] : line.port });
