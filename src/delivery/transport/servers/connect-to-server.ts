import { open } from '../../../platform/sealing/index.ts';
import { openMailConnection, type MailConnection } from '../mail-connection.ts';
import type { MailServer } from '../server.ts';
import type { SmtpOptions } from '../smtp/connection.ts';

export interface ConnectPorts {
  /** The installation's secret, which opens stored passwords. */
  secret: string;
  /** The name we greet servers with. */
  helloName: string;
  /** Where the built-in mailbox of this process listens. */
  localPort: number;
  /** More certificate authorities than the system's, PEM. */
  ca?: string;
  /** A fresh token for a mailbox that signs in by OAuth 2; null where none is kept. */
  accessToken?(server: MailServer): Promise<string | null>;
}

/** How to reach a server; throws `unsealable` when its password cannot be opened. */
export function smtpOptionsOf(server: MailServer, ports: ConnectPorts): SmtpOptions {
  if (server.kind === 'local') return { host: '127.0.0.1', port: ports.localPort, security: 'none', helloName: ports.helloName };
  return {
    host: server.host!, port: server.port!, security: server.security ?? 'starttls', helloName: ports.helloName,
    ...(server.username && server.passwordSealed ? { login: { username: server.username, password: open(ports.secret, server.passwordSealed) } } : {}),
    ...(ports.ca ? { ca: ports.ca } : {}),
  };
}

/** Opens a line to a server of the workspace's choosing, the built-in mailbox and members' own included. */
export async function connectToServer(server: MailServer, ports: ConnectPorts): Promise<MailConnection> {
  const accessToken = server.kind === 'mailbox' && server.username && !server.passwordSealed ? await ports.accessToken?.(server) : null;
  const login = accessToken ? { login: { username: server.username!, accessToken } } : {};
  return openMailConnection({ ...smtpOptionsOf(server, ports), ...login, mailsAtMost: server.mailsPerConnection });
}
