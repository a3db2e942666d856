import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { suppressionReasons } from './suppression.ts';

export { suppressionReasons, type SuppressionReason } from './suppression.ts';

export const suppression = z.object({
  id,
  /** Null once the person is erased: then only a hash is kept. */
  address: z.string().nullable(),
  reason: z.enum(suppressionReasons),
  /** Why, in words. */
  note: z.string(),
  /** The live contact with this address, if there is one. */
  contactId: id.nullable(),
  /** Who suppressed it; null where nobody of ours did. */
  by: z.object({ id, name: z.string() }).nullable(),
  createdAt: instant,
  liftedAt: instant.nullable(),
  liftedBy: z.object({ id, name: z.string() }).nullable(),
});
export type SuppressionView = z.infer<typeof suppression>;

const tag = 'Suppressions';
const params = z.object({ suppressionId: idParam });

export const listSuppressions = endpoint({
  method: 'GET', path: '/suppressions', tag, summary: 'Addresses never to be written to again, newest first',
  query: pageQuery.extend({
    /** A whole address: found also when only its hash is kept. */
    address: z.string().trim().max(320).optional(),
    reason: z.enum(suppressionReasons).optional(),
    lifted: z.enum(['yes', 'no']).default('no'),
  }),
  response: pageOf(suppression),
});

export const addSuppressions = endpoint({
  method: 'POST', path: '/suppressions', tag, summary: 'Never write to these addresses again',
  body: z.strictObject({
    /** Up to 1,000 in one call; more by import. */
    addresses: z.array(z.string().max(1000)).min(1).max(1000),
    note: z.string().trim().max(1000).default(''),
  }),
  response: z.object({
    added: z.number().int(),
    /** Suppressed before. */
    known: z.number().int(),
    refused: z.array(z.object({ address: z.string(), problem: z.string() })),
  }),
});

export const liftSuppression = endpoint({
  method: 'POST', path: '/suppressions/{suppressionId}/lift', tag, summary: 'Allow an address to be written to again; the row stays', params, response: suppression,
});
