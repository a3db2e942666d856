import type { Database } from '../../platform/db/index.ts';
import { implement, type Route } from '../../platform/http/index.ts';
import { contactTimeline } from './contact-timeline.ts';
import * as contract from './contract.ts';
import { countFeed } from './count-feed.ts';
import { listFeed } from './list-feed.ts';
import type { LiveHub } from './live-hub.ts';
import { messageReturns } from './message-returns.ts';
import { canView } from './permissions.ts';

const reading = { allow: canView, scope: 'feed:read' } as const;

/** Everything this slice answers. */
export function feedRoutes({ db, hub }: { db: Database; hub: LiveHub }): Route[] {
  return [
    implement(contract.listFeed, { ...reading, handle: ({ actor, query }) => listFeed(db, actor, query) }),
    implement(contract.countFeed, { ...reading, handle: ({ actor, query }) => countFeed(db, actor.workspaceId, new Date(query.since)) }),
    implement(contract.live, {
      ...reading,
      handle: async ({ actor, signal }) => ({ contentType: 'text/event-stream', body: hub.watch(actor.workspaceId, signal) }),
    }),
    implement(contract.contactTimeline, {
      ...reading, scope: 'contacts:read',
      handle: ({ actor, params, query }) => contactTimeline(db, actor.workspaceId, params.contactId, query),
    }),
    implement(contract.getMessageReturns, { ...reading, handle: ({ actor, params }) => messageReturns(db, actor.workspaceId, params.messageId) }),
  ];
}
