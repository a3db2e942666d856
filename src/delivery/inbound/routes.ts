import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { implement, type Route } from '../../platform/http/index.ts';
import { canEditPeople, canManageServers, canView } from '../../people/workspaces/index.ts';
import * as contract from './contract.ts';
import { readConversation } from './conversation/read-conversation.ts';
import { listHooks, makeHook, removeHook, setHookKey, type HookPorts } from './hooks/hook-settings.ts';
import { correctSort } from './sorting/correct-sort.ts';

export interface InboundDeps extends HookPorts {
  db: Database;
  clock: Clock;
}

// Never with a key: the addresses are secrets.
const managing = { allow: canManageServers, scope: null } as const;

/** Everything this slice answers. */
export function inboundRoutes({ db, clock, ...ports }: InboundDeps): Route[] {
  const hooks = async (workspaceId: number) => ({ items: await listHooks(db, workspaceId, ports) });
  return [
    implement(contract.getConversation, {
      allow: canView, scope: 'contacts:read',
      handle: ({ actor, params, query }) => readConversation(db, actor.workspaceId, params.contactId, query),
    }),
    implement(contract.correctSort, {
      allow: canEditPeople, scope: 'contacts:write', audit: 'reply.sorted',
      handle: async ({ actor, params, body }) => ({
        sort: body.sort,
        changed: await correctSort(db, { workspaceId: actor.workspaceId, inboundMailId: params.inboundId, sort: body.sort, byMember: actor.memberId, now: clock.now() }),
      }),
    }),
    implement(contract.listHooks, { ...managing, handle: ({ actor }) => hooks(actor.workspaceId) }),
    implement(contract.makeHook, {
      ...managing, audit: 'report-address.made',
      async handle({ actor, params }) {
        await makeHook(db, actor, params.provider, ports, clock.now());
        return hooks(actor.workspaceId);
      },
    }),
    implement(contract.setHookKey, {
      ...managing, audit: 'report-address.key-entered',
      async handle({ actor, params, body }) {
        await setHookKey(db, actor.workspaceId, params.provider, body.key, ports);
        return hooks(actor.workspaceId);
      },
    }),
    implement(contract.removeHook, {
      ...managing, audit: 'report-address.removed',
      async handle({ actor, params }) {
        await removeHook(db, actor.workspaceId, params.provider);
        return hooks(actor.workspaceId);
      },
    }),
  ];
}
