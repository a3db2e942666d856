import type { Queryable } from '../../platform/db/index.ts';
import { readCountsSince } from '../../delivery/events/index.ts';

/** How much came back since the hour `since` lies in, in messages: opened, followed, answered, left, complained, bounced; and how much of it by persons. */
export async function countFeed(on: Queryable, workspaceId: number, since: Date): Promise<{ count: number; persons: number }> {
  const counts = await readCountsSince(on, workspaceId, since);
  const always = counts.replied + counts.unsubscribed + counts.complained;
  const bounced = counts.bouncedPermanent + counts.bouncedTemporary + counts.refusedAddressPermanent + counts.refusedAddressTemporary;
  return { count: counts.openedAll + counts.clickedAll + always + bounced, persons: counts.opened + counts.clicked + always };
}
