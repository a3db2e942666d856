import type { OidcSettings } from '../config/index.ts';
import type { Database } from '../db/index.ts';

export interface AuthOptions {
  db: Database;
  secret: string;
  /** Cookies are Secure when this is https. */
  baseUrl: string;
  oidc?: OidcSettings;
}

export const oidcProvider = 'oidc';
export const oidcCallbackPrefix = '/api/auth/callback/';
/** The header that carries where a reader is, set by us alone. */
export const addressHeader = 'x-kindred-client-address';
