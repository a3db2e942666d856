import { randomBytes } from 'node:crypto';

export type HitKind = 'open' | 'click' | 'unsubscribe-view' | 'unsubscribe';

/** One request to the tracking address, as it is kept. */
export interface Hit {
  /** Drawn at arrival: however often a hit is written, it stays one. */
  id: number;
  workspaceId: number;
  messageId: number;
  /** Milliseconds since 1970. */
  at: number;
  kind: HitKind;
  link: number | null;
  method: string;
  agent: string | null;
  address: string | null;
  headers: Record<string, string> | null;
  ownMember: number | null;
  /** A machine by itself alone; keeps robots out of the anonymous counts, where nothing is judged later. */
  robot: boolean;
}

/** Ids of one process follow each other from a random start: unlike another's, and never twice its own. */
export function hitIds(): () => number {
  let next = randomBytes(6).readUIntBE(0, 6);
  return () => {
    next = (next + 1) % 2 ** 52;
    return next;
  };
}
