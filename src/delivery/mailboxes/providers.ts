// What the great providers publish of their servers and sign-in. No secrets; the browser reads it, too.

export type Provider = 'google' | 'microsoft' | 'other';
export type Security = 'none' | 'starttls' | 'tls';

export interface Line {
  host: string;
  port: number;
  security: Security;
}

export interface StandardProvider {
  outgoing: Line;
  incoming: Line;
  authorizeUrl: string;
  tokenUrl: string;
  /** What is asked for, and nothing beyond mail. */
  scopes: string;
  /** Lays a copy into Sent by itself whenever mail goes through its server. */
  keepsCopies: boolean;
}

export const standardProviders: Readonly<Record<'google' | 'microsoft', StandardProvider>> = {
  // https://developers.google.com/workspace/gmail/imap/imap-smtp and .../xoauth2-protocol
  google: {
    outgoing: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    incoming: { host: 'imap.gmail.com', port: 993, security: 'tls' },
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scopes: 'https://mail.google.com/',
    keepsCopies: true,
  },
  // https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
  microsoft: {
    outgoing: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    incoming: { host: 'outlook.office365.com', port: 993, security: 'tls' },
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scopes: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    keepsCopies: true,
  },
};

/** Whether a copy of what went out is there without us: a second one would stand beside it. */
export const keepsCopies = (provider: Provider): boolean => provider !== 'other' && standardProviders[provider].keepsCopies;
