import { z } from 'zod';

/** What GET /api/v1/me answers. */
export const me = z.object({
  member: z.object({ id: z.number(), name: z.string(), email: z.string(), team: z.enum(['sales', 'marketing', 'both']), role: z.enum(['owner', 'manager', 'member', 'viewer']) }),
  workspace: z.object({ id: z.number(), name: z.string(), timeZone: z.string(), isDemo: z.boolean(), trackingMode: z.enum(['per-person', 'totals-only']) }),
  workspaces: z.array(z.object({ id: z.number(), name: z.string(), isDemo: z.boolean() })),
  permissions: z.array(z.string()),
  banner: z.object({ localMailbox: z.boolean() }),
});
export type Me = z.output<typeof me>;
