import type { Actor } from '../identity/index.ts';

// What the server asks of those who know sessions, keys and members (supplied in wire).

export interface Credentials {
  headers: Headers;
  clientAddress: string;
  /** The workspace the request is for, by `Kindred-Workspace` or, for event streams, `?workspace=`. */
  workspaceId: number | undefined;
  now: Date;
}

/** Who sends a request. */
export interface Identity {
  /** Absent for somebody signed in who is a member nowhere. */
  actor?: Actor;
  /** The signed-in user; absent with a key. */
  userId?: string;
  /** Signed in, but no member of the workspace that was named. */
  elsewhere?: true;
  through: 'session' | 'key';
  keyId?: number;
}

/** Answers who it is, undefined without credentials; throws for a key that does not hold and for a workspace of others. */
export type Identify = (credentials: Credentials) => Promise<Identity | undefined>;

export interface AuditStart {
  actor: Actor;
  keyId: number | null;
  action: string;
  subjectKind: string | null;
  subjectId: number | null;
  address: string;
  now: Date;
}

export interface AuditEnd {
  outcome: 'done' | 'refused' | 'failed';
  subjectId: number | null;
  detail: Record<string, unknown>;
}

/** The audit log as the server needs it: an entry is written before the work and completed after. */
export interface AuditLog {
  begin(start: AuditStart): Promise<number>;
  end(actor: Actor, entryId: number, end: AuditEnd): Promise<void>;
}
