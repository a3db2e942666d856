import type { Database } from '../../platform/db/index.ts';
import { implement, type Route } from '../../platform/http/index.ts';
import { canEditPeople, canView } from '../workspaces/permissions.ts';
import * as contract from './contract.ts';
import { addToList, removeFromList } from './members.ts';
import { changeList, createList, getList, listLists } from './queries.ts';

const read = { allow: canView, scope: 'contacts:read' };
const write = { allow: canEditPeople, scope: 'contacts:write' };

export const listsRoutes = ({ db }: { db: Database }): Route[] => [
  implement(contract.listLists, { ...read, handle: async ({ actor, query }) => ({ items: await listLists(db, actor.workspaceId, query.archived) }) }),
  implement(contract.createList, {
    ...write, audit: 'list.created',
    handle: async ({ actor, body, now }) => getList(db, actor.workspaceId, await createList(db, actor.workspaceId, body, actor.memberId, now)),
  }),
  implement(contract.getList, { ...read, handle: ({ actor, params }) => getList(db, actor.workspaceId, params.listId) }),
  implement(contract.changeList, { ...write, audit: 'list.changed', handle: ({ actor, params, body, now }) => changeList(db, actor.workspaceId, params.listId, body, now) }),
  implement(contract.addToList, {
    ...write, audit: 'list.contacts-added',
    handle: async ({ actor, params, body, now, signal }) => {
      const added = await addToList(db, actor.workspaceId, params.listId, body, now, signal);
      return { added, list: await getList(db, actor.workspaceId, params.listId) };
    },
  }),
  implement(contract.removeFromList, {
    ...write, audit: 'list.contacts-removed',
    handle: async ({ actor, params, body, signal }) => {
      const removed = await removeFromList(db, actor.workspaceId, params.listId, body, signal);
      return { removed, list: await getList(db, actor.workspaceId, params.listId) };
    },
  }),
];
