import { z } from 'zod';
import { id, instant } from '../../../platform/http/contract.ts';

const namedSource = z.object({ kind: z.enum(['list', 'segment']), id, name: z.string() });

/** Why a contact is in an audience, or is not. The browser takes it through contract.ts. */
export const explanation = z.object({
  contact: z.object({ id, name: z.string(), email: z.string().nullable() }),
  isIn: z.boolean(),
  /** The lists and segments that they are in the audience by, and those that leave them out. */
  included: z.array(namedSource),
  excluded: z.array(namedSource),
  /** The clock they go by, and who says so. */
  zone: z.string(),
  zoneFrom: z.enum(['contact', 'company', 'workspace']),
  /** When their mail would be due at the earliest; null: they are not in it. */
  dueAt: instant.nullable(),
  /** What the gate would say; null: they are not in it. */
  fate: z.object({ verdict: z.enum(['send', 'hold', 'drop']), reason: z.string().nullable() }).nullable(),
  /** All of it in a sentence or two. */
  words: z.string(),
});
export type Explanation = z.infer<typeof explanation>;
