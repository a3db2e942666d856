/** A mail server as sending sees it: an SMTP server, a member's own mailbox, or the built-in one. */
export interface MailServer {
  workspaceId: number;
  id: number;
  name: string;
  kind: 'smtp' | 'local' | 'mailbox';
  host: string | null;
  port: number | null;
  security: 'none' | 'starttls' | 'tls' | null;
  username: string | null;
  passwordSealed: Buffer | null;
  maxConnections: number;
  perMinute: number | null;
  /** `bounces+{token}@example.com`; null: `bounces+{token}@` the From domain. */
  returnPath: string | null;
  mailsPerConnection: number;
}
