import type { Transaction } from '../../platform/db/index.ts';

// Other slices hold rows that point at contacts. What they do when two become one, or when a
// person is erased, is theirs to know; wire.ts hands it over, and it runs in the same transaction.

export interface ContactFollower {
  /** For the log when it fails. */
  name: string;
  /** All that pointed at the loser points at the winner from now on, each thing once. */
  merged?: (tx: Transaction, merge: { workspaceId: number; loserId: number; winnerId: number; now: Date }) => Promise<void>;
  /** Nothing that tells who it was may stay: no address, name, agent, network address, free text. Anonymous counts do. */
  erased?: (tx: Transaction, erasure: { workspaceId: number; contactId: number; addressKey: string | null; now: Date }) => Promise<void>;
}
