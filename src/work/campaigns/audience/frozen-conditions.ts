/** A segment as it stood when freezing began: later edits of it change nothing. */
export interface FrozenSegment {
  id: number;
  name: string;
  condition: unknown;
}

export interface FrozenConditions {
  segments: FrozenSegment[];
  excludeSegments: FrozenSegment[];
}
