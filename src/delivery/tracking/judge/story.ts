/** One request, as far as the rules look at it. */
export interface StoryHit {
  kind: 'open' | 'click' | 'unsubscribe-view' | 'unsubscribe';
  /** Which link of the mail; null when unknown or none. */
  link: number | string | null;
  method: string;
  agent: string | null;
  /** Normalised text of the client's address; null when unknown. */
  address: string | null;
  /** Lower-case names; only those of `judgedHeaders` matter. */
  headers: Readonly<Record<string, string>> | null;
  /** Milliseconds on any one time axis. */
  at: number;
  /** It came with the cookie of a member of the same workspace. */
  own?: boolean;
}

/** Everything that came for one message, judged together: a burst shows only in what came before and after. */
export interface Story {
  hits: readonly StoryHit[];
  /** When the mail server took the message, on the hits' axis; null when unknown. */
  acceptedAt: number | null;
  /** Distinct links in the mail, the opt-out included; null when unknown. */
  linkCount: number | null;
  /** Links that no reader can see. */
  hiddenLinks: ReadonlySet<number | string>;
}

/** The request headers that rules read, and so the only ones that are stored. */
export const judgedHeaders = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'] as const;
