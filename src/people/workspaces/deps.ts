import type { Auth } from '../../platform/auth/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { Route } from '../../platform/http/index.ts';

/** What this slice needs from others, supplied in wire. */
export interface WorkspacesDeps {
  db: Database;
  auth: Auth;
  /** From the configuration; shown and checked in the settings. */
  addresses: { baseUrl: string; trackingUrl: string; trustedProxies: readonly string[] };
  /** Every route of the program, to know which scopes there are. */
  routes: () => readonly Route[];
  /** Gives a new workspace the built-in server whose mail never leaves the machine. */
  createLocalServer: (tx: Transaction, workspaceId: number) => Promise<void>;
  /** Whether a workspace has no server yet but the built-in one. */
  usesLocalMailbox: (workspaceId: number) => Promise<boolean>;
  /** Plans a mail to a member through the one outbox. */
  sendInternalMail: (tx: Transaction, mail: InternalMail) => Promise<void>;
  /** The address of the picture that makes a member's browser known to the tracking address. */
  memberPixel?: (workspaceId: number, memberId: number) => string;
  demo?: {
    /** Makes the demo company if need be, and says whose eyes it is seen through. */
    open: () => Promise<{ workspaceId: number; memberId: number; userId: string }>;
    /** How far it is, while one is being made. */
    progress: () => { part: 'people' | 'campaigns' | 'mails' | 'returns'; share: number } | null;
  };
}

export interface InternalMail {
  workspaceId: number;
  memberId: number;
  template: 'password' | 'invitation';
  url: string;
  /** The member's; null while they have chosen none. */
  language: string | null;
}
