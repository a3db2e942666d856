import type { RollupMetric } from '../metrics/index.ts';

// What we concluded, and the counts that follow. Both are only ever appended to.

export type EventKind =
  | 'message.accepted' | 'message.refused' | 'message.unknown' | 'message.dropped'
  | 'message.opened' | 'message.clicked' | 'message.unsubscribed'
  | 'message.replied' | 'message.bounced' | 'message.complained';

/** Who was it: see tracking/judge. */
export type HitClass = 'person' | 'proxy' | 'machine' | 'own';

/** Where a message came from: `campaign` 12, step 0. */
export interface Source {
  workspaceId: number;
  sourceKind: string;
  sourceId: number;
  step: number;
}

export interface EventInput extends Source {
  kind: EventKind;
  /** When it happened, not when it was concluded. */
  at: Date;
  messageId: number;
  /** Null for mail to a member, and once the contact is erased. */
  contactId: number | null;
  class?: HitClass | null;
  /** In words, for people. */
  reason?: string | null;
  /** Version of the rule set that judged. */
  rules?: number | null;
  link?: number | null;
  /** How many hits stand behind it. Default 1. */
  count?: number;
  /** The event that this one takes back; its sign is then -1. */
  takesBack?: number | null;
  detail?: Record<string, unknown> | null;
}

export interface RollupChange extends Source {
  metric: RollupMetric;
  /** For the metrics of links alone. */
  link?: number | null;
  /** When it happened; counted in its hour. */
  at: Date;
  /** Signed: +1 counts, -1 takes back. */
  change: number;
}
