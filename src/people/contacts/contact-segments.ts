import type { Queryable } from '../../platform/db/index.ts';

/** A condition over the row `c` of contacts, in the workspace `$1`; what somebody typed goes through `value` as a parameter. */
export type ContactPredicate = (value: (given: unknown) => string) => string;

/** Segments belong to a slice to the right of this one; wire.ts hands it over. */
export interface ContactSegments {
  /** Those people may choose from, by name; 200 at most. */
  choices: (workspaceId: number) => Promise<{ id: number; name: string }[]>;
  /** A segment as it is now. Throws when there is none of that id, or when something it asks for is gone. */
  predicate: (workspaceId: number, segmentId: number, now: Date) => Promise<ContactPredicate>;
  /** Runs one question in its turn, with an end and room to work; ends it in the database, too, when `signal` is aborted. */
  ask: <T>(workspaceId: number, signal: AbortSignal, run: (on: Queryable) => Promise<T>) => Promise<T>;
}

/** Turns the id of a segment into what it asks, for the same statement. */
export async function withSegment<Filter extends { segmentId?: number | undefined }>(segments: ContactSegments, workspaceId: number, { segmentId, ...filter }: Filter, now: Date): Promise<Omit<Filter, 'segmentId'> & { segment?: ContactPredicate }> {
  return segmentId === undefined ? filter : { ...filter, segment: await segments.predicate(workspaceId, segmentId, now) };
}
