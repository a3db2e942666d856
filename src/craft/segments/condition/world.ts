import type { Condition } from './condition.ts';
import type { FieldType } from './fields.ts';

// What a workspace has that conditions speak of. Pure; the browser builds one from the API's answers.

export interface Named {
  name: string;
  /** Put away: nothing may ask for it any more. */
  archived?: boolean;
}

export interface ConditionWorld {
  /** The workspace's: days begin by it. */
  timeZone: string;
  attributes: ReadonlyMap<string, { label: string; type: FieldType; archived: boolean }>;
  lists: ReadonlyMap<number, Named>;
  companies: ReadonlyMap<number, Named>;
  members: ReadonlyMap<number, Named>;
  campaigns: ReadonlyMap<number, Named>;
  segments: ReadonlyMap<number, Named & { condition: Condition }>;
}
